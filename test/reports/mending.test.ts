import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { change } from '../../src/audit/record.ts'
import { mendTotals, verifyTotals } from '../../src/totals/service.ts'
import { on, openRegister, priya } from '../support/register.ts'
import { buildExample } from './example.ts'

const wrong = [
  { table: 'money_totals', spoil: `UPDATE money_totals SET converted_minor = converted_minor + 1 WHERE span = '2027-01' AND by_what = 'purpose'` },
  { table: 'allocation_totals', spoil: 'DELETE FROM allocation_totals' },
  { table: 'standing_counts', spoil: `UPDATE standing_counts SET change = change + 1 WHERE what = 'vetted' AND country = 'GT'` },
  { table: 'need_totals', spoil: 'UPDATE need_totals SET needs = needs + 1' },
  { table: 'need_progress', spoil: 'DELETE FROM need_progress WHERE need_id = 1' },
  { table: 'decision_totals', spoil: `INSERT INTO decision_totals VALUES ('2027-01-01', 3, 1)` },
]

it('finds each table that no longer says what its rows come to, and mends it with an event', async () => {
  const register = await openRegister()
  await buildExample(register)
  await change(register.writer, on(priya, '2027-03-31'), async () => {})
  expect(await verifyTotals(register.writer)).toEqual([])

  for (const { table, spoil } of wrong) {
    await register.writer.transaction().execute((trx) => sql.raw(spoil).execute(trx))
    expect(await verifyTotals(register.writer)).toContain(table)
    // Comparing has changed nothing.
    expect(await verifyTotals(register.writer)).toContain(table)
    expect(await mendTotals(register.writer, on(priya, '2027-03-31'))).toContain(table)
    expect(await verifyTotals(register.writer)).toEqual([])
  }
  const events = await register.reader.selectFrom('events').select(['action', 'details']).where('action', '=', 'totals.mended').execute()
  expect(events).toHaveLength(wrong.length)
  expect(events[1]?.details).toBe('{"tables":["allocation_totals"]}')

  await mendTotals(register.writer, on(priya, '2027-03-31'))
  expect(await register.reader.selectFrom('events').select('seq').where('action', '=', 'totals.mended').execute()).toHaveLength(wrong.length)
})
