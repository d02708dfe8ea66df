import { dayText, isBefore, type Day } from '../shared/days.ts'
import { assert, Refusal } from '../shared/refusal.ts'
import { holdsOn, holdText, type Hold, type HoldFacts } from './holds.ts'

/** Holds of one kind, which the same lifts: a center whose papers ran out has one for each of twenty items. */
export interface HoldGroup {
  first: Hold
  holds: readonly Hold[]
}

/** Holds brought together by their kind, in the order in which each kind comes first. */
export const holdGroups = (holds: readonly Hold[]): HoldGroup[] =>
  [...Map.groupBy(holds, ({ kind }) => kind).values()].map((group) => {
    const [first] = group
    assert(first, 'a group has what it is made of')
    return { first, holds: group }
  })

/** Holds of one kind in words, to follow what `holdText` follows: of one alone its own words, of several how many there are. */
export function groupText({ first, holds }: HoldGroup): string {
  if (holds.length === 1) return holdText(first)
  if (first.kind === 'condition overdue') return conditionsText(holds.flatMap((hold) => (hold.kind === first.kind ? [hold.condition.dueOn] : [])))
  if (first.kind !== 'evidence not in date') return holds.map(holdText).join('; ')
  const items = holds.flatMap((hold) => (hold.kind === first.kind ? [hold] : []))
  const which = `${items.length} critical items (${codesText(items.map(({ itemCode }) => itemCode))})`
  const { lastGoodOn } = first
  if (lastGoodOn === null || items.some((item) => !item.lastGoodOn?.equals(lastGoodOn))) return `${which} have no evidence in date`
  return `the evidence for ${which} was good until ${dayText(lastGoodOn)}`
}

function conditionsText(due: Day[]): string {
  const first = due.reduce((a, b) => (isBefore(b, a) ? b : a))
  return `${due.length} conditions of its approval were due${due.every((day) => day.equals(first)) ? '' : ', the first'} on ${dayText(first)}`
}

const mostCodes = 4
const codesNamed = 3

/** Codes of items, the first few where there are many: "LEG-01, LEG-02, LEG-03 and 16 more". */
function codesText(codes: readonly string[]): string {
  const named = codes.length <= mostCodes ? codes.slice(0, -1) : codes.slice(0, codesNamed)
  const last = codes.length <= mostCodes ? (codes.at(-1) ?? '') : `${codes.length - codesNamed} more`
  return named.length === 0 ? last : `${named.join(', ')} and ${last}`
}

/**
 * M6, S1: what leaves on a day leaves only when nothing holds the center then.
 * @throws Refusal that says every kind of hold
 */
export function assertNothingHolds(facts: HoldFacts, day: Day): void {
  const groups = holdGroups(holdsOn(facts, day))
  if (groups.length > 0) throw new Refusal('conflict', `Nothing can be sent to this center now: ${groups.map(groupText).join('; ')}.`)
}
