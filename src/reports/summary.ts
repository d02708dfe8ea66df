import type { Money } from '../shared/money.ts'
import type { FigureKey } from './figures.ts'
import type { Measure } from './measure.ts'

/** What was paid and committed, in the reporting currency. */
export interface PaidAndCommitted {
  paid: Money
  committed: Money
}

/** All that the summary shows, for its days. */
export interface Summary {
  now: Record<FigureKey, Measure>
  before: Record<FigureKey, Measure>
  months: (PaidAndCommitted & { month: string })[]
  purposes: (PaidAndCommitted & { code: string; name: string })[]
  countries: (PaidAndCommitted & { code: string; vetted: number })[]
}
