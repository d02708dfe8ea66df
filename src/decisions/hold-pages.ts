import { capital } from '../centers/words.ts'
import { mayUse } from '../http/access.ts'
import type { Link, Notice } from '../http/parts.ts'
import type { Person } from '../shared/actor.ts'
import { dayBefore, dayText, isAfter, type Day } from '../shared/days.ts'
import { reinstatementBar } from '../standing/decisions.ts'
import { groupText, holdGroups, type HoldGroup } from '../standing/hold-groups.ts'
import { holdsOn, lapsesUntil, type HoldFacts, type Lapse } from '../standing/holds.ts'
import { isVetted, standingOn, type Standing } from '../standing/standing.ts'
import type { StandingRecords } from './center-queries.ts'

/** How many days ahead a page names all that is to come; of what lies further on, only the first. */
const daysNamed = 90

/** What ends a center's approval or holds it by itself, earliest first: all of the days ahead, and the first of all. */
export const lapseTexts = (facts: HoldFacts, today: Day): string[] => lapseRows(facts, today).map(({ text }) => text)

const lapseRows = (facts: HoldFacts, today: Day): (Lapse & { text: string; groups: HoldGroup[] })[] =>
  lapsesUntil(facts, today, today.add({ days: daysNamed })).map((lapse, at) => {
    const groups = holdGroups(lapse.because)
    return { ...lapse, groups, text: `${beginsText(facts, lapse, at === 0 ? today : null)} ${groups.map(comingText).join('; ')}.` }
  })

/** @param now today, for the first of what is to come; null for what follows it */
function beginsText(facts: HoldFacts, { on, because }: Lapse, now: Day | null): string {
  const from = dayText(on)
  if (because.some(({ kind }) => kind === 'not vetted')) return `Lapses from ${from}, because`
  if (holdsOn(facts, now ?? dayBefore(on)).length === 0) return `On hold from ${from}, because`
  return now === null ? `From ${from} also because` : `On hold now, and from ${from} also because`
}

/** Holds that are still to come, where `groupText` speaks of those that are here. */
const comingText = (group: HoldGroup): string => {
  const { first, holds } = group
  if (first.kind === 'not vetted') return first.standing.kind === 'lapsed' ? 'its approval ends the day before' : `it will be ${first.standing.kind}`
  if (first.kind === 'condition overdue') return `${holds.length === 1 ? 'a condition is' : `${holds.length} conditions are`} due by ${dayText(first.condition.dueOn)}`
  return groupText(group).replace(' was good until ', ' is good until ')
}

/**
 * Above all else on a center's page: each reason for which nothing may be sent now, with what would lift it; or, while there is none,
 * what will be one in the days ahead. Null when there is neither, or it was never approved.
 */
export function holdNotice(centerId: number, { facts, suspendedBy, grounds }: Held, person: Person): Notice | null {
  const standing = standingOn(facts.history, person.today)
  const holds = holdsOn(facts, person.today)
  const lifter = lifterOf({ facts, suspendedBy, grounds }, person)
  if (holds.length === 0) return comingNotice(centerId, facts, lifter, person.today)
  if (standing.kind === 'prospect' || standing.kind === 'in review') return null
  const title = isVetted(standing) ? 'On hold: nothing may be sent now' : 'Nothing may be sent to this center'
  return { tone: 'bad', title, lines: holdGroups(holds).map((group) => lineOf(`/centers/${centerId}`, group, lifter)) }
}

type Held = Pick<StandingRecords, 'facts' | 'suspendedBy' | 'grounds'>

const lifterOf = ({ facts, suspendedBy, grounds }: Held, person: Person): Lifter => ({
  decides: mayUse(person.roles, 'vetting.decide'),
  mayReinstate: reinstatementBar(suspendedBy, person.id) === null,
  underReview: isUnderReview(facts.history),
  grounds: mayUse(person.roles, 'vetting.read') ? grounds : null,
})

