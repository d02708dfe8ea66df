import { shownVersion } from '../http/conflict.ts'
import { areaField, inputField, radioField, selectField } from '../http/fields.ts'
import { filledForm, onceField, type FormState } from '../http/forms.ts'
import type { Choice, FormPage, Head, Notice } from '../http/parts.ts'
import { anywayField } from '../http/place-warning.ts'
import type { Day } from '../shared/days.ts'
import { reviewKinds, type Review, type ReviewKind, type UnderReview } from './review.ts'
import { kindName } from './words.ts'

type Form = FormState<string>
type Given = Pick<FormPage, 'head' | 'action' | 'fields' | 'submit' | 'back'> & Partial<FormPage>

export const formPage = (form: Form, page: Given): FormPage => ({
  title: page.head.title,
  notice: null,
  upload: false,
  hidden: [],
  tone: 'main',
  error: form.error,
  summary: form.summary,
  ...page,
})

export const headOf = (review: Pick<Review, 'id' | 'kind' | 'openedOn' | 'centerId' | 'centerName'>, title: string, lede: string): Head => ({
  crumbs: [
    { label: 'Reviews', href: '/reviews' },
    { label: `${kindName[review.kind]} ${review.openedOn.year}, ${review.centerName}`, href: `/reviews/${review.id}` },
  ],
  title,
  state: null,
  lede,
  actions: [],
})

const peopleChoices = (people: { id: number; name: string }[]): Choice[] => people.map(({ id, name }) => ({ value: String(id), label: name }))

export type OpeningState = FormState<'kind' | 'lead' | 'target' | 'token'>
export const openingFields = ['kind', 'lead', 'target', 'token'] as const

/** A fresh form: led by who opens it, decided within 60 days. */
export const openingStart = (renewing: boolean, leadId: number, today: Day): OpeningState =>
  filledForm(openingFields, { kind: renewing ? 'renewal' : 'initial', lead: String(leadId), target: today.add({ days: 60 }).toString() })

const kindHint: Record<ReviewKind, string> = {
  initial: 'The first pass. Every item starts empty.',
  renewal: 'Starts from what the last decided review found, where its evidence is still in date. Each such finding is to be confirmed.',
  'for cause': 'Something gave reason to look again. Every item starts empty.',
}

export function openingPage(
  center: { id: number; name: string },
  leads: { id: number; name: string }[],
  form: OpeningState,
  underWay: UnderReview | null = null,
): FormPage {
  const notice: Notice | null = underWay
    ? {
        tone: 'warn',
        title: 'This center has a review under way',
        lines: [{ text: underWay.message, lift: { label: 'Open that review', href: `/reviews/${underWay.reviewId}` } }],
      }
    : null
  return formPage(form, {
    head: {
      crumbs: [
        { label: 'Centers', href: '/centers' },
        { label: center.name, href: `/centers/${center.id}` },
      ],
      title: 'Start a review',
      state: null,
      lede: 'It uses the checklist that is published today. Items that do not apply to this center are left out, and the review says why.',
      actions: [],
    },
    notice,
    action: `/centers/${center.id}/reviews`,
    hidden: [onceField(form)],
    fields: [
      radioField(
        form,
        'kind',
        'Kind of review',
        reviewKinds.map((kind) => ({ value: kind, label: kindName[kind], hint: kindHint[kind] })),
      ),
      selectField(form, 'lead', 'Led by', peopleChoices(leads), {
        empty: 'Choose a person',
        hint: 'Whoever leads a review, or records a finding in it, cannot decide it.',
      }),
      inputField(form, 'target', 'To be decided by', { type: 'date' }),
    ],
    submit: 'Start the review',
    back: { label: 'Leave it', href: `/centers/${center.id}` },
  })
}

export type ReasonState = FormState<'reason' | 'anyway'>
export const emptyReason = (): ReasonState => filledForm(['reason', 'anyway'])

export const returnPage = (review: Review, form: ReasonState = emptyReason()): FormPage =>
  formPage(form, {
    head: headOf(review, 'Send the review back', 'It opens again, and its lead sees your reason on top of it.'),
    action: `/reviews/${review.id}/return`,
    fields: [areaField(form, 'reason', 'What is to be done before it can be decided', { hint: 'No survivor’s name or story belongs here.' }), ...anywayField(form)],
    submit: 'Send the review back',
    back: { label: 'Leave it', href: `/reviews/${review.id}` },
  })

export const withdrawalPage = (review: Review, form: ReasonState = emptyReason()): FormPage =>
  formPage(form, {
    head: headOf(
      review,
      'Withdraw the review',
      'It ends without a decision, and the center’s standing is what its earlier decisions say. What was found stays to be read, and cannot be taken up again.',
    ),
    action: `/reviews/${review.id}/withdrawal`,
    fields: [areaField(form, 'reason', 'Why it ends', { hint: 'No survivor’s name or story belongs here.' }), ...anywayField(form)],
    submit: 'Withdraw the review',
    tone: 'warn',
    back: { label: 'Leave it', href: `/reviews/${review.id}` },
  })

/** @param compared beside what somebody else chose meanwhile (R3): then who leads it now stands among the choices */
export function leadPage(review: Review, leads: { id: number; name: string }[], form: FormState<'lead'> = filledForm(['lead']), compared = false): FormPage {
  const choices = peopleChoices(leads.filter(({ id }) => compared || id !== review.leadId))
  const fields = [selectField(form, 'lead', 'Led from now on by', choices, { empty: 'Choose a person' })]
  return formPage(form, {
    head: headOf(review, 'Hand the review over', 'The new lead finishes it. Whoever led it before still cannot decide it.'),
    action: `/reviews/${review.id}/lead`,
    hidden: [shownVersion(review.leadId, fields)],
    fields,
    submit: 'Hand it over',
    back: { label: 'Leave it', href: `/reviews/${review.id}` },
  })
}
