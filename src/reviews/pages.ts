import { barredBecause } from '../decisions/decision.ts'
import { mayUse } from '../http/access.ts'
import type { Head, Notice } from '../http/parts.ts'
import type { Person } from '../shared/actor.ts'
import { dayText } from '../shared/days.ts'
import type { Attempt } from './attempt-pages.ts'
import { itemPart, type ItemPart } from './item-pages.ts'
import { progressPart, sectionsOf, type ProgressPart } from './progress-pages.ts'
import { isFound, progressOf, type Incomplete, type Move, type Review } from './review.ts'
import { itemAnchor, kindName, nameOf, stateOfReview, whenText, type Reading } from './words.ts'

export interface ReviewPage {
  title: string
  head: Head
  notice: Notice | null
  error: string | null
  summary: { href: string; message: string }[]
  progress: ProgressPart
  sections: { id: string; name: string; items: ItemPart[] }[]
  leftOutSaid: string
  leftOut: { code: string; question: string; because: string }[]
  moves: { text: string; who: string }[]
}

/** What comes back for one item that was saved, or refused, without leaving the page. */
export interface SavedPart {
  item: ItemPart
  progress: ProgressPart
  /** The headline counts what is found too, so it is told again. */
  lede: string
  said: string
}

export function reviewPage(
  review: Review,
  person: Person,
  reading: Reading,
  refused: { incomplete?: Incomplete; item?: { code: string; attempt: Attempt } } = {},
): ReviewPage {
  const title = `${kindName[review.kind]} ${review.openedOn.year}`
  const parts = review.items.map((each) => itemPart(review, each, reading, refused.item?.code === each.item.code ? refused.item.attempt : null))
  const wrong = parts.find(({ code }) => code === refused.item?.code)
  return {
    title: `${title}, ${review.centerName}`,
    head: { crumbs: crumbsOf(review), title, state: stateOfReview(review, reading.today), lede: ledeOf(review, reading), actions: actionsOf(review, person) },
    notice: refused.incomplete ? missingNotice(refused.incomplete) : noticeOf(review, person, reading),
    error: wrong ? `${wrong.code} is not saved yet.` : null,
    summary: wrong
      ? wrong.problem?.links.length
        ? wrong.problem.links
        : [{ href: itemAnchor(wrong.code), message: wrong.conflict?.who ?? wrong.problem?.message ?? 'Look it over.' }]
      : [],
    progress: progressPart(review),
    sections: sectionsOf(review.items).map(({ id, name, codes }) => ({ id, name, items: parts.filter(({ code }) => codes.has(code)) })),
    leftOutSaid: leftOutText(review.leftOut.length),
    leftOut: review.leftOut.map(({ item, because }) => ({ code: item.code, question: item.question, because })),
    moves: review.moves.map((move) => moveLine(move, reading)).toReversed(),
  }
}

const leftOutText = (count: number): string => `${count} ${count === 1 ? 'item that does not' : 'items that do not'} apply to this center`

export const savedPart = (review: Review, reading: Reading, code: string, item: ItemPart, refused: boolean): SavedPart => {
  const { found, all } = progressOf(review.items)
  return { item, progress: progressPart(review), lede: ledeOf(review, reading), said: refused ? '' : `${code} is saved. ${found} of ${all} items found.` }
}

const crumbsOf = (review: Review): Head['crumbs'] => [
  { label: 'Reviews', href: '/reviews' },
  { label: review.centerName, href: `/centers/${review.centerId}` },
]

function ledeOf(review: Review, reading: Reading): string {
  const { found, carried, all } = progressOf(review.items)
  const critical = review.items.filter((each) => each.item.importance === 'critical' && !isFound(each)).length
  const parts = [`Checklist version ${review.checklist.version}`, `led by ${nameOf(review.leadId, reading)}`]
  if (review.endedOn) return [...parts, `opened ${dayText(review.openedOn)}`, `${review.state} ${dayText(review.endedOn)}`, `${found} of ${all} found`].join(' · ')
  const rest = [`${found} of ${all} found`, ...(carried > 0 ? [`${carried} carried over to confirm`] : []), ...(critical > 0 ? [`${critical} critical still open`] : [])]
  return [...parts, `target ${dayText(review.targetOn)}`, rest.join(', ')].join(' · ')
}

function actionsOf(review: Review, person: Person): Head['actions'] {
  const base = `/reviews/${review.id}`
  const writes = mayUse(person.roles, 'vetting.write')
  const decides = mayUse(person.roles, 'vetting.decide')
  const end: Head['actions'] = writes
    ? [
        { label: 'Hand over', href: `${base}/lead`, tone: 'plain', method: 'get' },
        { label: 'Withdraw', href: `${base}/withdrawal`, tone: 'warn', method: 'get' },
      ]
    : []
  if (review.state === 'open') return writes ? [...end, { label: 'Submit for decision', href: `${base}/submission`, tone: 'main', method: 'post' }] : []
  if (review.state === 'decided' || review.state === 'withdrawn')
    return [{ label: 'Go to the center', href: `/centers/${review.centerId}`, tone: 'plain', method: 'get' }]
  const back: Head['actions'] = decides ? [{ label: 'Send back', href: `${base}/return`, tone: 'plain', method: 'get' }] : []
  const decide: Head['actions'] = decides && !review.assessors.has(person.id) ? [{ label: 'Decide', href: `${base}/decision`, tone: 'main', method: 'get' }] : []
  return [...end, ...back, ...decide]
}

function noticeOf(review: Review, person: Person, reading: Reading): Notice | null {
  const returned = review.moves.at(-1)?.move === 'returned' ? review.moves.at(-1) : undefined
  if (review.state === 'open' && returned)
    return {
      tone: 'warn',
      title: `Sent back by ${nameOf(returned.by, reading)}, ${whenText(returned.at, reading)}`,
      lines: [{ text: returned.reason ?? '', lift: null }],
    }
  if (review.state !== 'submitted') return null
  const barred = mayUse(person.roles, 'vetting.decide') ? barredBecause(review, person.id) : null
  const text = barred ?? 'A manager who neither led it nor recorded a finding decides it. Until then nothing in it changes.'
  return { tone: 'calm', title: 'This review waits for its decision', lines: [{ text, lift: null }] }
}

const missingNotice = ({ message, missing }: Incomplete): Notice => ({
  tone: 'warn',
  title: message,
  lines: missing.map(({ code, question, carried }) => ({
    text: `${question}${carried ? ' (carried over)' : ''}`,
    lift: { label: `${carried ? 'Confirm' : 'Answer'} ${code}`, href: itemAnchor(code) },
  })),
})

function moveLine(move: Move, reading: Reading): ReviewPage['moves'][number] {
  const lead = move.leadId === null ? '' : ` to ${nameOf(move.leadId, reading)}`
  const words: Record<Move['move'], string> = {
    opened: 'Opened',
    submitted: 'Submitted for decision',
    returned: 'Sent back',
    withdrawn: 'Withdrawn',
    decided: 'Decided',
    'handed over': `Handed over${lead}`,
  }
  return { text: move.reason === null ? words[move.move] : `${words[move.move]}: ${move.reason}`, who: `${nameOf(move.by, reading)}, ${whenText(move.at, reading)}` }
}
