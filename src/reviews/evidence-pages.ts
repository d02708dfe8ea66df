import { areaField, checkField, fileField, heading, inputField, selectField } from '../http/fields.ts'
import { onceField, type FormState } from '../http/forms.ts'
import type { FormPage } from '../http/parts.ts'
import { anywayField } from '../http/place-warning.ts'
import { dayText } from '../shared/days.ts'
import type { Attachable } from './evidence-queries.ts'
import { emptyReason, formPage, headOf, type ReasonState } from './form-pages.ts'
import type { Review } from './review.ts'
import { itemAnchor } from './words.ts'

export const removalPage = (review: Review, evidence: { id: number; code: string; title: string }, form: ReasonState = emptyReason()): FormPage =>
  formPage(form, {
    head: headOf(review, `Remove evidence from ${evidence.code}`, `“${evidence.title}” no longer supports ${evidence.code}. The document stays with the center.`),
    action: `/reviews/${review.id}/evidence/${evidence.id}/removal`,
    fields: [areaField(form, 'reason', 'Why it does not support the item'), ...anywayField(form)],
    submit: 'Remove the evidence',
    tone: 'warn',
    back: { label: 'Leave it', href: `/reviews/${review.id}${itemAnchor(evidence.code)}` },
  })

export type EvidenceState = FormState<'items' | 'document' | 'title' | 'dated' | 'expires' | 'file' | 'anyway' | 'token'>
export const evidenceFields = ['document', 'title', 'dated', 'expires', 'items', 'file', 'anyway', 'token'] as const

export function evidencePage(review: Review, attachable: Attachable[], form: EvidenceState): FormPage {
  const code = form.fields.items.chosen[0]
  const known = attachable.map(({ id, title, datedOn, expiresOn }) => ({
    value: String(id),
    label: [title, ...(datedOn ? [`dated ${dayText(datedOn)}`] : []), ...(expiresOn ? [`expires ${dayText(expiresOn)}`] : [])].join(', '),
  }))
  return formPage(form, {
    head: headOf(
      review,
      'Attach evidence',
      'One document may serve several items. It is in date until the day printed on it; without one, for the months that the item allows from its date.',
    ),
    action: `/reviews/${review.id}/evidence`,
    upload: true,
    hidden: [onceField(form)],
    fields: [
      ...(known.length === 0
        ? []
        : [selectField(form, 'document', 'A document that the center already has', known, { empty: 'None of these: I add a new one below', required: false })]),
      heading('A new document', known.length === 0 ? null : 'Leave this empty if you chose one above.'),
      inputField(form, 'title', 'Title', { required: known.length === 0, hint: 'Such as “Fire certificate 2026”. No name of a survivor, no address.' }),
      inputField(form, 'dated', 'Date on it', { type: 'date', required: false }),
      inputField(form, 'expires', 'Expires on', { type: 'date', required: false, hint: 'The day printed on it, if there is one.' }),
      checkField(
        form,
        'items',
        'Items that it serves',
        review.items.map(({ item }) => ({ value: item.code, label: `${item.code} ${item.question}` })),
      ),
      fileField(form, 'file', 'File', {
        required: known.length === 0,
        hint: 'PDF, JPEG or PNG, up to 10 MB. It is kept encrypted; a picture loses its position and other hidden notes.',
      }),
      ...anywayField(form),
    ],
    submit: 'Attach the evidence',
    back: { label: 'Leave it', href: code === undefined ? `/reviews/${review.id}` : `/reviews/${review.id}${itemAnchor(code)}` },
  })
}
