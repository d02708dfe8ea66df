import { capital } from '../centers/words.ts'
import { mayUse } from '../http/access.ts'
import type { Fact, Head, Link, Notice, State } from '../http/parts.ts'
import type { Person } from '../shared/actor.ts'
import { dayBefore, dayText, isAfter, type Day } from '../shared/days.ts'
import { holdsOn, holdText, lapsesUntil, type Hold, type HoldFacts, type Lapse } from '../standing/holds.ts'
import { reinstatementBar } from '../standing/decisions.ts'
import { isVetted, standingOn, type Standing } from '../standing/standing.ts'
import { standingText } from '../standing/words.ts'
import type { StandingRecords } from './center-queries.ts'
import type { Condition } from './condition-queries.ts'
import { safeguardingText } from './safeguarding.ts'
import { scopeFacts } from './scope-pages.ts'

/** The card that says what a center's standing is, until when, and what can be done about it. */
export interface StandingSection {
  said: string
  /** "Lapses from 1 Mar 2028, because …", and each hold that begins by itself in the days ahead, earliest first; none when nothing recorded ends it. */
  lapses: string[]
  facts: Fact[]
  links: Link[]
  actions: Head['actions']
  /** What someone else must do, since a rule keeps this person from it; null when nothing. */
  whyNot: string | null
}

export interface ConditionsSection {
  rows: { text: string; code: string | null; due: string; state: State; said: string | null; meet: Link | null }[]
}

interface Facts extends StandingRecords {
  centerId: number
  person: Person
  nameOf: (populationCode: string) => string
}

export function standingSection({ centerId, facts, approval, safeguarding, suspendedBy, person, nameOf }: Facts): StandingSection {
  const standing = standingOn(facts.history, person.today)
  const href = `/centers/${centerId}`
  const decides = mayUse(person.roles, 'vetting.decide')
  const bar = reinstatementBar(suspendedBy, person.id)
  const decided =
    approval === null || !isVetted(standing) ? [] : [...scopeFacts(approval.scope, nameOf), { label: 'Safeguarding', value: safeguardingText(safeguarding), href: null }]
  return {
    said: `${capital(standingText(standing))}.`,
    lapses: isVetted(standing) ? lapseTexts(facts, person.today) : [],
    facts: decided,
    links: [
      { label: 'Every decision', href: `${href}/decisions` },
      ...(approval === null ? [] : [{ label: 'Its evidence, and renewing it', href: `${href}/evidence` }]),
      ...(facts.history.decisions.length === 0 && mayUse(person.roles, 'vetting.write')
        ? [{ label: 'Take over an approval in force', href: `${href}/opening/new` }]
        : []),
    ],
    actions: decides ? stepActions(href, standing, bar === null) : [],
    whyNot: decides ? bar : null,
  }
}

/** How many days ahead a page names all that is to come; of what lies further on, only the first. */
const daysNamed = 90

const lapseTexts = (facts: HoldFacts, today: Day): string[] =>
  lapsesUntil(facts, today, today.add({ days: daysNamed })).map(
    (lapse, at) => `${beginsText(facts, lapse, at === 0 ? today : null)} ${lapse.because.map(comingText).join('; ')}.`,
  )

/** @param now today, for the first of what is to come; null for what follows it */
function beginsText(facts: HoldFacts, { on, because }: Lapse, now: Day | null): string {
  const from = dayText(on)
  if (because.some(({ kind }) => kind === 'not vetted')) return `Lapses from ${from}, because`
  if (holdsOn(facts, now ?? dayBefore(on)).length === 0) return `On hold from ${from}, because`
  return now === null ? `From ${from} also because` : `On hold now, and from ${from} also because`
}

