import { beds, openBeds } from './capacity-queries.ts'
import type { Contributions } from '../totals/contributions-queries.ts'
import type { ReportDays } from './days.ts'
import type { FigureKey } from './figures.ts'
import { atRisk, committed, inKind, paid } from './money-queries.ts'
import { due, singleCountries, vettedCenters, vettingCurrent } from './standing-queries.ts'
import { daysToMeet, needsMet, needsMetByCost } from './supply-queries.ts'
import { daysToDecide, evidenceExpired, late } from './vetting-queries.ts'

/** The rows of each figure: its one definition. */
export const rowsOf: Record<FigureKey, (days: ReportDays) => Contributions> = {
  'vetted-centers': vettedCenters,
  'vetting-current': vettingCurrent,
  'single-countries': singleCountries,
  'days-to-decide': daysToDecide,
  due,
  late,
  'evidence-expired': evidenceExpired,
  committed,
  paid,
  concentration: paid,
  'at-risk-30': (days) => atRisk(days, 30),
  'at-risk-60': (days) => atRisk(days, 60),
  'at-risk-90': (days) => atRisk(days, 90),
  'needs-met': needsMet,
  'needs-met-by-cost': needsMetByCost,
  'days-to-meet': daysToMeet,
  'in-kind': inKind,
  beds,
  'open-beds': openBeds,
}
