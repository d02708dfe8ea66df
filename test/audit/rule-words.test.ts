import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { asRefusal, wordsOf } from '../../src/audit/rule-words.ts'
import { approveAllocation } from '../../src/allocations/approval-service.ts'
import { listMoves, sealOf } from '../../src/allocations/approval-queries.ts'
import { getAllocation } from '../../src/allocations/queries.ts'
import { proposeAllocation } from '../../src/allocations/service.ts'
import { formToken } from '../../src/audit/record.ts'
import { takeStep } from '../../src/decisions/service.ts'
import { send } from '../../src/deliveries/service.ts'
import { addEntry } from '../../src/funds/service.ts'
import { withdrawNeed } from '../../src/needs/service.ts'
import { Refusal } from '../../src/shared/refusal.ts'
import { draft, fundWith, planned, approved, proposed, release, threshold, token } from '../support/money.ts'
import { appOf, browserOf, cora, openRegister, paul, priya, type TestRegister } from '../support/register.ts'
import { logged, lookedOver, packed } from '../support/supplies.ts'
import { turnTo, vettedCenter } from '../support/vetted.ts'

it('says in words what the database refuses, and leaves every other fault as it is', () => {
  const said = asRefusal(new Error('money_goes_to_centers_in_good_standing'))
  expect(said).toBeInstanceOf(Refusal)
  expect((said as Refusal).message).toBe('Nothing was sent: on the register’s day this center is not vetted, or the allocation is not approved.')
  const fault = new Error('disk I/O error')
  expect(asRefusal(fault)).toBe(fault)
})

it('has words for rules that the register has, and for no others', async () => {
  const register = await openRegister()
  const { rows } = await register.writer
    .transaction()
    .execute((trx) => sql<{ name: string; sql: string }>`SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL`.execute(trx))
  const all = rows.map((row) => row.sql).join('\n')
  const unknown = Object.keys(wordsOf).filter((rule) => {
    const columns = /^UNIQUE constraint failed: (.+)$/.exec(rule)?.[1]
    if (columns === undefined) return !all.includes(`'${rule}'`)
    const [table = ''] = columns.split('.')
    return !columns.split(', ').every((column) => rows.some((row) => row.sql.includes(table) && row.sql.includes(column.split('.')[1] ?? '?')))
  })
  expect(unknown).toEqual([])
})

/** All that follows is done by a clock that stands at the 21st, while the register's day is the 22nd. */
const turnOn = (register: TestRegister): Promise<void> => register.writer.transaction().execute((trx) => turnTo(trx, '2026-11-22'))
const behind = /the register is (?:already )?on a later day than this machine’s clock/

describe('a clock behind the register’s day is said in words, and nothing is done', () => {
  const acts: [string, (register: TestRegister, center: number) => Promise<() => Promise<unknown>>][] = [
    [
      'to an entry of a fund',
      async (register) => {
        const fund = await fundWith(register)
        const entry = { kind: 'receipt', direction: '', amount: 100, otherFund: null, on: null, note: 'A gift' } as const
        return () => addEntry(register.writer, priya, fund, { ...entry, token: token() })
      },
    ],
    [
      'to proposing an allocation',
      async (register, center) => {
        const id = await draft(register, { fund: await fundWith(register), center })
        return () => proposeAllocation(register.writer, cora, id, token())
      },
    ],
    [
      'to approving one',
      async (register, center) => {
        const id = await proposed(register, { fund: await fundWith(register), center })
        const seal = sealOf(await getAllocation(register.reader, id), await listMoves(register.reader, id))
        return () => approveAllocation(register.writer, priya, threshold, id, { seal, comment: null, token: token() })
      },
    ],
    [
      'to releasing a payment',
      async (register, center) => {
        const payment = await planned(register, await approved(register, { fund: await fundWith(register), center }), 100_000)
        return () => release(register, paul, payment)
      },
    ],
    [
      'to withdrawing a need',
      async (register, center) => {
        const need = await logged(register, center)
        return () => withdrawNeed(register.writer, cora, need, 'It is not needed any more.')
      },
    ],
    [
      'to sending a delivery',
      async (register, center) => {
        const id = await packed(register, center, null)
        return () => send(register.writer, cora, lookedOver(), id)
      },
    ],
    ['to suspending a center', (register, center) => Promise.resolve(() => takeStep(register.writer, priya, center, 'suspend', 'A report came in.', formToken()))],
  ]

  it.each(acts)('%s', async (_, prepare) => {
    const register = await openRegister()
    const act = await prepare(register, await vettedCenter(register))
    await turnOn(register)
    const before = await countEvents(register)

    const refusal = await act().then(
      () => null,
      (error: unknown) => error,
    )

    expect(refusal).toBeInstanceOf(Refusal)
    expect((refusal as Refusal).code).toBe('conflict')
    expect((refusal as Refusal).message).toMatch(behind)
    expect(await countEvents(register)).toBe(before)
  })

  it('as a page that says so, with the form kept', async () => {
    const register = await openRegister()
    const fund = await fundWith(register)
    await turnOn(register)
    const hers = await browserOf(register, appOf(register), priya)
    const entry = { kind: 'receipt', direction: '', amount: '12.00', otherFund: '', on: '', note: 'A late gift', token: formToken() }

    const page = await hers.post(`/funds/${fund}/entries`).type('form').send(entry).expect(409)

    expect(page.text).toMatch(behind)
    expect(page.text).toContain('value="A late gift"')
  })
})

async function countEvents(register: TestRegister): Promise<number> {
  const { count } = await register.reader
    .selectFrom('events')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}
