import { lastChange } from '../audit/last-change.ts'
import type { Reader } from '../db/database.ts'
import { threadBeside } from '../db/thread.ts'
import { weeksBack, type ReportDays } from './days.ts'
import type { Part } from './figure-queries.ts'
import type { FigureKey } from './figures.ts'
import type { Measure } from './measure.ts'
import type { FigureRow } from './row.ts'
import type { Paging } from './row-queries.ts'
import type { Summary } from './summary.ts'

/** A figure of some days, or a part of it. */
export interface AskedFigure {
  key: FigureKey
  days: ReportDays
  currency: string
  part: Part
}

/** A page of a figure's rows, how many there are in all, and the figure itself. */
export interface FoundRows {
  rows: FigureRow[]
  total: number
  measure: Measure
}

/** What is worked out apart, and with what it is asked for. */
export type Question = { what: 'summary'; days: ReportDays; currency: string } | ({ what: 'page'; paging: Paging } & AskedFigure) | ({ what: 'rows' } & AskedFigure)

const module = new URL('./thread-queries.ts', import.meta.url)

/** A report that reads rows may read millions: it is worked out in a thread of its own. What was asked before a change answers nobody who asks after it. */
const ask = async <Answer>(db: Reader, question: Question): Promise<Answer> => threadBeside(db, module).ask<Answer>({ ...question, after: await lastChange(db) })

export const summaryApart = (db: Reader, days: ReportDays, currency: string): Promise<Summary> => ask(db, { what: 'summary', days, currency })

export const figureApart = (db: Reader, asked: AskedFigure, paging: Paging): Promise<FoundRows> => ask(db, { what: 'page', paging, ...asked })

/** The figures each of whose rows falls on a day of the period. The latest rows come first, so those of its last week do. */
const dated: FigureKey[] = ['days-to-decide', 'committed', 'paid', 'needs-met', 'needs-met-by-cost', 'in-kind']

/** All rows, in batches. */
export async function* allRowsApart(db: Reader, asked: AskedFigure, limit = 1000): AsyncGenerator<FigureRow[]> {
  for (const days of dated.includes(asked.key) ? weeksBack(asked.days) : [asked.days]) {
    const rows = await ask<FigureRow[]>(db, { what: 'rows', ...asked, days })
    for (let from = 0; from < rows.length; from += limit) yield rows.slice(from, from + limit)
  }
}