/** A hold that is still to come, where `holdText` speaks of one that is here. */
const comingText = (hold: Hold): string => {
  if (hold.kind === 'not vetted') return hold.standing.kind === 'lapsed' ? 'its approval ends the day before' : `it will be ${hold.standing.kind}`
  if (hold.kind === 'condition overdue') return `a condition is due by ${dayText(hold.condition.dueOn)}`
  return hold.kind === 'approved for longer than V7 allows' || hold.lastGoodOn === null
    ? holdText(hold)
    : `the evidence for ${hold.itemCode} is good until ${dayText(hold.lastGoodOn)}`
}

function stepActions(href: string, standing: Standing, mayReinstate: boolean): Head['actions'] {
  const action = (label: string, path: string, tone: 'plain' | 'warn'): Head['actions'][number] => ({ label, href: `${href}/${path}`, tone, method: 'get' })
  if (standing.kind === 'closed') return [action('Reopen', 'reopening', 'plain')]
  if (standing.kind === 'suspended') return [...(mayReinstate ? [action('Reinstate', 'reinstatement', 'plain')] : []), action('Close', 'closing', 'warn')]
  return [action('Suspend', 'suspension', 'warn'), action('Close', 'closing', 'plain')]
}

/** Above all else on a center's page: each reason for which nothing may be sent now, with what would lift it. Null when there is none, or it was never approved. */
export function holdNotice(centerId: number, { facts, suspendedBy, grounds }: Pick<StandingRecords, 'facts' | 'suspendedBy' | 'grounds'>, person: Person): Notice | null {
  const standing = standingOn(facts.history, person.today)
  const holds = holdsOn(facts, person.today)
  const lifter = {
    decides: mayUse(person.roles, 'vetting.decide'),
    mayReinstate: reinstatementBar(suspendedBy, person.id) === null,
    underReview: isUnderReview(facts.history),
    grounds: mayUse(person.roles, 'vetting.read') ? grounds : null,
  }
  if (holds.length === 0 || standing.kind === 'prospect' || standing.kind === 'in review') return null
  const title = isVetted(standing) ? 'On hold: nothing may be sent now' : 'Nothing may be sent to this center'
  return { tone: 'bad', title, lines: holds.map((hold) => lineOf(`/centers/${centerId}`, hold, lifter)) }
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

function lineOf(href: string, hold: Hold, lifter: Lifter): Notice['lines'][number] {
  const lift = liftOf(href, hold, lifter)
  const elsewhere = lift === null && hold.kind === 'not vetted' ? ` ${otherMust(hold.standing, lifter)}` : ''
  const newReview = hold.kind === 'approved for longer than V7 allows' ? ' Decide a new review.' : ''
  const why = hold.kind === 'not vetted' && lifter.grounds !== null ? groundsText(lifter.grounds) : ''
  return { text: `${capital(holdText(hold))}.${why}${elsewhere}${newReview}`, lift }
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
function liftOf(href: string, hold: Hold, { decides, mayReinstate, underReview }: Lifter): Link | null {
  if (hold.kind === 'condition overdue') return { label: 'See the condition', href: `${href}#conditions` }
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

/** What the center must do to keep its approval; null when nothing is asked. */
export function conditionsSection(conditions: readonly Condition[], names: ReadonlyMap<number, string>, person: Person): ConditionsSection | null {
  if (conditions.length === 0) return null
  const may = mayUse(person.roles, 'vetting.decide')
  return {
    rows: conditions.map(({ id, text, itemCode, dueOn, met }) => ({
      text,
      code: itemCode,
      due: dayText(dueOn),
      state: conditionState(dueOn, met !== null, person.today),
      said: met && `on ${dayText(met.on)}, says ${names.get(met.by) ?? 'someone'}: ${met.note}`,
      meet: met === null && may ? { label: 'Say that it was met', href: `/conditions/${id}/meeting` } : null,
    })),
  }
}

function conditionState(dueOn: Day, met: boolean, today: Day): State {
  if (met) return { word: 'Met', tone: 'good' }
  return isAfter(today, dueOn) ? { word: 'Overdue', tone: 'bad' } : { word: 'Open', tone: 'warn' }
}
