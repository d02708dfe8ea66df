import type { Day } from '../shared/days.ts'
import { problemIf, type Problem } from '../shared/refusal.ts'

/** Whom an approval covers (M6). A limit that is null was not set; no population means none. */
export interface Scope {
  populations: string[]
  fromAge: number | null
  toAge: number | null
  /** How many people at a time. */
  people: number | null
  longestStayDays: number | null
}

/** The approval in force on a day, with whom it covers. */
export interface Approval {
  decisionId: number
  effectiveOn: Day
  until: Day
  scope: Scope
}

/** An approval covers groups that the center serves: `served` are their codes. Of what could not be read nothing is said. */
export const scopeProblems = ({ populations, fromAge = null, toAge = null }: Partial<Scope>, served: readonly string[]): Problem[] => [
  ...problemIf(populations?.length === 0, 'populations', 'Choose at least one group that the approval covers.'),
  ...problemIf(populations?.some((code) => !served.includes(code)) ?? false, 'populations', 'The approval can cover only groups that the center serves.'),
  ...problemIf(fromAge !== null && toAge !== null && fromAge > toAge, 'toAge', 'The lowest age must not be above the highest.'),
]

export const scopeText = (scope: Scope): string => JSON.stringify(scope)

/** A scope as the register keeps it; what an older record left out counts as not set. */
export function toScope(text: string): Scope {
  const kept = JSON.parse(text) as Partial<Scope>
  return {
    populations: kept.populations ?? [],
    fromAge: kept.fromAge ?? null,
    toAge: kept.toAge ?? null,
    people: kept.people ?? null,
    longestStayDays: kept.longestStayDays ?? null,
  }
}

/**
 * M6: what of those meant lies outside of an approval's scope, to follow "The approval"; none means that all are covered.
 * Ages that are not named reach as far as they can, so they fit only a scope that sets no limit on that side.
 */
export function outsideScope(
  scope: Scope,
  meant: { populations: readonly string[]; fromAge: number | null; toAge: number | null },
  nameOf: (code: string) => string,
): string[] {
  const others = meant.populations.filter((code) => !scope.populations.includes(code))
  const outside = others.length === 0 ? [] : [`does not cover ${others.map(nameOf).join(', ')}`]
  if (scope.fromAge !== null && (meant.fromAge ?? 0) < scope.fromAge) outside.push(`begins at age ${scope.fromAge}`)
  if (scope.toAge !== null && (meant.toAge ?? Number.POSITIVE_INFINITY) > scope.toAge) outside.push(`ends at age ${scope.toAge}`)
  return outside
}
