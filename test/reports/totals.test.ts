import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { change } from '../../src/audit/record.ts'
import { loadTerms } from '../../src/reports/amount-queries.ts'
import { reportDays, type ReportDays } from '../../src/reports/days.ts'
import type { FigureKey } from '../../src/reports/figures.ts'
import { measure } from '../../src/reports/measure-queries.ts'
import { loadSummary } from '../../src/reports/summary-queries.ts'
import { toDay } from '../../src/shared/days.ts'
import { rewriteSpans } from '../../src/standing/queries.ts'
import { rebuildTotals } from '../../src/totals/rebuild-queries.ts'
import { settleTotals } from '../../src/totals/settle-queries.ts'
import { spansWithin } from '../../src/totals/total.ts'
import { openRegister, on, paul, priya, type TestRegister } from '../support/register.ts'
import { plainCenter } from '../support/vetted.ts'
import { buildExample } from './example.ts'
import { measuredTwice } from './twice.ts'

const today = '2027-03-31'
const asked = (on: string, from: string): ReportDays => reportDays({ on: toDay(on), from: toDay(from), to: null, known: null }, toDay(today), 'UTC')

const totalled: FigureKey[] = [
  'vetted-centers',
  'vetting-current',
  'single-countries',
  'days-to-decide',
  'evidence-expired',
  'committed',
  'paid',
  'concentration',
  'needs-met',
  'needs-met-by-cost',
  'days-to-meet',
  'in-kind',
  'beds',
  'open-beds',
]

async function settle(register: TestRegister): Promise<void> {
  await register.writer.transaction().execute((trx) => settleTotals(trx))
}

/** Whether what is added up says of some days what the rows say, for every figure that is added up. */
async function assertAgrees(register: TestRegister, days: ReportDays): Promise<void> {
  const { fromTotals, added, counted } = await measuredTwice(register.reader, days)
  expect(fromTotals).toBe(true)
  expect(Object.keys(added)).toEqual(expect.arrayContaining(totalled))
  expect(added).toEqual(counted)
  const rows = await loadSummaryOfRows(register, days)
  expect(await loadSummary(register.reader, days, 'USD')).toEqual(rows)
}

/** The summary by way of the rows alone: a row that waits to be settled leaves nothing else. */
async function loadSummaryOfRows(register: TestRegister, days: ReportDays) {
  const waiting = { figure: 'paid', row_id: 0 }
  await register.writer.transaction().execute((trx) => trx.insertInto('unsettled_rows').values(waiting).execute())
  const summary = await loadSummary(register.reader, days, 'USD')
  await register.writer.transaction().execute((trx) => trx.deleteFrom('unsettled_rows').where('row_id', '=', 0).execute())
  return summary
}

const someDays = [
  ['2027-02-28', '2027-01-01'],
  ['2027-02-10', '2027-02-09'],
  ['2027-01-12', '2026-12-15'],
  ['2026-12-31', '2026-12-01'],
  [today, '2025-06-15'],
] as const

async function assertAgreesOnSomeDays(register: TestRegister): Promise<void> {
  for (const [on, from] of someDays) await assertAgrees(register, asked(on, from))
}

