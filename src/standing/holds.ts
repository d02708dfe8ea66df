import { dayAfter, dayText, isAfter, later, monthsAfter, type Day } from '../shared/days.ts'
import { assert } from '../shared/refusal.ts'
import { latestValidity, longestMonths } from './decisions.ts'
import { daysAfter, turningDays } from './spans.ts'
import { decidedOn, isUnmet, isVetted, standingOn, type Standing, type StandingCondition, type StandingHistory, type VettedStanding } from './standing.ts'

/** What a document says about how long it is good. */
export interface DatedDocument {
  datedOn: Day | null
  expiresOn: Day | null
}

/** One critical item of the review behind an approval that wants evidence, and the documents that serve it. */
export interface CriticalItem {
  /** The approval that rests on it: the item counts while that approval stands, and no longer. */
  decisionId: number
  itemCode: string
  monthsGood: number | null
  /** `countsFrom`: the day the finding was decided on, or the day someone else accepted the renewal. */
  documents: readonly (DatedDocument & { countsFrom: Day })[]
}

/** What a center's evidence being in date follows from. */
export interface EvidenceFacts {
  history: StandingHistory
  criticalItems: readonly CriticalItem[]
}

export interface HoldFacts extends EvidenceFacts {
  /** Whether the center serves minors as its record stands now, whatever it served when it was approved. */
  servesMinors: boolean
}

/** A reason for which nothing may be sent to a center. The list grows: screening, concerns and expense reports each bring theirs. */
export type Hold =
  | { kind: 'not vetted'; standing: Exclude<Standing, VettedStanding> }
  /** A center that came to serve minors after an approval as long as one of adults alone may be. */
  | { kind: 'approved for longer than V7 allows'; approvedOn: Day }
  | { kind: 'condition overdue'; condition: StandingCondition }
  | EvidenceHold

interface EvidenceHold {
  kind: 'evidence not in date'
  itemCode: string
  /** The last day any of its documents was good; null when none says how long it is good. */
  lastGoodOn: Day | null
}

/**
 * The last day a document is good, that day included: the day printed on it, else its date and the item's months
 * (from 31 January one month is to the last of February); null, not in date on any day, when neither is known.
 */
export function goodUntil(document: DatedDocument, monthsGood: number | null): Day | null {
  if (document.expiresOn !== null) return document.expiresOn
  return document.datedOn === null || monthsGood === null ? null : monthsAfter(document.datedOn, monthsGood)
}

/** Every hold on a center on a day: the standing first, then how long it was approved for, then conditions and evidence in the order given. None means that it may be sent to. */
export function holdsOn(facts: HoldFacts, day: Day): Hold[] {
  const standing = standingOn(facts.history, day)
  const evidence = evidenceHoldsOn(facts, day)
  if (!isVetted(standing)) return [{ kind: 'not vetted', standing }, ...evidence]
  const overdue = facts.history.conditions.filter((condition) => condition.decisionId === standing.decisionId && isUnmet(condition, day) && isAfter(day, condition.dueOn))
  return [...lengthHold(facts, standing.decisionId, day), ...overdue.map((condition): Hold => ({ kind: 'condition overdue', condition })), ...evidence]
}

/** V7, of the center as it is now: its record may always be put right, and an approval given for longer then carries it no further than this. */
function lengthHold({ history, servesMinors }: HoldFacts, approvalId: number, day: Day): Hold[] {
  const approval = history.decisions.find(({ id }) => id === approvalId)
  assert(approval, 'an approval that stands is one of the decisions')
  if (!servesMinors || !isAfter(day, latestValidity(approval.effectiveOn, true))) return []
  return [{ kind: 'approved for longer than V7 allows', approvedOn: approval.effectiveOn }]
}

/** The critical items of the approval that stands on a day, masked or not, for which there is no evidence in date. */
export function evidenceHoldsOn({ history, criticalItems }: EvidenceFacts, day: Day): EvidenceHold[] {
  const approvalId = decidedOn(history.decisions, day).approval?.decisionId
  return criticalItems.filter(({ decisionId }) => decisionId === approvalId).flatMap((item) => evidenceHold(item, day))
}

function evidenceHold({ itemCode, monthsGood, documents }: CriticalItem, day: Day): EvidenceHold[] {
  let lastGoodOn: Day | null = null
  for (const document of documents) {
    const until = isAfter(document.countsFrom, day) ? null : goodUntil(document, monthsGood)
    if (until !== null) lastGoodOn = lastGoodOn === null ? until : later(lastGoodOn, until)
  }
  return lastGoodOn !== null && !isAfter(day, lastGoodOn) ? [] : [{ kind: 'evidence not in date', itemCode, lastGoodOn }]
}

