import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { openFile } from '../../src/db/database.ts'
import { approved, draft, fundWith, planned, proposed, release } from '../support/money.ts'
import { cora, openRegister, paul, priya, type TestRegister } from '../support/register.ts'
import { plainCenter, turnTo, vettedCenter } from '../support/vetted.ts'
import { suspend } from './suspending.ts'

type Run = (text: string) => void

let register: TestRegister
let run: Run
let count: (text: string) => number

beforeEach(async () => {
  register = await openRegister()
  // As the program opens it: with the program's own pragmas, and nothing of its services.
  const sqlite = openFile(register.file)
  onTestFinished(() => void sqlite.close())
  run = (text) => void sqlite.prepare(text).run()
  count = (text) => (sqlite.prepare(text).get() as { count: number }).count
})

/** What the database says to a statement: its complaint, or that it is done. */
function answer(text: string): string {
  try {
    run(text)
    return 'done'
  } catch (error) {
    return error instanceof Error ? error.message : 'something else'
  }
}

const sentCount = (): number => count("SELECT count(*) AS count FROM payment_events WHERE kind = 'sent'")
const values = (payment: number, more: { id?: string; kind?: string; amount?: number; day?: string; by?: number } = {}): string => {
  const { id = 'NULL', kind = 'sent', amount = 100_000, day = '2026-11-21', by = paul.id } = more
  return `(id, payment_id, kind, amount_minor, on_day, note, by_id, recorded_on, at) VALUES (${id}, ${payment}, '${kind}', ${amount}, '${day}', 'By hand', ${by}, '${day}', '${day}T09:00:00.000Z')`
}
const insert = (payment: number, more: Parameters<typeof values>[1] = {}): string => `INSERT INTO payment_events ${values(payment, more)}`

/** A payment of $1,000.00 that waits to be sent. */
async function waiting(center: number): Promise<{ payment: number; allocation: number }> {
  const allocation = await approved(register, { fund: await fundWith(register), center })
  return { allocation, payment: await planned(register, allocation, 100_000) }
}

const standings: { why: string; make: () => Promise<number> }[] = [
  { why: 'was never vetted', make: () => plainCenter(register) },
  {
    why: 'is suspended',
    make: async () => {
      const center = await vettedCenter(register)
      await suspend(register, center)
      return center
    },
  },
  {
    why: 'has lapsed',
    make: async () => {
      const center = await vettedCenter(register, { until: '2026-11-22' })
      await register.writer.transaction().execute((trx) => turnTo(trx, '2026-11-21'))
      return center
    },
  },
]

