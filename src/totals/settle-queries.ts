import { sql, type RawBuilder } from 'kysely'
import type { Trx } from '../db/database.ts'
import { toDay } from '../shared/days.ts'
import { convert, isConvertible, rateFor, rateLasts, type Rate } from '../shared/rates.ts'
import { ledgerRows } from './money-queries.ts'
import { spansAround, totalledFigures, type Dimension, type TotalledFigure } from './total.ts'

/**
 * Takes into the totals what was written since they were last settled: the last thing that every change does, in its own transaction.
 * Rows come first, then rates, which move what was converted before.
 * @returns how many rows were waiting, of up to `most`
 */
export async function settleTotals(trx: Trx, most = 1000): Promise<number> {
  const waiting = await trx.selectFrom('unsettled_rows').select(['figure', 'row_id']).limit(most).execute()
  const rates = waiting.length < most ? await trx.selectFrom('unsettled_rates').selectAll().execute() : []
  if (waiting.length === 0 && rates.length === 0) return 0
  const adding = await addingTo(trx)
  for (const figure of totalledFigures) {
    const ids = JSON.stringify(waiting.filter((each) => each.figure === figure).map(({ row_id }) => row_id))
    if (ids === '[]') continue
    const among = sql`IN (SELECT value FROM json_each(${ids}))`
    await add(adding, figure, sql`${ledgerRows[figure].row} ${among}`)
    await trx
      .deleteFrom('unsettled_rows')
      .where('figure', '=', figure)
      .where(sql<boolean>`row_id ${among}`)
      .execute()
  }
  for (const rate of rates) await convertAnew(adding, rate)
  return waiting.length
}

interface Adding {
  trx: Trx
  reporting: string
  rateOf: (currency: string, day: string) => Promise<Rate | null>
}

async function addingTo(trx: Trx): Promise<Adding> {
  const { value } = await trx.selectFrom('settings').select('value').where('name', '=', 'currency').executeTakeFirstOrThrow()
  const kept = new Map<string, Promise<Rate | null>>()
  const rateOf = (currency: string, day: string): Promise<Rate | null> => {
    const key = `${currency} ${day}`
    const known = kept.get(key) ?? findRate(trx, currency, day)
    kept.set(key, known)
    return known
  }
  return { trx, reporting: value, rateOf }
}

/** M11; of several rates for one day the newest counts. */
async function findRate(trx: Trx, currency: string, day: string): Promise<Rate | null> {
  const on = toDay(day)
  const rows = await trx
    .selectFrom('exchange_rates')
    .select(['on_day', 'rate'])
    .where('currency', '=', currency)
    .where('on_day', '>=', on.subtract({ days: rateLasts }).toString())
    .where('on_day', '<=', day)
    .orderBy('id', 'desc')
    .execute()
  return rateFor(
    rows.map((row) => ({ on: toDay(row.on_day), rate: row.rate })),
    on,
  )
}

/** One line of the totals: the name it is for, and what is added to it. */
type Line = [by: Dimension, span: string, name: string, currency: string, rows: number, minor: number, converted: number, unconverted: number]

async function add({ trx, reporting, rateOf }: Adding, figure: TotalledFigure, which: RawBuilder<unknown>): Promise<void> {
  const rows = await trx
    .selectFrom(ledgerRows[figure].rows(which).as('r'))
    .innerJoin('centers as c', 'c.id', 'r.center_id')
    .select(['r.on_day', 'r.center_id', 'c.country', 'r.purpose', 'r.currency', 'r.minor'])
    .execute()
  const lines = new Map<string, Line>()
  for (const { on_day, center_id, country, purpose, currency, minor } of rows) {
    if (on_day === null || minor === null || currency === null) continue
    const known = currency === reporting ? null : await rateOf(currency, on_day)
    const rate = known !== null && isConvertible({ minor, currency }, known.rate, reporting) ? known : null
    const isLeftOut = currency !== reporting && rate === null
    const converted = isLeftOut ? 0 : rate === null ? minor : convert({ minor, currency }, rate.rate, reporting)
    const names: [Dimension, string][] = [
      ['country', country],
      ['purpose', purpose ?? ''],
    ]
    if (figure === 'paid') names.push(['center', String(center_id)])
    if (rate !== null) names.push(['rate day', rate.on.toString()])
    for (const [by, name] of names) for (const span of spansAround(on_day)) addLine(lines, [by, span, name, currency, 1, minor, converted, isLeftOut ? minor : 0])
  }
  await putLines(trx, figure, [...lines.values()])
}

function addLine(lines: Map<string, Line>, line: Line): void {
  const key = line.slice(0, 4).join('\n')
  const kept = lines.get(key)
  if (kept === undefined) return void lines.set(key, line)
  kept[4] += line[4]
  kept[5] += line[5]
  kept[6] += line[6]
  kept[7] += line[7]
}

const onConflict = sql`ON CONFLICT (figure, by_what, span, name, currency) DO UPDATE SET row_count = row_count + excluded.row_count, minor = minor + excluded.minor,
  converted_minor = converted_minor + excluded.converted_minor, unconverted_minor = unconverted_minor + excluded.unconverted_minor`

async function putLines(trx: Trx, figure: TotalledFigure, lines: Line[]): Promise<void> {
  await sql`INSERT INTO money_totals (figure, by_what, span, name, currency, row_count, minor, converted_minor, unconverted_minor)
    SELECT ${figure}, value->>0, value->>1, value->>2, value->>3, value->>4, value->>5, value->>6, value->>7 FROM json_each(${JSON.stringify(lines)}) WHERE true
    ${onConflict}`.execute(trx)
}

/** The days for which a newer rate counts are taken out of the totals of their month and year, and added again. */
async function convertAnew(adding: Adding, { currency, on_day }: { currency: string; on_day: string }): Promise<void> {
  const { trx } = adding
  const last = toDay(on_day).add({ days: rateLasts }).toString()
  for (const figure of totalledFigures) {
    const days = await trx
      .selectFrom('money_totals')
      .select('span')
      .distinct()
      .where('figure', '=', figure)
      .where('by_what', '=', 'country')
      .where('currency', '=', currency)
      .where('span', '>=', on_day)
      .where('span', '<=', last)
      .where(sql<boolean>`length(span) = 10`)
      .execute()
    for (const { span } of days) await countDayAnew(adding, figure, currency, span)
  }
  await trx.deleteFrom('unsettled_rates').where('currency', '=', currency).where('on_day', '=', on_day).execute()
}

async function countDayAnew(adding: Adding, figure: TotalledFigure, currency: string, day: string): Promise<void> {
  const { trx } = adding
  const ofDay = sql`figure = ${figure} AND by_what IN ('country', 'purpose', 'center', 'rate day') AND span = ${day} AND currency = ${currency}`
  for (const span of spansAround(day).slice(1))
    await sql`INSERT INTO money_totals (figure, by_what, span, name, currency, row_count, minor, converted_minor, unconverted_minor)
      SELECT figure, by_what, ${span}, name, currency, -row_count, -minor, -converted_minor, -unconverted_minor FROM money_totals WHERE ${ofDay} ${onConflict}`.execute(
      trx,
    )
  await sql`DELETE FROM money_totals WHERE ${ofDay}`.execute(trx)
  await add(adding, figure, sql`${ledgerRows[figure].on} = ${day} AND ${figure === 'in-kind' ? sql`dl.currency` : sql`a.currency`} = ${currency}`)
}
