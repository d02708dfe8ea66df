import { sql } from 'kysely'
import type { Reader } from '../db/database.ts'
import type { Dimension, TotalledFigure } from './total.ts'

/** What the totals of some spans come to for one name in one currency, in its minor units; `converted` in those of the reporting currency. */
export interface Sum {
  name: string
  currency: string
  minor: number
  converted: number
  /** For what there was no rate. */
  unconverted: number
}

/** Whether the totals hold every row and every rate there is. They do after every change that the program makes. */
export async function areSettled(db: Reader): Promise<boolean> {
  const { waiting } = await db
    .selectFrom(sql<{ waiting: 0 | 1 }>`(SELECT EXISTS (SELECT 1 FROM unsettled_rows) OR EXISTS (SELECT 1 FROM unsettled_rates) AS waiting)`.as('w'))
    .select('w.waiting')
    .executeTakeFirstOrThrow()
  return waiting === 0
}

/** The sums of a figure over some spans, by what they are for. */
export const sumTotals = (db: Reader, figure: TotalledFigure, by: Dimension, spans: readonly string[]): Promise<Sum[]> => sumBy(db, figure, by, spans, 'name')

/** The same by month, `2026-11`, over spans none of which is a year. */
export const sumMonths = (db: Reader, figure: TotalledFigure, spans: readonly string[]): Promise<Sum[]> => sumBy(db, figure, 'country', spans, 'month')

const columns = { name: sql.ref<string>('t.name'), month: sql<string>`substr(t.span, 1, 7)` }

async function sumBy(db: Reader, figure: TotalledFigure, by: Dimension, spans: readonly string[], column: keyof typeof columns): Promise<Sum[]> {
  const name = columns[column]
  return db
    .selectFrom('money_totals as t')
    .select(({ fn }) => [
      name.as('name'),
      't.currency',
      fn.sum<number>('t.minor').as('minor'),
      fn.sum<number>('t.converted_minor').as('converted'),
      fn.sum<number>('t.unconverted_minor').as('unconverted'),
    ])
    .where('t.figure', '=', figure)
    .where('t.by_what', '=', by)
    .where('t.span', 'in', sql<string>`(SELECT value FROM json_each(${JSON.stringify(spans)}))`)
    .groupBy([name, 't.currency'])
    .having(({ fn }) => fn.sum('t.row_count'), '>', 0)
    .execute()
}

/** The most that was paid to one center each, in minor units of the reporting currency, the most first. */
export async function listLargest(db: Reader, spans: readonly string[], most: number): Promise<number[]> {
  const found = await db
    .selectFrom('money_totals as t')
    .select(({ fn }) => fn.sum<number>('t.converted_minor').as('converted'))
    .where('t.figure', '=', 'paid')
    .where('t.by_what', '=', 'center')
    .where('t.span', 'in', sql<string>`(SELECT value FROM json_each(${JSON.stringify(spans)}))`)
    .groupBy('t.name')
    .having(({ fn }) => fn.sum('t.row_count'), '>', 0)
    .orderBy('converted', 'desc')
    .limit(most)
    .execute()
  return found.map(({ converted }) => converted)
}

/** The last day of which a figure has a row; null when it has none. */
export async function lastDayOf(db: Reader, figure: TotalledFigure): Promise<string | null> {
  const last = await db
    .selectFrom('money_totals')
    .select('span')
    .where('figure', '=', figure)
    .where('by_what', '=', 'country')
    .where(sql<boolean>`length(span) = 10`)
    .where('row_count', '>', 0)
    .orderBy('span', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last?.span ?? null
}