/** A center that may be sent to today and soon may not: whoever opens it reads that before all else. */
function comingNotice(centerId: number, facts: HoldFacts, lifter: Lifter, today: Day): Notice | null {
  const rows = lapseRows(facts, today).filter(({ on }) => !isAfter(on, today.add({ days: daysNamed })))
  const [next] = rows
  if (next === undefined) return null
  const lines = rows.map(({ text, groups: [group] }) => ({ text, lift: group ? liftOf(`/centers/${centerId}`, group, lifter) : null }))
  return { tone: 'warn', title: `From ${dayText(next.on)} nothing may be sent, unless it is put right before`, lines }
}

/** How many items apply that an approval did not look at, since the center became another than it was approved as; null when there is none. */
export function unseenText(items: number): string | null {
  if (items === 0) return null
  return `${items === 1 ? 'One item of the checklist applies' : `${items} items of the checklist apply`} now that its approval did not look at.`
}

/** The same above a center's page, with the review that would look at them. */
export function unseenNotice(centerId: number, unseen: number, { history }: Pick<HoldFacts, 'history'>, person: Person): Notice | null {
  const text = unseenText(unseen)
  if (text === null) return null
  const lift = mayUse(person.roles, 'vetting.write') ? reviewLink(`/centers/${centerId}`, 'Open a review for cause', isUnderReview(history)) : null
  return { tone: 'warn', title: 'It changed after it was approved', lines: [{ text, lift }] }
}

interface Lifter {
  decides: boolean
  mayReinstate: boolean
  underReview: boolean
  /** Why it is not vetted, in the words of who decided so. */
  grounds: string | null
}

function lineOf(href: string, group: HoldGroup, lifter: Lifter): Notice['lines'][number] {
  const { first: hold } = group
  const lift = liftOf(href, group, lifter)
  const elsewhere = lift === null && hold.kind === 'not vetted' ? ` ${otherMust(hold.standing, lifter)}` : ''
  const newReview = hold.kind === 'approved for longer than V7 allows' ? ' Decide a new review.' : ''
  const why = hold.kind === 'not vetted' && lifter.grounds !== null ? groundsText(lifter.grounds) : ''
  return { text: `${capital(groupText(group))}.${why}${elsewhere}${newReview}`, lift }
}

const longestGrounds = 400

const groundsText = (grounds: string): string =>
  grounds.length <= longestGrounds
    ? ` The reason given: “${grounds}”`
    : ` The reason given: “${grounds.slice(0, longestGrounds).toWellFormed()}…” All of it stands under Every decision.`

/** Who must do what this person cannot. */
const otherMust = ({ kind }: Standing, { decides }: Lifter): string => {
  if (kind === 'closed') return 'A program manager can reopen it.'
  return decides ? 'You suspended it, so someone else must reinstate it.' : 'A program manager other than who suspended it must reinstate it.'
}

/** The way to what would lift it; null when somebody else must do it. */
function liftOf(href: string, { first: hold, holds }: HoldGroup, { decides, mayReinstate, underReview }: Lifter): Link | null {
  const several = holds.length > 1
  if (hold.kind === 'condition overdue') return { label: several ? 'See the conditions' : 'See the condition', href: `${href}#conditions` }
  if (hold.kind === 'evidence not in date' && several) return { label: 'See all evidence, and add newer', href: `${href}/evidence` }
  if (hold.kind === 'evidence not in date')
    return { label: `Add newer evidence for ${hold.itemCode}`, href: `${href}/evidence/new?item=${encodeURIComponent(hold.itemCode)}` }
  if (hold.kind === 'approved for longer than V7 allows') return reviewLink(href, 'Open a review', underReview)
  if (hold.standing.kind === 'suspended') return decides && mayReinstate ? { label: 'Reinstate it', href: `${href}/reinstatement` } : null
  if (hold.standing.kind === 'closed') return decides ? { label: 'Reopen it', href: `${href}/reopening` } : null
  return reviewLink(href, hold.standing.kind === 'lapsed' ? 'Start renewal' : 'Open a review', underReview)
}

const isUnderReview = ({ reviews }: HoldFacts['history']): boolean => reviews.some(({ endedOn }) => endedOn === null)

const reviewLink = (href: string, label: string, underReview: boolean): Link =>
  underReview ? { label: 'See the review that is under way', href: `${href}#reviews` } : { label, href: `${href}/reviews/new` }
