import { evidenceGapsOf } from '../src/standing/evidence-gaps.ts'
import type { DatedDocument } from '../src/standing/holds.ts'
import { scopeText } from '../src/standing/scope.ts'
import { spansOf } from '../src/standing/spans.ts'
import type { StandingHistory } from '../src/standing/standing.ts'
import { benchDay, day, morning } from './calendar.ts'
import type { MadeCenter, Making } from './center-rows.ts'

/** What becomes of centers, as shares of all. */
const shares = [
  ['vetted', 0.6],
  ['conditional', 0.08],
  ['lapsed', 0.12],
  ['suspended', 0.04],
  ['closed', 0.03],
  ['declined', 0.04],
  ['in review', 0.06],
  ['withdrawn', 0.03],
] as const
type Fate = (typeof shares)[number][0]

/** When money and goods may leave, both days included, counted from the bench's; null where they never may. */
export type Sendable = { from: number; to: number } | null

/** A review with thirty findings, what was decided, and the spans that come of it. */
export function makeVetting(making: Making, center: MadeCenter): Sendable {
  const { chance, put, log, base } = making
  const fate = fateBy(chance.next())
  const decidedOn = fate === 'lapsed' ? chance.between(-700, -380) : fate === 'in review' ? chance.between(-20, 40) : chance.between(-350, -20)
  const openedOn = Math.max(center.since, decidedOn - 70)
  const decided = fate !== 'in review' && fate !== 'withdrawn'
  const { reviewId, document } = makeReview(making, center, { fate, openedOn, decidedOn })
  const history: StandingHistory = { decisions: [], conditions: [], reviews: [{ openedOn: at(openedOn), endedOn: fate === 'in review' ? null : at(decidedOn) }] }
  if (decided) {
    decide(making, center, history, { fate, reviewId, on: decidedOn })
    const ended = fate === 'suspended' || fate === 'closed' ? chance.between(decidedOn + 5, -1) : null
    if (ended !== null) step(making, center, history, { outcome: fate === 'suspended' ? 'suspend' : 'close', on: ended })
    writeSpans(making, center, history)
    writeEvidenceSpans(making, center, { history, decidedOn, document })
    if (fate === 'declined') return null
    return { from: decidedOn, to: Math.min(0, decidedOn + 360, ended === null ? 0 : ended - 1) }
  }
  writeSpans(making, center, history)
  if (fate === 'withdrawn') log('review.withdrawn', { kind: 'review', id: reviewId, centerId: center.id, by: center.lead }, { reason: 'The center asked for it.' })
  put(
    'review_moves',
    moveOf(reviewId, {
      move: fate === 'withdrawn' ? 'withdrawn' : 'handed over',
      on: openedOn,
      lead: fate === 'withdrawn' ? null : center.lead,
      by: base.managers[0] ?? 1,
    }),
  )
  return null
}

function fateBy(place: number): Fate {
  let reached = 0
  for (const [fate, share] of shares) {
    reached += share
    if (place < reached) return fate
  }
  return 'vetted'
}

const at = (after: number): Temporal.PlainDate => benchDay.add({ days: after })

interface Course {
  fate: Fate
  openedOn: number
  decidedOn: number
}

interface Reviewed {
  reviewId: number
  /** The file that serves every critical item; null where nothing was decided. */
  document: DatedDocument | null
}

function makeReview({ put, log, chance, base }: Making, { id: centerId, lead, kind, country, minors }: MadeCenter, { fate, openedOn, decidedOn }: Course): Reviewed {
  const state = fate === 'in review' ? 'open' : fate === 'withdrawn' ? 'withdrawn' : 'decided'
  const traits = JSON.stringify({ residential: kind === 'residential shelter', servesMinors: minors, country })
  const reviewId = put('reviews', {
    center_id: centerId,
    kind: 'initial',
    checklist_id: base.checklist.id,
    lead_id: lead,
    opened_on: day(openedOn),
    opened_by: lead,
    opened_at: morning(openedOn),
    target_on: day(openedOn + 60),
    state,
    moved_at: morning(Math.min(0, decidedOn)),
    ended_on: state === 'open' ? null : day(decidedOn),
    traits: state === 'open' ? null : traits,
  })
  const subject = { kind: 'review', id: reviewId, centerId, by: lead }
  log('review.opened', subject, { kind: 'initial', openedOn: day(openedOn) })
  put('review_moves', moveOf(reviewId, { move: 'opened', on: openedOn, lead, by: lead }))
  for (const [place, item] of base.items.entries()) {
    const fine = item.importance === 'critical' || chance.is(0.85)
    const found = {
      result: fine ? 'met' : 'partly met',
      basis: chance.of(['document', 'interview', 'own word'] as const),
      note: fine ? null : 'In part: it is being written.',
    } as const
    const on = morning(Math.min(0, openedOn + Math.floor(place / 3)))
    put('findings', { review_id: reviewId, item_id: item.id, revision: 1, carried_from: null, found_by: lead, found_at: on, ...found })
    log('finding.recorded', subject, { item: item.code, ...found })
  }
  if (state !== 'decided') return { reviewId, document: null }
  const document = attachEvidence({ put, log, chance, base }, { centerId, reviewId, lead, openedOn })
  put('review_moves', moveOf(reviewId, { move: 'submitted', on: decidedOn, lead: null, by: lead }))
  put('review_moves', moveOf(reviewId, { move: 'decided', on: decidedOn, lead: null, by: base.managers[0] ?? 1 }))
  log('review.submitted', subject, { state: ['open', 'submitted'] })
  return { reviewId, document }
}

