import type { Amounts } from './arithmetic.ts'
import type { FigureKey } from './figures.ts'
import type { Measure } from './measure.ts'

/** All that the summary shows, for its days. */
export interface Summary {
  now: Record<FigureKey, Measure>
  before: Record<FigureKey, Measure>
  months: { month: string; paid: Amounts; committed: Amounts }[]
  purposes: { code: string; name: string; paid: Amounts; committed: Amounts }[]
  countries: { code: string; vetted: number; paid: Amounts; committed: Amounts }[]
}