describe.each(standings)('a center that $why', ({ why, make }) => {
  const day = why === 'has lapsed' ? '2026-11-23' : '2026-11-21'

  async function held(): Promise<{ payment: number; center: number; allocation: number }> {
    const center = await make()
    const made = await waiting(center)
    if (day !== '2026-11-21') run(`UPDATE register_day SET day = '${day}'`)
    return { center, ...made }
  }

  it('gets no money by SQL, however the row is written (M6)', async () => {
    const { payment } = await held()
    const row = values(payment, { day })
    for (const text of [
      `INSERT INTO payment_events ${row}`,
      `INSERT OR REPLACE INTO payment_events ${row}`,
      `INSERT OR IGNORE INTO payment_events ${row}`,
      `REPLACE INTO payment_events ${row}`,
      `INSERT INTO payment_events ${row} ON CONFLICT DO NOTHING`,
      `INSERT INTO payment_events ${row} ON CONFLICT (id) DO UPDATE SET kind = 'sent'`,
    ])
      expect([text, answer(text)]).toEqual([text, 'money_goes_to_centers_in_good_standing'])
    expect(sentCount()).toBe(0)
  })

  it('gets none by turning another row into one, or by moving what was sent elsewhere', async () => {
    const { payment, allocation, center } = await held()
    const good = await vettedCenter(register, { name: 'Good House', on: day })
    run(insert(payment, { kind: 'void', amount: 0, day }))
    const fund = count('SELECT fund_id AS count FROM allocations ORDER BY id LIMIT 1')
    for (const [text, says] of [
      [`UPDATE payment_events SET kind = 'sent', amount_minor = 100000 WHERE payment_id = ${payment}`, 'payment_events_are_not_changed'],
      [`UPDATE OR REPLACE payment_events SET kind = 'sent' WHERE payment_id = ${payment}`, 'payment_events_are_not_changed'],
      [`UPDATE allocations SET center_id = ${good} WHERE id = ${allocation}`, 'an_allocation_keeps_its_center'],
      [`UPDATE OR REPLACE allocations SET center_id = ${good} WHERE id = ${allocation}`, 'an_allocation_keeps_its_center'],
      [`UPDATE payments SET allocation_id = 1 WHERE id = ${payment}`, 'payments_are_not_changed'],
      [`UPDATE payments SET amount_minor = 1 WHERE id = ${payment}`, 'payments_are_not_changed'],
      [`DELETE FROM payment_events WHERE payment_id = ${payment}`, 'payment_events_are_not_deleted'],
      [`UPDATE centers SET id = 9999 WHERE id = ${center}`, 'centers_keep_their_ids'],
      [`UPDATE centers SET rowid = 9999 WHERE id = ${center}`, 'centers_keep_their_ids'],
      [`UPDATE centers SET oid = 9999 WHERE id = ${center}`, 'centers_keep_their_ids'],
      [`UPDATE centers SET _rowid_ = 9999 WHERE id = ${center}`, 'centers_keep_their_ids'],
      [
        `INSERT OR REPLACE INTO allocations (id, fund_id, center_id, purpose_code, amount_minor, currency, for_what, populations, state, drafted_by, drafted_at)
          VALUES (${allocation}, ${fund}, ${good}, 'FUND-BASIC', 100000, 'USD', 'Moved', '[]', 'approved', 2, '2026-11-21T09:00:00.000Z')`,
        'allocations_',
      ],
    ] as const)
      expect([text, answer(text)]).toEqual([text, expect.stringMatching(says)])
    expect(sentCount()).toBe(0)
  })

  it('gets none by changing what was decided, or what day it is', async () => {
    const { payment, center } = await held()
    const decisions = count(`SELECT count(*) AS count FROM decisions WHERE center_id = ${center}`)
    const decided: [string, string][] = [
      [`UPDATE decisions SET valid_until = '2028-01-01', outcome = 'approve' WHERE center_id = ${center}`, 'decisions_are_not_changed'],
      [`UPDATE OR REPLACE decisions SET effective_on = '2099-01-01' WHERE center_id = ${center}`, 'decisions_are_not_changed'],
      [`DELETE FROM decisions WHERE center_id = ${center}`, 'decisions_are_not_deleted'],
    ]
    for (const [text, says] of decisions === 0 ? [] : decided) expect([text, answer(text)]).toEqual([text, expect.stringMatching(says)])
    for (const text of [
      "UPDATE register_day SET day = '2026-11-20'",
      'DELETE FROM register_day',
      "INSERT OR REPLACE INTO register_day (one, day) VALUES (1, '2026-11-20')",
    ])
      expect([text, answer(text)]).not.toEqual([text, 'done'])
    // A span says what decisions amount to; it vouches for nobody.
    run(`INSERT INTO standing_spans (center_id, kind, from_on, recorded_at) VALUES (${center}, 'vetted', '2026-01-01', '2026-11-21T09:00:00.000Z')`)
    expect(() => run(insert(payment, { day }))).toThrow('money_goes_to_centers_in_good_standing')
    expect(sentCount()).toBe(0)
  })
})

