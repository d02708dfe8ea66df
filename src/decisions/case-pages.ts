import type { Head, Notice, State } from '../http/parts.ts'
import { answerLabel } from '../reviews/finding.ts'
import { basisName } from '../reviews/words.ts'
import type { Review, ReviewItem } from '../reviews/review.ts'
import { dayText, isAfter, type Day } from '../shared/days.ts'
import { goodUntil, type DatedDocument } from '../standing/holds.ts'
import { criticalObstacle, evidenceGoodUntil, ownWordShare, shortItems } from './decision.ts'
import { safeguardingOf, safeguardingText } from './safeguarding.ts'

/** One item of a review as the decision page weighs it. */
export interface CaseRow {
  code: string
  question: string
  href: string
  result: State
  basis: string
  note: string | null
  /** Each document, with its own day and until when it is good by itself. */
  evidence: { text: string; href: string | null; said: string }[]
  inDate: State | null
}

export interface CaseGroup {
  title: string
  said: string
  rows: CaseRow[]
}

/** Every critical and every required item, and each red flag that was raised. */
export function caseGroups(review: Pick<Review, 'id' | 'items'>, day: Day): CaseGroup[] {
  const group = (title: string, items: ReviewItem[]): CaseGroup => ({ title, said: metText(items), rows: worstFirst(items).map((each) => caseRow(review.id, each, day)) })
  const flags = review.items.filter(({ item, finding }) => item.polarity === 'red flag' && finding !== null && finding.result !== 'met')
  const of = (importance: string): ReviewItem[] => review.items.filter(({ item }) => item.importance === importance)
  return [
    ...(flags.length > 0 ? [{ ...group('Red flags', flags), said: `${flags.length} raised` }] : []),
    group('Critical items', of('critical')),
    group('Required items', of('required')),
  ]
}

/** What was not simply met stands on top, so that it is read. */
const worstFirst = (items: ReviewItem[]): ReviewItem[] => [
  ...items.filter(({ finding }) => finding?.result !== 'met'),
  ...items.filter(({ finding }) => finding?.result === 'met'),
]

function metText(items: ReviewItem[]): string {
  const met = items.filter(({ finding }) => finding?.result === 'met').length
  return `${met} of ${items.length} met`
}

function caseRow(reviewId: number, each: ReviewItem, day: Day): CaseRow {
  const { item, finding, evidence } = each
  return {
    code: item.code,
    question: item.question,
    href: `/reviews/${reviewId}#item-${item.code}`,
    result: finding === null ? { word: 'No finding', tone: 'bad' } : { word: answerLabel(item, finding.result), tone: toneOf(finding.result) },
    basis: finding === null || finding.basis === null ? '' : basisName[finding.basis],
    note: finding?.note ?? null,
    evidence: evidence.map((document) => ({ text: document.title, href: `/documents/${document.documentId}`, said: documentText(document, item.monthsGood, day) })),
    inDate: inDateState(each, day),
  }
}

/** What a document says of its days, so that papers of one name are told apart. */
function documentText(document: DatedDocument, monthsGood: number | null, day: Day): string {
  const { datedOn } = document
  const until = goodUntil(document, monthsGood)
  if (datedOn === null && until === null) return 'undated'
  const dated = datedOn === null ? [] : [`dated ${dayText(datedOn)}`]
  if (until === null) return [...dated, 'no last day'].join(', ')
  return [...dated, `${isAfter(day, until) ? 'expired on' : 'good until'} ${dayText(until)}`].join(', ')
}

const toneOf = (result: string): State['tone'] => (result === 'met' ? 'good' : result === 'partly met' ? 'warn' : result === 'not met' ? 'bad' : 'still')

function inDateState(each: ReviewItem, day: Day): State | null {
  if (each.item.evidenceWanted === null || each.finding?.result === 'not applicable') return null
  if (each.evidence.length === 0) return { word: 'No evidence', tone: each.item.importance === 'critical' ? 'bad' : 'still' }
  const until = evidenceGoodUntil(each)
  if (until === null) return { word: 'No day on it', tone: 'bad' }
  return isAfter(day, until) ? { word: `Ran out on ${dayText(until)}`, tone: 'bad' } : { word: `Good until ${dayText(until)}`, tone: 'good' }
}

/** What V5 would say to an approval today: nothing, conditions, or what forbids it. */
export function groundsNotice(review: Review, day: Day): Notice {
  const obstacles = review.items.flatMap((each) => {
    const text = criticalObstacle(each, day)
    return text === null
      ? []
      : [{ text: `${text.charAt(0).toUpperCase()}${text.slice(1)}.`, lift: { label: `See ${each.item.code}`, href: `/reviews/${review.id}#item-${each.item.code}` } }]
  })
  if (obstacles.length > 0) return { tone: 'bad', title: 'It cannot be approved as it stands: send it back, or decline it', lines: obstacles }
  const short = shortItems(review)
  if (short.length === 0)
    return {
      tone: 'calm',
      title: 'It can be approved',
      lines: [{ text: 'Every critical and every required item is met, and critical evidence is in date.', lift: null }],
    }
  const lines = short.map(({ item }) => ({ text: `${item.code} is required and not met.`, lift: { label: `Set its condition`, href: `#condition-${item.code}` } }))
  return { tone: 'warn', title: 'It can be approved with conditions: one for each required item that is not met', lines }
}

export function caseFacts(review: Review, names: ReadonlyMap<number, string>): { label: string; value: string; href: string | null }[] {
  const safeguarding = safeguardingOf(review.items.map(({ item, finding }) => ({ code: item.code, result: finding?.result ?? null })))
  const share = ownWordShare(review.items)
  const nameOf = (id: number): string => names.get(id) ?? 'someone'
  return [
    { label: 'Safeguarding', value: safeguardingText(safeguarding), href: null },
    { label: 'On the center’s own word', value: share === null ? 'nothing was found' : `${share}% of findings`, href: null },
    { label: 'Review', value: `${review.kind}, opened ${dayText(review.openedOn)}`, href: `/reviews/${review.id}` },
    { label: 'Led by', value: nameOf(review.leadId), href: null },
    { label: 'Assessed by', value: [...review.assessors].map(nameOf).join(', '), href: null },
    {
      label: 'Checklist',
      value: `version ${review.checklist.version}, ${review.items.length} items apply, ${review.leftOut.length} do not`,
      href: `/checklists/${review.checklist.id}`,
    },
  ]
}

export const caseHead = (review: Review): Head => ({
  crumbs: [
    { label: 'Reviews', href: '/reviews' },
    { label: review.centerName, href: `/reviews/${review.id}` },
  ],
  title: `Decide on ${review.centerName}`,
  state: null,
  lede: 'What speaks for and against, and what you decide. It counts from the day you name and is never changed; a mistake is answered by another decision.',
  actions: [],
})