describe('what is added up with each change', () => {
  it('says what the rows say, whatever the days', async () => {
    const register = await openRegister()
    await buildExample(register)
    await settle(register)
    const day = fc.integer({ min: 0, max: 120 }).map((after) => toDay('2026-11-25').add({ days: after }).toString())

    await fc.assert(
      fc.asyncProperty(day, day, async (a, b) => assertAgrees(register, a < b ? asked(b, a) : asked(a, b))),
      { numRuns: 20 },
    )
  })

  it('follows a rate that is entered late, one that replaces another, and one for what had none', async () => {
    const register = await openRegister()
    await buildExample(register)
    await settle(register)
    const { id } = await register.reader.selectFrom('centers').select('id').where('name', '=', 'Lake Clinic').executeTakeFirstOrThrow()
    const enter = (day: string, rate: string) =>
      change(register.writer, on(priya, today), async (trx) => {
        const entered = { currency: 'KES', on_day: day, rate, source: 'The bank', entered_by: priya.id, entered_at: `${today}T10:00:00.000Z` }
        await trx.insertInto('exchange_rates').values(entered).execute()
      })

    for (const [day, rate] of [
      ['2027-01-11', '0.0081'],
      ['2027-02-08', '0.0072'],
      ['2027-02-18', '0.0077'],
    ] as const) {
      await enter(day, rate)
      await assertAgreesOnSomeDays(register)
    }

    // 1,000.05 at 0.0081 is 8.1004; at 0.0072 it is 7.2004; 40.00 at 0.0077 is 0.31. All of it went to Lake.
    const lake = await register.reader
      .selectFrom('money_totals')
      .select(['span', 'converted_minor'])
      .where('by_what', '=', 'center')
      .where('name', '=', String(id))
      .execute()
    expect(Object.fromEntries(lake.map(({ span, converted_minor }) => [span, converted_minor]))).toEqual({
      '2027': 810 + 720 + 31,
      '2027-01': 810,
      '2027-01-13': 810,
      '2027-02': 720 + 31,
      '2027-02-10': 720,
      '2027-02-20': 31,
    })
  })

  it('follows a need whose quantity, cost or currency changes, and a receipt that is reversed', async () => {
    const register = await openRegister()
    await buildExample(register)
    await settle(register)
    const { need } = await register.reader
      .selectFrom('need_progress')
      .select('need_id as need')
      .where('met_on', 'is not', null)
      .orderBy('need_id')
      .limit(1)
      .executeTakeFirstOrThrow()

    for (const changed of [{ quantity: 1000 }, { unit_cost_minor: 999 }, { currency: 'KES' }, { unit_cost_minor: null, currency: null }, { quantity: 1 }]) {
      await change(register.writer, on(priya, today), async (trx) => {
        const at = `${today}T10:00:00.000Z`
        await trx
          .updateTable('needs')
          .set({ ...changed, changed_at: at })
          .where('id', '=', need)
          .execute()
      })
      await assertAgreesOnSomeDays(register)
    }
    // All in one instant: before it, ten were wanted.
    expect(await register.reader.selectFrom('past_needs').select(['quantity', 'unit_cost_minor', 'currency']).where('need_id', '=', need).execute()).toEqual([
      { quantity: 10, unit_cost_minor: 8000, currency: 'USD' },
    ])
    await reverseFirstReceipt(register)
    await assertAgreesOnSomeDays(register)
  })

  it('follows a return that is reversed', async () => {
    const register = await openRegister()
    await buildExample(register)
    await settle(register)
    const paid = async () => (await measuredTwice(register.reader, asked(today, today))).added.paid
    expect(await paid()).toMatchObject({ amounts: { total: { minor: 0 } } })

    expect(await reverseFirstReturn(register)).toBe(50_000)
    await assertAgreesOnSomeDays(register)
    // It is found today that 500.00 did not come back: they are paid today.
    expect(await paid()).toMatchObject({ amounts: { total: { minor: 50_000 } } })
    expect(await change(register.writer, on(priya, today), (trx) => rebuildTotals(trx))).toEqual([])
  })

  it('follows a suspension, its end, and a country that is put right', async () => {
    const register = await openRegister()
    const { hope } = await buildExample(register)
    const fresh = await plainCenter(register, { name: 'Fresh Start', country: 'KE', on: '2027-03-30' })
    await settle(register)

    await decide(register, hope, 'suspend', '2027-03-30')
    await assertAgreesOnSomeDays(register)
    await decide(register, hope, 'reinstate', today)
    await assertAgreesOnSomeDays(register)
    await register.writer.transaction().execute((trx) => trx.updateTable('centers').set({ country: 'PE' }).where('id', '=', fresh).execute())
    const prospects = await register.reader
      .selectFrom('standing_counts')
      .select(['country', 'change'])
      .where('what', '=', 'prospect')
      .where('on_day', '=', '2027-03-30')
      .execute()
    expect(prospects).toEqual([
      { country: 'KE', change: 0 },
      { country: 'PE', change: 1 },
    ])
  })

  it('leaves a report to the rows while something waits to be added up', async () => {
    const register = await openRegister()
    await buildExample(register)

    expect((await loadTerms(register.reader, asked(today, '2027-01-01'), 'USD')).fromTotals).toBe(false)
    await settle(register)
    expect((await loadTerms(register.reader, asked(today, '2027-01-01'), 'USD')).fromTotals).toBe(true)
  })

  it('is left aside for what a clock that was ahead recorded, once the clock is right', async () => {
    const register = await openRegister()
    await buildExample(register)
    // Entered at an instant of 1 April; the report is of 31 March.
    await change(register.writer, on(priya, '2027-04-01'), async (trx, record) => {
      const entered = { currency: 'KES', on_day: '2027-01-12', rate: '0.5', source: 'The bank', entered_by: priya.id, entered_at: '2027-04-01T10:00:00.000Z' }
      await trx.insertInto('exchange_rates').values(entered).execute()
      await record('rate.entered', { kind: 'exchange rate', id: 1 })
    })
    const terms = await loadTerms(register.reader, asked('2027-02-28', '2027-01-01'), 'USD')

    expect(terms.fromTotals).toBe(false)
    // The shillings of 13 January still count at the rate of 10 January.
    expect(await measure(register.reader, 'paid', terms)).toMatchObject({ amounts: { total: { minor: 420_000 + 800 + 750 } } })
  })

  it('is added up by every change, also when another row waits already', async () => {
    const register = await openRegister()
    await buildExample(register)

    await change(register.writer, on(priya, today), async () => {})

    expect((await loadTerms(register.reader, asked(today, '2027-01-01'), 'USD')).fromTotals).toBe(true)
    await assertAgreesOnSomeDays(register)
  })
})