describe('a center in good standing', () => {
  it('gets what was planned, once, on the register’s day, from who may release it', async () => {
    const { payment } = await waiting(await vettedCenter(register))
    for (const [text, says] of [
      [insert(payment, { day: '2026-11-20' }), /sent_on_the_registers_day|payment_events_are_dated_today/],
      [insert(payment, { amount: 99_999 }), 'a_payment_is_sent_whole'],
      [insert(payment, { by: cora.id }), 'the_proposer_does_not_release'],
      [insert(payment, { kind: 'returned' }), 'what_comes_back_was_sent'],
      [insert(payment, { kind: 'received' }), 'what_comes_back_was_sent'],
    ] as const)
      expect([text, answer(text)]).toEqual([text, expect.stringMatching(says)])
    run(insert(payment))
    expect(sentCount()).toBe(1)
    for (const text of [insert(payment), `INSERT OR REPLACE INTO payment_events ${values(payment)}`, `REPLACE INTO payment_events ${values(payment, { id: '1' })}`])
      expect([text, answer(text)]).not.toEqual([text, 'done'])
    expect(() => run(insert(payment, { kind: 'void', amount: 0 }))).toThrow('UNIQUE')
    run(insert(payment, { kind: 'returned', amount: 60_000 }))
    expect(() => run(insert(payment, { kind: 'returned', amount: 40_001 }))).toThrow('no_more_comes_back_than_was_sent')
    expect(sentCount()).toBe(1)
  })

  it('gets no more than its allocation, whatever was planned (M5)', async () => {
    const { payment, allocation } = await waiting(await vettedCenter(register))
    const twin = `INSERT INTO payments (allocation_id, amount_minor, planned_on, method, paid_currency, paid_minor, planned_by, planned_at)
      VALUES (${allocation}, 1, '2026-11-21', 'cash', 'USD', 1, 2, '2026-11-21T09:00:00.000Z')`
    run(twin)
    await release(register, priya, payment)
    expect(() => run(insert(payment + 1, { amount: 1 }))).toThrow('payments_stay_within_their_allocation')
  })

  it('gets nothing of an allocation that is not approved', async () => {
    const id = await proposed(register, { fund: await fundWith(register), center: await vettedCenter(register) })
    run(`INSERT INTO payments (allocation_id, amount_minor, planned_on, method, paid_currency, paid_minor, planned_by, planned_at)
      VALUES (${id}, 1, '2026-11-21', 'cash', 'USD', 1, 2, '2026-11-21T09:00:00.000Z')`)
    const payment = count('SELECT max(id) AS count FROM payments')
    expect(() => run(insert(payment, { amount: 1 }))).toThrow('money_goes_to_centers_in_good_standing')
  })
})

