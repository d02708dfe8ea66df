import type { Fact } from '../http/parts.ts'
import type { Scope } from '../standing/scope.ts'

/** Whom an approval covers, in words. */
export function scopeFacts(scope: Scope, nameOf: (populationCode: string) => string): Fact[] {
  const facts: [string, string | null][] = [
    ['Covers', scope.populations.map(nameOf).join(', ') || 'no group named'],
    ['Ages', agesText(scope)],
    ['People at a time', scope.people === null ? null : String(scope.people)],
    ['Longest stay', scope.longestStayDays === null ? null : `${scope.longestStayDays} days`],
  ]
  return facts.flatMap(([label, value]) => (value === null ? [] : [{ label, value, href: null }]))
}

function agesText({ fromAge, toAge }: Scope): string | null {
  if (fromAge !== null && toAge !== null) return `${fromAge} to ${toAge}`
  if (fromAge !== null) return `${fromAge} and above`
  return toAge === null ? null : `up to ${toAge}`
}
