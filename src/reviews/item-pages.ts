import type { Item } from '../checklists/checklist.ts'
import type { FieldState } from '../http/forms.ts'
import type { State } from '../http/parts.ts'
import { dayAt, dayText } from '../shared/days.ts'
import { goodUntil } from '../standing/holds.ts'
import { conflictOf, problemOf, type Attempt } from './attempt-pages.ts'
import { answerLabel, answersOf } from './finding.ts'
import { bases, isCarried, isFound, isInDate, type Evidence, type Finding, type Review, type ReviewItem } from './review.ts'
import { basisName, findingText, nameOf, whenText, type Reading } from './words.ts'

/** One item at work: what `reviews/item` shows, alone or among the others. Ids carry the code, names are the form's. */
export interface ItemPart {
  code: string
  question: string
  tag: { word: string; critical: boolean }
  guidance: string | null
  wanted: string | null
  state: State | null
  /** Where an answer goes; null where none is taken any more. */
  action: string | null
  revision: string
  answers: { value: string; label: string; checked: boolean }[]
  resultError: string | null
  bases: { value: string; label: string; selected: boolean }[]
  basisError: string | null
  note: string
  noteError: string | null
  /** The box that keeps a note which looks like a place; shown once it was asked for. */
  anyway: { checked: boolean } | null
  submit: string
  /** What stands, in words, where nothing can be answered. */
  stands: string | null
  who: string | null
  evidence: { title: string; href: string; state: State; said: string; removeHref: string | null }[]
  attachHref: string | null
  history: { text: string; who: string }[]
  /** `typed` where the form is gone, since the review takes no answer any more: nothing typed is lost. */
  problem: { message: string; links: { href: string; message: string }[]; typed: string | null } | null
  conflict: { who: string; rows: { label: string; held: string; typed: string }[] } | null
}

export function itemPart(review: Pick<Review, 'id' | 'state' | 'removedEvidence'>, each: ReviewItem, reading: Reading, attempt: Attempt | null = null): ItemPart {
  const { item, finding } = each
  const open = review.state === 'open' && reading.mayWrite
  const typed = attempt?.form.fields
  const entered = typed ? { result: typed.result.entered, basis: typed.basis.entered, note: typed.note.entered } : standing(each)
  const conflict = attempt?.stale && finding !== null ? conflictOf(item, finding, entered, reading) : null
  return {
    code: item.code,
    question: item.question,
    tag: { word: item.importance, critical: item.importance === 'critical' },
    guidance: item.guidance,
    wanted: item.evidenceWanted,
    state: stateOf(each),
    action: open ? `/reviews/${review.id}/findings/${item.code}` : null,
    revision: attempt !== null && !attempt.stale ? (typed?.revision.entered ?? '') : String(finding?.revision ?? 0),
    answers: answersOf(item).map(({ result, label }) => ({ value: result, label, checked: result === entered.result })),
    resultError: typed?.result.error ?? null,
    bases: bases.map((basis) => ({ value: basis, label: basisName[basis], selected: basis === entered.basis })),
    basisError: typed?.basis.error ?? null,
    note: entered.note,
    noteError: typed?.note.error ?? null,
    anyway: typed === undefined ? null : anywayBox(typed.anyway),
    submit: attempt?.stale ? 'Save mine over it' : isCarried(each) ? 'Confirm' : 'Save',
    stands: open || finding === null ? null : findingText(item, finding),
    who: finding === null ? null : foundText(finding, reading),
    evidence: each.evidence.map((evidence) => evidenceLine(review, item, evidence, reading, open)),
    attachHref: open ? `/reviews/${review.id}/evidence/new?item=${item.code}` : null,
    history: historyOf(review, each, reading),
    problem: attempt === null || conflict !== null ? null : problemOf(item, attempt, open),
    conflict,
  }
}

/** What stood before, the latest first: earlier revisions, and evidence that was taken off again (V9). */
function historyOf({ removedEvidence }: Pick<Review, 'removedEvidence'>, { item, history }: ReviewItem, reading: Reading): ItemPart['history'] {
  const revisions = history.length < 2 ? [] : history.map((past) => ({ at: past.foundAt, text: findingText(item, past), who: foundText(past, reading) }))
  const removed = removedEvidence
    .filter(({ itemId }) => itemId === item.id)
    .map(({ title, because, by, at }) => ({ at, text: `Evidence removed, “${title}”: ${because}`, who: `Removed by ${nameOf(by, reading)}, ${whenText(at, reading)}` }))
  return [...revisions, ...removed]
    .toSorted((a, b) => Temporal.Instant.compare(a.at, b.at))
    .toReversed()
    .map(({ text, who }) => ({ text, who }))
}

const anywayBox = ({ error, chosen }: FieldState): ItemPart['anyway'] => (error === null && chosen.length === 0 ? null : { checked: chosen.length > 0 })

/** What the form shows at first: the finding that stands. Where a document is attached already, that is what an answer will most often rest on. */
const standing = ({ finding, evidence }: ReviewItem): { result: string; basis: string; note: string } => ({
  result: finding?.result ?? '',
  basis: finding === null && evidence.length > 0 ? 'document' : (finding?.basis ?? ''),
  note: finding?.note ?? '',
})

function stateOf(each: ReviewItem): State | null {
  if (isCarried(each)) return { word: 'Carried over', tone: 'warn' }
  if (!isFound(each) || !each.finding) return null
  const word = answerLabel(each.item, each.finding.result)
  if (each.finding.result === 'met') return { word, tone: 'good' }
  return { word, tone: each.finding.result === 'not met' ? 'bad' : each.finding.result === 'partly met' ? 'warn' : 'still' }
}

function foundText({ carriedFrom, foundBy, foundAt }: Finding, reading: Reading): string {
  if (carriedFrom)
    return `Found by ${nameOf(carriedFrom.foundBy, reading)} on ${dayText(dayAt(carriedFrom.foundAt, reading.timeZone))} in the last review. Confirm that it still stands, or change it.`
  return `Found by ${nameOf(foundBy, reading)}, ${whenText(foundAt, reading)}`
}

function evidenceLine(review: Pick<Review, 'id'>, item: Item, evidence: Evidence, { today }: Reading, open: boolean): ItemPart['evidence'][number] {
  const until = goodUntil(evidence, item.monthsGood)
  const state: State =
    until === null
      ? { word: 'Not in date: no day says how long it is good', tone: 'warn' }
      : isInDate(evidence, item, today)
        ? { word: `In date until ${dayText(until)}`, tone: 'good' }
        : { word: `Was good until ${dayText(until)}`, tone: 'bad' }
  return {
    title: evidence.title,
    href: `/documents/${evidence.documentId}`,
    state,
    said: evidence.datedOn === null ? 'undated' : `dated ${dayText(evidence.datedOn)}`,
    removeHref: open ? `/reviews/${review.id}/evidence/${evidence.id}/removal` : null,
  }
}
