import { beds, openBeds } from './capacity-queries.ts'
import { sql } from 'kysely'
import type { Contribution, Contributions } from '../totals/contributions-queries.ts'
import type { ReportDays } from './days.ts'
import type { FigureKey } from './figures.ts'
import { atRisk, committed, inKind, paid } from './money-queries.ts'
import { due, singleCountries, vettedCenters, vettingCurrent } from './standing-queries.ts'
import { daysToMeet, needsMet, needsMetByCost } from './supply-queries.ts'
import { daysToDecide, evidenceExpired, late } from './vetting-queries.ts'

/** The rows of each figure: its one definition. */
const rowsOf: Record<FigureKey, (days: ReportDays) => Contributions> = {
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

/** A part of a figure: of one country, of one purpose, or of all. */
export interface Part {
  country: string | null
  purpose: string | null
}

export const whole: Part = { country: null, purpose: null }
export const isWhole = ({ country, purpose }: Part): boolean => country === null && purpose === null

/** The rows of a figure, or of a part of it. */
export function contributionsOf(key: FigureKey, days: ReportDays, part: Part): Contributions {
  const rows = rowsOf[key](days)
  if (isWhole(part)) return rows
  const { country, purpose } = part
  const ofCountry = country === null ? sql`true` : sql`k.country = ${country}`
  const ofPurpose = purpose === null ? sql`true` : sql`r.purpose = ${purpose}`
  return sql<Contribution>`(SELECT r.* FROM ${rows} r JOIN centers k ON k.id = r.center_id WHERE ${ofCountry} AND ${ofPurpose})`
}
