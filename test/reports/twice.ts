import type { Reader } from '../../src/db/database.ts'
import { loadTerms } from '../../src/reports/amount-queries.ts'
import type { ReportDays } from '../../src/reports/days.ts'
import { figureKeys, type FigureKey } from '../../src/reports/figures.ts'
import { measureRows } from '../../src/reports/measure-queries.ts'
import type { Measure } from '../../src/reports/measure.ts'
import { measureTotals } from '../../src/reports/total-queries.ts'

export type Measures = Partial<Record<FigureKey, Measure>>

/** Every figure that is added up with each change: as it was added up, and as its rows add up to it. */
export async function measuredTwice(db: Reader, days: ReportDays): Promise<{ fromTotals: boolean; added: Measures; counted: Measures }> {
  const terms = await loadTerms(db, days, 'USD')
  const found = { fromTotals: terms.fromTotals, added: {} as Measures, counted: {} as Measures }
  for (const key of figureKeys) {
    const added = await measureTotals(db, key, terms)
    if (added === null) continue
    found.added[key] = added
    found.counted[key] = await measureRows(db, key, terms)
  }
  return found
}