async function decide(register: TestRegister, center_id: number, outcome: 'suspend' | 'reinstate', day: string): Promise<void> {
  const by = outcome === 'suspend' ? priya : paul
  await change(register.writer, on(by, day), async (trx) => {
    const decided = { decided_by: by.id, decided_on: day, decided_at: `${day}T10:00:00.000Z` }
    await trx
      .insertInto('decisions')
      .values({ center_id, outcome, effective_on: day, rationale: 'A concern.', ...decided })
      .execute()
    await rewriteSpans(trx, center_id, on(by, day))
  })
}

/** @returns how much is found not to have come back */
async function reverseFirstReturn(register: TestRegister): Promise<number> {
  return change(register.writer, on(priya, today), async (trx) => {
    const first = await trx.selectFrom('payment_events').selectAll().where('kind', '=', 'returned').orderBy('id').limit(1).executeTakeFirstOrThrow()
    const turned = { id: undefined, reverses_id: first.id, amount_minor: -first.amount_minor, on_day: today, recorded_on: today, at: `${today}T10:00:00.000Z` }
    await trx
      .insertInto('payment_events')
      .values({ ...first, ...turned })
      .execute()
    return first.amount_minor
  })
}

async function reverseFirstReceipt(register: TestRegister): Promise<void> {
  await change(register.writer, on(priya, today), async (trx) => {
    const first = await trx.selectFrom('receipts').selectAll().where('reverses_id', 'is', null).orderBy('id').limit(1).executeTakeFirstOrThrow()
    const { id } = await trx
      .insertInto('receipts')
      .values({ ...first, id: undefined, reverses_id: first.id, note: 'Counted wrongly.', recorded_at: `${today}T10:00:00.000Z` })
      .returning('id')
      .executeTakeFirstOrThrow()
    for (const line of await trx.selectFrom('receipt_lines').selectAll().where('receipt_id', '=', first.id).execute())
      await trx
        .insertInto('receipt_lines')
        .values({ ...line, id: undefined, receipt_id: id, received: -line.received, damaged: -line.damaged, missing: -line.missing })
        .execute()
  })
}

describe('the spans of a period', () => {
  it.each([
    { from: '2026-11-22', to: '2026-11-22', spans: ['2026-11-22'] },
    { from: '2026-11-01', to: '2026-11-30', spans: ['2026-11'] },
    { from: '2026-01-01', to: '2026-12-31', spans: ['2026'] },
    { from: '2024-02-28', to: '2024-04-01', spans: ['2024-02-28', '2024-02-29', '2024-03', '2024-04-01'] },
    { from: '2025-12-31', to: '2027-02-01', spans: ['2025-12-31', '2026', '2027-01', '2027-02-01'] },
    { from: '2026-11-22', to: '2026-11-21', spans: [] },
  ])('from $from to $to are $spans', ({ from, to, spans }) => {
    expect(spansWithin(toDay(from), toDay(to))).toEqual(spans)
  })

  it('can stop at months', () => {
    expect(spansWithin(toDay('2026-11-30'), toDay('2027-01-31'), 'month')).toEqual(['2026-11-30', '2026-12', '2027-01'])
  })
})