describe('funds, allocations and rates', () => {
  it('keep their terms, their moves and their rows (M2, M3, M9)', async () => {
    const [fund, center] = [await fundWith(register, { received: 100_000 }), await vettedCenter(register)]
    const id = await proposed(register, { fund, center, amount: 100_000 })
    const small = await draft(register, { fund, center, amount: 1 })
    const entry = (amount: number): string => `INSERT INTO fund_entries (fund_id, kind, amount_minor, on_day, note, recorded_by, recorded_on, recorded_at)
      VALUES (${fund}, 'adjustment', ${amount}, '2026-11-21', 'By hand', 3, '2026-11-21', '2026-11-21T09:00:00.000Z')`
    const approval = (by: number): string =>
      `INSERT INTO approvals (allocation_id, proposal_id, approved_by, on_day, at, hash) VALUES (${id}, (SELECT max(id) FROM allocation_moves WHERE allocation_id = ${id} AND move = 'proposed'), ${by}, '2026-11-21', '2026-11-21T09:00:00.000Z', '${'0'.repeat(64)}')`
    const rate =
      "INSERT INTO exchange_rates (currency, on_day, rate, source, entered_by, entered_at) VALUES ('KES', '2026-11-21', '0.0077', 'Bank', 3, '2026-11-21T09:00:00.000Z')"
    run(rate)
    expect(() => run(`UPDATE allocations SET state = 'approved' WHERE id = ${id}`)).toThrow(/approved_allocations_have_an_approval|an_allocation_is_approved_by_a_move/)
    run(entry(-1))
    expect(() => run(approval(cora.id))).toThrow('the_proposer_does_not_approve')
    run(approval(priya.id))
    run(`INSERT INTO allocation_moves (allocation_id, move, on_day, by_id, at) VALUES (${id}, 'approved', '2026-11-21', 3, '2026-11-21T09:00:00.000Z')`)
    for (const [text, says] of [
      [approval(priya.id), 'UNIQUE'],
      [`UPDATE allocations SET state = 'approved' WHERE id = ${id}`, 'an_allocation_fits_its_fund'],
      [`UPDATE allocations SET amount_minor = 5 WHERE id = ${id}`, 'a_proposed_allocation_keeps_its_terms'],
      [`UPDATE allocations SET populations = '[]' WHERE id = ${id}`, 'a_proposed_allocation_keeps_its_terms'],
      [`UPDATE allocations SET state = 'closed' WHERE id = ${id}`, 'an_allocation_moves_as_it_may'],
      [`UPDATE allocations SET state = 'approved' WHERE id = ${small}`, /an_allocation_moves_as_it_may|approved_allocations|approved_by_a_move/],
      [`UPDATE allocations SET currency = 'EUR' WHERE id = ${small}`, 'an_allocation_keeps_its_center'],
      [`UPDATE allocations SET drafted_by = 3 WHERE id = ${small}`, 'an_allocation_keeps_its_center'],
      [`DELETE FROM allocations WHERE id = ${small}`, 'allocations_are_not_deleted'],
      [`UPDATE funds SET currency = 'EUR' WHERE id = ${fund}`, 'a_fund_keeps_its_currency'],
      [`DELETE FROM funds WHERE id = ${fund}`, 'funds_are_not_deleted'],
      [entry(-100_000), 'a_fund_gives_only_what_is_available'],
      ['UPDATE fund_entries SET amount_minor = 1', 'fund_entries_are_not_changed'],
      ['DELETE FROM fund_entries', 'fund_entries_are_not_deleted'],
      ['UPDATE approvals SET approved_by = 4', 'approvals_are_not_changed'],
      ['DELETE FROM approvals', 'approvals_are_not_deleted'],
      ["UPDATE allocation_moves SET move = 'approved', by_id = 4", 'allocation_moves_are_not_changed'],
      ['DELETE FROM allocation_moves', 'allocation_moves_are_not_deleted'],
      ['UPDATE exchange_rates SET rate = 1', 'exchange_rates_are_not_changed'],
      ['DELETE FROM exchange_rates', 'exchange_rates_are_not_deleted'],
      [
        `REPLACE INTO exchange_rates (id, currency, on_day, rate, source, entered_by, entered_at) SELECT id, currency, on_day, '9', source, entered_by, entered_at FROM exchange_rates`,
        'exchange_rates_',
      ],
    ] as const)
      expect([text, answer(text)]).toEqual([text, expect.stringMatching(says)])
    run(entry(1))
    run(`UPDATE allocations SET state = 'approved' WHERE id = ${id}`)
    expect(() => run(entry(-1))).toThrow('a_fund_gives_only_what_is_available')
  })

  it('keep the needs that a proposed allocation covers, each of its own center', async () => {
    const [fund, center] = [await fundWith(register), await plainCenter(register)]
    const need = (of: number): number => {
      run(
        `INSERT INTO needs (center_id, category, item, quantity, unit, priority, recorded_by, recorded_on, recorded_at) VALUES (${of}, 'bedding', 'Blanket', 5, 'piece', 'normal', 2, '2026-11-21', '2026-11-21T09:00:00.000Z')`,
      )
      return count('SELECT max(id) AS count FROM needs')
    }
    const [own, others] = [need(center), need(await plainCenter(register, { name: 'Elsewhere' }))]
    const [open, fixed] = [await draft(register, { fund, center }), await proposed(register, { fund, center })]
    run(`INSERT INTO allocation_needs (allocation_id, need_id) VALUES (${open}, ${own})`)
    expect(() => run(`INSERT INTO allocation_needs (allocation_id, need_id) VALUES (${open}, ${others})`)).toThrow('an_allocation_covers_its_centers_needs')
    expect(() => run(`INSERT INTO allocation_needs (allocation_id, need_id) VALUES (${fixed}, ${own})`)).toThrow('a_proposed_allocation_keeps_its_needs')
    expect(() => run(`UPDATE allocation_needs SET allocation_id = ${fixed} WHERE allocation_id = ${open}`)).toThrow('a_proposed_allocation_keeps_its_needs')
  })
})
