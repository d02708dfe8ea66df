import { lastChange } from '../audit/last-change.ts'
import type { Reader } from '../db/database.ts'
import { listPurposes } from '../lists/queries.ts'
import { isAddedUp, loadTerms, type Terms } from './amount-queries.ts'
import { summaryApart } from './apart-queries.ts'
import { daysBefore, daysQuery, monthsOf, type ReportDays } from './days.ts'
import { figureKeys, type FigureKey } from './figures.ts'
import { loadFlow } from './flow-queries.ts'
import { countVettedByCountry, measure } from './measure-queries.ts'
import type { Measure } from './measure.ts'
import type { PaidAndCommitted, Summary } from './summary.ts'

export async function loadSummary(db: Reader, days: ReportDays, currency: string): Promise<Summary> {
  const terms = await loadTerms(db, days, currency)
  const [paid, committed] = [await loadFlow(db, 'paid', terms), await loadFlow(db, 'committed', terms)]
  const money = (by: 'months' | 'purposes' | 'countries', key: string): PaidAndCommitted => ({
    paid: { minor: paid[by].get(key) ?? 0, currency },
    committed: { minor: committed[by].get(key) ?? 0, currency },
  })
  const vetted = await countVettedByCountry(db, terms)
  const codes = [...new Set([...vetted.keys(), ...paid.countries.keys(), ...committed.countries.keys()])]
  return {
    now: await measureAll(db, terms),
    before: await measureAll(db, await loadTerms(db, daysBefore(days), currency)),
    months: monthsOf(days).map((month) => ({ month, ...money('months', month) })),
    purposes: (await listPurposes(db))
      .filter(({ code }) => paid.purposes.has(code) || committed.purposes.has(code))
      .map((purpose) => ({ ...purpose, ...money('purposes', purpose.code) })),
    countries: codes.map((code) => ({ code, vetted: vetted.get(code) ?? 0, ...money('countries', code) })),
  }
}

async function measureAll(db: Reader, terms: Terms): Promise<Record<FigureKey, Measure>> {
  const measures: [FigureKey, Measure][] = []
  for (const key of figureKeys) measures.push([key, await measure(db, key, terms)])
  return Object.fromEntries(measures) as Record<FigureKey, Measure>
}

const most = 50

export type SummaryOf = (days: ReportDays, currency: string) => Promise<Summary>

const keptOf = new WeakMap<Reader, SummaryOf>()

/**
 * Summaries, each worked out once: with the same days one changes only when something is recorded, and whatever is recorded is in
 * the log (R1). So it is kept until the log grows. One register's summaries are kept once, whoever asks.
 */
export const keptSummaries =
  (db: Reader): SummaryOf =>
  (days, currency) => {
    const summaryOf = keptOf.get(db) ?? keeping(db)
    keptOf.set(db, summaryOf)
    return summaryOf(days, currency)
  }

/** What reads rows is worked out apart, so that nobody else waits for it. */
const workOut = async (db: Reader, days: ReportDays, currency: string): Promise<Summary> =>
  (await isAddedUp(db, days)) ? loadSummary(db, days, currency) : summaryApart(db, days, currency)

function keeping(db: Reader): SummaryOf {
  let ofSeq = -1
  const kept = new Map<string, Promise<Summary>>()
  return async (days, currency) => {
    const seq = await lastChange(db)
    if (seq !== ofSeq || kept.size >= most) kept.clear()
    ofSeq = seq
    const key = `${daysQuery(days)} ${String(days.knowsAll)} ${currency}`
    const found = kept.get(key) ?? workOut(db, days, currency)
    kept.set(key, found)
    found.catch(() => kept.delete(key))
    return found
  }
}
