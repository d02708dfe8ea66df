import { servesMinors, type Center } from '../centers/center.ts'
import { areaField, checkField, heading, inputField, radioField } from '../http/fields.ts'
import { filledForm, type FormState } from '../http/forms.ts'
import type { FormField, FormPage, Head, Notice } from '../http/parts.ts'
import { anywayField } from '../http/place-warning.ts'
import type { Review, ReviewItem } from '../reviews/review.ts'
import { dayText, type Day } from '../shared/days.ts'
import { latestValidity, reinstatementBar } from '../standing/decisions.ts'
import type { Standing } from '../standing/standing.ts'
import { caseFacts, caseGroups, caseHead, groundsNotice, type CaseGroup } from './case-pages.ts'
import { barredBecause, otherCondition, outcomes, shortItems } from './decision.ts'
import { conditionsForm, joined, verdictFields } from './forms.ts'

export interface VerdictPage {
  title: string
  head: Head
  notices: Notice[]
  error: string | null
  summary: { href: string; message: string }[]
  groups: CaseGroup[]
  facts: { label: string; value: string; href: string | null }[]
  /** Null when this person cannot decide it, or it waits for no decision. */
  form: FormPage | null
}

export interface VerdictFacts {
  review: Review
  center: Center
  standing: Standing
  /** Who suspended the center (V8); null when it is not suspended. */
  suspendedBy: number | null
  names: ReadonlyMap<number, string>
  personId: number
  today: Day
  token: string
}

export function verdictPage(facts: VerdictFacts, typed?: FormState<string>): VerdictPage {
  const { review, personId, today } = facts
  const refusal = whyNot(review, personId)
  const form = typed ?? emptyForm(facts)
  const notices = refusal === null ? [...standingNotices(facts), groundsNotice(review, today)] : [refusal]
  return {
    title: `Decide on ${review.centerName}`,
    head: { ...caseHead(review), actions: refusal === null ? [{ label: 'Go to your decision', href: '#outcome', tone: 'plain', method: 'get' }] : [] },
    notices,
    error: form.error,
    summary: form.summary,
    groups: caseGroups(review, today),
    facts: caseFacts(review, facts.names),
    form: refusal === null ? formPage(facts, form) : null,
  }
}

/** V4, V6: said before the attempt. */
function whyNot(review: Review, personId: number): Notice | null {
  const back = { label: 'Open the review', href: `/reviews/${review.id}` }
  if (review.state !== 'submitted') {
    const text =
      review.state === 'open'
        ? 'It is still open. It can be decided once it was submitted.'
        : `It was ${review.state}${review.endedOn ? ` on ${dayText(review.endedOn)}` : ''}.`
    return { tone: 'calm', title: 'This review waits for no decision', lines: [{ text, lift: back }] }
  }
  const barred = barredBecause(review, personId)
  return barred === null ? null : { tone: 'warn', title: 'You cannot decide this review', lines: [{ text: barred, lift: back }] }
}

function standingNotices({ standing, center, suspendedBy, personId }: VerdictFacts): Notice[] {
  if (standing.kind !== 'suspended' && standing.kind !== 'closed') return []
  const [undo, href] = standing.kind === 'suspended' ? ['Reinstate it', 'reinstatement'] : ['Reopen it', 'reopening']
  const bar = reinstatementBar(suspendedBy, personId)
  const text = `It is ${standing.kind} since ${dayText(standing.since)}, and cannot be approved until that ends.${bar === null ? '' : ` ${bar}`}`
  return [
    { tone: 'bad', title: `${center.name} is ${standing.kind}`, lines: [{ text, lift: bar === null ? { label: undo, href: `/centers/${center.id}/${href}` } : null }] },
  ]
}

function emptyForm({ review, center, today }: VerdictFacts): FormState<string> {
  const fixed = filledForm(verdictFields, {
    effective: today.toString(),
    valid: latestValidity(today, servesMinors(center)).toString(),
    populations: center.populations.map(({ code }) => code),
    stay: center.longestStayDays === null ? '' : String(center.longestStayDays),
  })
  return joined(fixed, filledForm(conditionFields(shortItems(review))))
}

export const conditionFields = (short: ReviewItem[]): string[] => Object.keys(conditionsForm(short.map(({ item }) => item.code)).shape)

const outcomeHints: Record<(typeof outcomes)[number], string> = {
  approve: 'Money and goods may go to it. Every critical and required item is met.',
  'approve with conditions': 'Money and goods may go to it while it does what you set, each thing by its day.',
  decline: 'Nothing may go to it. Another review can be opened later.',
}

function formPage(facts: VerdictFacts, form: FormState<string>): FormPage {
  const { review, center, token } = facts
  const minors = servesMinors(center)
  const limit = minors ? '12 months at most, since it serves minors' : '24 months at most'
  const choices = outcomes.map((value) => ({ value, label: `${value.charAt(0).toUpperCase()}${value.slice(1)}`, hint: outcomeHints[value] }))
  return {
    title: 'Your decision',
    head: { crumbs: [], title: 'Your decision', state: null, lede: null, actions: [] },
    notice: null,
    error: null,
    summary: [],
    action: `/reviews/${review.id}/decision`,
    upload: false,
    hidden: [
      { name: 'token', value: token },
      { name: 'version', value: String(review.version) },
    ],
    fields: [
      heading('Your decision'),
      radioField(form, 'outcome', 'What do you decide?', choices),
      inputField(form, 'effective', 'It counts from', { type: 'date', hint: 'Today or a later day.' }),
      areaField(form, 'rationale', 'Why', { rows: 5, hint: 'What speaks for it, and what you weighed against it. No survivor’s name or story.' }),
      ...anywayField(form),
      heading('If you approve it'),
      inputField(form, 'valid', 'Valid until', { type: 'date', required: false, hint: `${limit}. After this day it lapses by itself.` }),
      checkField(
        form,
        'populations',
        'Whom it covers',
        center.populations.map(({ code, name }) => ({ value: code, label: name })),
        { hint: 'Money and goods may go only to what is for these groups.' },
      ),
      inputField(form, 'fromAge', 'From age', { type: 'number', required: false }),
      inputField(form, 'toAge', 'To age', { type: 'number', required: false }),
      inputField(form, 'people', 'How many people at a time', { type: 'number', required: false }),
      inputField(form, 'stay', 'Longest stay, in days', { type: 'number', required: false }),
      heading(
        'If you approve it with conditions',
        'What it must do, and by when. A condition that is overdue holds all money and goods. The register proposes none: what is written here is kept with “Approve with conditions” alone, so empty it before you decide otherwise.',
      ),
      ...shortItems(review).flatMap((each) => conditionOf(form, each)),
      areaField(form, `condition-${otherCondition}`, 'Another condition', { rows: 2, required: false }),
      inputField(form, `due-${otherCondition}`, 'Another condition, due by', { type: 'date', required: false }),
    ],
    submit: 'Record the decision',
    tone: 'main',
    back: { label: 'Leave it undecided', href: `/reviews/${review.id}` },
  }
}

const conditionOf = (form: FormState<string>, { item, finding }: ReviewItem): FormField[] => [
  areaField(form, `condition-${item.code}`, `Condition for ${item.code}`, { rows: 2, required: false, hint: `${item.question} ${finding?.note ?? ''}`.trim() }),
  inputField(form, `due-${item.code}`, `Condition for ${item.code}, due by`, { type: 'date', required: false }),
]