/** When a center stops being one that may be sent to, if nobody does anything more, and everything that begins to stand against it on that day. */
export interface Lapse {
  /** The first bad day: the day after the last good one. */
  on: Day
  because: Hold[]
}

/** The first day after `day` on which the standing lapses or a hold begins by itself; null when nothing recorded brings one. */
export const lapseAfter = (facts: HoldFacts, day: Day): Lapse | null => lapses(facts, day).next().value ?? null

/** Every such day up to and with `until`, earliest first; and the first of all, however far ahead it is. */
export function lapsesUntil(facts: HoldFacts, day: Day, until: Day): Lapse[] {
  const found: Lapse[] = []
  for (const lapse of lapses(facts, day)) {
    if (found.length > 0 && isAfter(lapse.on, until)) break
    found.push(lapse)
  }
  return found
}

function* lapses(facts: HoldFacts, day: Day): Generator<Lapse, undefined> {
  let before = new Set(holdsOn(facts, day).map(identity))
  for (const on of holdDays(facts, day)) {
    const holds = holdsOn(facts, on)
    const because = holds.filter((hold) => !before.has(identity(hold)))
    before = new Set(holds.map(identity))
    if (because.length > 0) yield { on, because }
  }
}

/** The days after `day` on which a hold may begin or end by itself, earliest first. */
function holdDays(facts: HoldFacts, day: Day): Day[] {
  const { conditions, decisions } = facts.history
  const due = conditions.map((condition) => dayAfter(condition.dueOn))
  const tooLong = facts.servesMinors ? decisions.map(({ effectiveOn }) => dayAfter(latestValidity(effectiveOn, true))) : []
  return daysAfter([...evidenceDays(facts, day), ...due, ...tooLong], day)
}

/** The days after `day` on which the standing, or whether the evidence is in date, may change by itself, earliest first. */
export function evidenceDays({ history, criticalItems }: EvidenceFacts, day: Day): Day[] {
  const evidence = criticalItems.flatMap(({ documents, monthsGood }) => documents.flatMap((document) => [document.countsFrom, nextDay(goodUntil(document, monthsGood))]))
  return daysAfter([...turningDays(history, day), ...evidence], day)
}

const nextDay = (day: Day | null): Day | null => day && dayAfter(day)

/** What makes two days' holds the same one: a lapse that becomes a suspension is still "not vetted", not a new hold. */
function identity(hold: Hold): string {
  switch (hold.kind) {
    case 'not vetted':
      return hold.kind
    case 'approved for longer than V7 allows':
      return `${hold.kind} ${hold.approvedOn.toString()}`
    case 'condition overdue':
      return `${hold.kind} ${hold.condition.decisionId} ${hold.condition.dueOn.toString()}`
    case 'evidence not in date':
      return `${hold.kind} ${hold.itemCode}`
    default:
      return hold satisfies never
  }
}

/** A hold in words, to follow "Nothing can be sent to this center now:". */
export function holdText(hold: Hold): string {
  switch (hold.kind) {
    case 'not vetted':
      return notVettedText(hold.standing)
    case 'approved for longer than V7 allows':
      return `it was approved on ${dayText(hold.approvedOn)} for longer than the ${longestMonths(true)} months that an approval of a center serving minors may last`
    case 'condition overdue':
      return `a condition of its approval was due on ${dayText(hold.condition.dueOn)}`
    case 'evidence not in date':
      return hold.lastGoodOn === null
        ? `the evidence for ${hold.itemCode} does not say how long it is good`
        : `the evidence for ${hold.itemCode} was good until ${dayText(hold.lastGoodOn)}`
    default:
      return hold satisfies never
  }
}

function notVettedText(standing: Extract<Hold, { kind: 'not vetted' }>['standing']): string {
  switch (standing.kind) {
    case 'lapsed':
      return `its vetting lapsed on ${dayText(standing.since)}`
    case 'prospect':
      return 'it is not vetted'
    case 'in review':
      return `it is in review since ${dayText(standing.since)}`
    case 'suspended':
    case 'closed':
    case 'declined':
      return `it was ${standing.kind} on ${dayText(standing.since)}`
    default:
      return standing satisfies never
  }
}