const moveOf = (
  review_id: number,
  { move, on, lead, by }: { move: 'opened' | 'submitted' | 'decided' | 'withdrawn' | 'handed over'; on: number; lead: number | null; by: number },
) => ({
  review_id,
  move,
  on_day: day(on),
  lead_id: lead,
  by_id: by,
  at: morning(Math.min(0, on)),
  reason: move === 'withdrawn' ? 'The center asked for it.' : null,
})

type Attaching = { centerId: number; reviewId: number; lead: number; openedOn: number }

/** One file that serves every critical item which wants evidence; of one in thirty it has run out. */
function attachEvidence({ put, log, chance, base }: Omit<Making, 'keys'>, { centerId, reviewId, lead, openedOn }: Attaching): DatedDocument {
  const expires = chance.is(0.03) ? -1 : chance.between(5, 900)
  const days = { dated_on: day(openedOn), received_on: day(openedOn), expires_on: day(expires) }
  const file = { kind: 'evidence', title: 'File of evidence', media_type: 'application/pdf', size: 120_000, sha256: '0'.repeat(64) } as const
  const document = put('documents', { center_id: centerId, ...file, ...days, replaces_id: null, added_by: lead, added_at: morning(openedOn) })
  log('document.added', { kind: 'document', id: document, centerId, by: lead }, { kind: 'evidence', title: file.title, receivedOn: day(openedOn) })
  for (const item of base.items) {
    if (item.importance !== 'critical' || item.evidenceWanted === null) continue
    const removed = { removed_by: null, removed_at: null, removed_because: null }
    put('finding_evidence', { review_id: reviewId, item_id: item.id, document_id: document, added_by: lead, added_at: morning(openedOn), ...removed })
    log('evidence.attached', { kind: 'review', id: reviewId, centerId, by: lead }, { item: item.code, document })
  }
  return { datedOn: at(openedOn), expiresOn: at(expires) }
}

type Writable = { -readonly [Part in keyof StandingHistory]: StandingHistory[Part][number][] }

function decide(
  { put, log, chance, base }: Making,
  center: MadeCenter,
  history: StandingHistory,
  { fate, reviewId, on }: { fate: Fate; reviewId: number; on: number },
): void {
  const kept = history as Writable
  const by = chance.of(base.managers)
  const outcome = fate === 'declined' ? 'decline' : fate === 'conditional' ? 'approve with conditions' : 'approve'
  const until = outcome === 'decline' ? null : on + 364
  const scope = until === null ? null : scopeText({ populations: center.populations, fromAge: null, toAge: null, people: null, longestStayDays: null })
  const dated = { effective_on: day(on), valid_until: until === null ? null : day(until), decided_by: by, decided_on: day(on), decided_at: morning(on) }
  const decision = { center_id: center.id, review_id: reviewId, outcome, scope, rationale: 'Everything was looked at.', opening: 0, document_id: null, ...dated } as const
  const id = put('decisions', decision)
  kept.decisions.push({ id, outcome, effectiveOn: at(on), validUntil: until === null ? null : at(until) })
  const subject = { centerId: center.id, by }
  log(`decision.${outcome.replaceAll(' ', '-')}`, { kind: 'decision', id, ...subject }, { outcome, review: reviewId, validUntil: decision.valid_until })
  log('review.decided', { kind: 'review', id: reviewId, ...subject }, { state: ['submitted', 'decided'], decision: id, outcome })
  if (fate !== 'conditional') return
  const due = chance.between(1, 120)
  put('conditions', { decision_id: id, item_id: null, text: 'Renew the insurance.', due_on: day(due) })
  kept.conditions.push({ decisionId: id, dueOn: at(due), metOn: null })
}

function step({ put, log, chance, base }: Making, center: MadeCenter, history: StandingHistory, { outcome, on }: { outcome: 'suspend' | 'close'; on: number }): void {
  const by = chance.of(base.managers)
  const none = { review_id: null, valid_until: null, scope: null, opening: 0, document_id: null } as const
  const id = put('decisions', {
    center_id: center.id,
    outcome,
    effective_on: day(on),
    rationale: 'As agreed.',
    decided_by: by,
    decided_on: day(on),
    decided_at: morning(on),
    ...none,
  })
  ;(history as Writable).decisions.push({ id, outcome, effectiveOn: at(on), validUntil: null })
  log(`decision.${outcome}`, { kind: 'decision', id, centerId: center.id, by }, { outcome, effectiveOn: day(on) })
}

/** By the register's own rule, so that what is measured is what a register would hold. */
function writeSpans({ put }: Making, center: MadeCenter, history: StandingHistory): void {
  for (const { kind, from, until } of spansOf(history, at(center.since)))
    put('standing_spans', {
      center_id: center.id,
      kind,
      from_on: from.toString(),
      until_on: until?.toString() ?? null,
      recorded_at: morning(center.since),
      superseded_at: null,
    })
}

interface Evidenced {
  history: StandingHistory
  decidedOn: number
  document: DatedDocument | null
}

function writeEvidenceSpans({ put, base }: Making, center: MadeCenter, { history, decidedOn, document }: Evidenced): void {
  const decisionId = history.decisions[0]?.id
  if (document === null || decisionId === undefined) return
  const documents = [{ ...document, countsFrom: at(decidedOn) }]
  const criticalItems = base.items
    .filter(({ importance, evidenceWanted }) => importance === 'critical' && evidenceWanted !== null)
    .map(({ code, monthsGood }) => ({ decisionId, itemCode: code, monthsGood, documents }))
  for (const { itemCode, from, until } of evidenceGapsOf({ history, criticalItems }, at(center.since)))
    put('evidence_spans', {
      center_id: center.id,
      item_code: itemCode,
      from_on: from.toString(),
      until_on: until?.toString() ?? null,
      recorded_at: morning(center.since),
      superseded_at: null,
    })
}
