import { describe, expect, it } from 'vitest'
import { paper } from '../../src/example/papers.ts'
import { getEntry, listEntries } from '../../src/funds/entry-queries.ts'
import { getBalance, getFund, loadBalance } from '../../src/funds/queries.ts'
import { addEntry, changeFund, reverseEntry } from '../../src/funds/service.ts'
import { approved, fundWith, moneyRows, token } from '../support/money.ts'
import { openRegister, paul, priya, type TestRegister } from '../support/register.ts'
import { vettedCenter } from '../support/vetted.ts'

const entry = { direction: '', otherFund: null, on: null, note: 'By hand' } as const
const enter = (
  register: TestRegister,
  fund: number,
  more: Partial<Parameters<typeof addEntry>[3]> & { kind: 'receipt' | 'transfer' | 'adjustment' | 'opening'; amount: number },
  file: Parameters<typeof addEntry>[4] = null,
) => addEntry(register.writer, priya, fund, { ...entry, token: token(), ...more }, file)

describe('entries of a fund', () => {
  it('bring money in, take it out, and count from today', async () => {
    const register = await openRegister()
    const fund = await fundWith(register, { received: 100_000 })
    await enter(register, fund, { kind: 'adjustment', direction: 'down', amount: 2_500 })
    await enter(register, fund, { kind: 'adjustment', direction: 'up', amount: 500 })

    expect(await loadBalance(register.reader, fund)).toEqual({ received: 98_000, committed: 0, paid: 0, available: 98_000 })
    expect((await listEntries(register.reader, fund)).map(({ minor, on, kind }) => [kind, minor, on.toString()])).toEqual([
      ['adjustment', 500, '2026-11-21'],
      ['adjustment', -2_500, '2026-11-21'],
      ['receipt', 100_000, '2026-11-21'],
    ])
  })

  it('move money to another fund in two rows that reverse together', async () => {
    const register = await openRegister()
    const [from, to] = [await fundWith(register, { received: 100_000 }), await fundWith(register, { received: 0 })]
    const out = await enter(register, from, { kind: 'transfer', amount: 40_000, otherFund: to })
    expect([(await getBalance(register.reader, from)).available, (await getBalance(register.reader, to)).available]).toEqual([60_000, 40_000])

    const incoming = (await listEntries(register.reader, to))[0]?.id ?? 0
    await reverseEntry(register.writer, priya, incoming, { reason: 'The wrong fund', token: token() })

    expect([(await getBalance(register.reader, from)).available, (await getBalance(register.reader, to)).available]).toEqual([100_000, 0])
    expect((await getEntry(register.reader, out)).reversedById).not.toBeNull()
    await expect(reverseEntry(register.writer, priya, out, { reason: 'Again', token: token() })).rejects.toThrow('reversed already')
  })

  it('take nothing that is promised: neither by adjustment, transfer nor reversal (M2)', async () => {
    const register = await openRegister()
    const [fund, other] = [await fundWith(register, { received: 100_000 }), await fundWith(register, { received: 0 })]
    await approved(register, { fund, center: await vettedCenter(register), amount: 70_000 })
    const before = await moneyRows(register)
    const short = /Only \$300\.00 of the fund FUND-\d+ is available\./

    await expect(enter(register, fund, { kind: 'adjustment', direction: 'down', amount: 30_001 })).rejects.toThrow(short)
    await expect(enter(register, fund, { kind: 'transfer', amount: 30_001, otherFund: other })).rejects.toThrow(short)
    const receipt = (await listEntries(register.reader, fund)).at(-1)?.id ?? 0
    await expect(reverseEntry(register.writer, priya, receipt, { reason: 'It bounced', token: token() })).rejects.toThrow(short)

    expect(await moneyRows(register)).toEqual(before)
  })

  it('take over an opening balance with its real day and its document, before anything else', async () => {
    const register = await openRegister()
    const fund = await fundWith(register, { received: 0 })
    const [opening, statement] = [{ kind: 'opening', amount: 5_000, on: Temporal.PlainDate.from('2025-06-30') } as const, paper('Bank statement')]
    const before = await moneyRows(register)
    await expect(enter(register, fund, opening)).rejects.toThrow('Choose the document that shows the opening balance.')
    expect(await moneyRows(register)).toEqual(before)
    const id = await enter(register, fund, opening, statement)

    expect(await getEntry(register.reader, id)).toMatchObject({ kind: 'receipt', opening: true, minor: 5_000 })
    await enter(register, fund, { kind: 'receipt', amount: 1 })
    await expect(enter(register, fund, { ...opening, amount: 1 }, statement)).rejects.toThrow('has entries already')
  })

  it('count once when the form is sent again (M7)', async () => {
    const register = await openRegister()
    const fund = await fundWith(register, { received: 0 })
    const same = token()
    const ids = await Promise.all(Array.from({ length: 20 }, () => enter(register, fund, { kind: 'receipt', amount: 700, token: same })))

    expect(new Set(ids).size).toBe(1)
    expect((await getBalance(register.reader, fund)).received).toBe(700)
  })
})

it('tells the second of two who edit a fund, and logs what the first changed (R1, R3)', async () => {
  const register = await openRegister()
  const id = await fundWith(register, { code: 'WINTER-26' })
  const form = await getFund(register.reader, id)

  await changeFund(register.writer, priya, id, { ...form, name: 'Winter appeal 2026' })
  await expect(changeFund(register.writer, paul, id, { ...form, giver: 'Somebody else' })).rejects.toThrow('Someone else changed this fund')

  expect((await getFund(register.reader, id)).giver).toBe('The Harbour Foundation')
  const event = await register.reader.selectFrom('events').select('details').where('action', '=', 'fund.changed').executeTakeFirstOrThrow()
  expect(JSON.parse(event.details)).toMatchObject({ before: { name: 'Winter appeal' }, after: { name: 'Winter appeal 2026' } })
})
