import { areaField, inputField } from '../http/fields.ts'
import { filledForm, type FormState } from '../http/forms.ts'
import type { FormPage } from '../http/parts.ts'
import { anywayField } from '../http/place-warning.ts'
import { dayText, isAfter, type Day } from '../shared/days.ts'
import type { Condition } from './condition-queries.ts'

export const meetingFields = ['metOn', 'note', 'anyway'] as const

/** The page on which it is said that a condition was met. */
export function meetingPage(
  condition: Condition,
  today: Day,
  form: FormState<(typeof meetingFields)[number]> = filledForm(meetingFields, { metOn: today.toString() }),
): FormPage {
  const href = `/centers/${condition.centerId}`
  const due = isAfter(today, condition.dueOn) ? `It was due by ${dayText(condition.dueOn)} and is overdue` : `It is due by ${dayText(condition.dueOn)}`
  return {
    title: 'Say that a condition was met',
    head: {
      crumbs: [
        { label: 'Centers', href: '/centers' },
        { label: condition.centerName, href },
      ],
      title: 'Say that a condition was met',
      state: null,
      lede: `${condition.itemCode === null ? '' : `${condition.itemCode}: `}${condition.text}`,
      actions: [],
    },
    notice: {
      tone: 'calm',
      title: 'What this will do',
      lines: [
        { text: `${due}. Once it is met it holds nothing any more.`, lift: null },
        { text: 'It cannot be taken back. If it turns out not to be so, suspend the center or open a review for cause.', lift: null },
      ],
    },
    error: form.error,
    summary: form.summary,
    action: `/conditions/${condition.id}/meeting`,
    upload: false,
    hidden: [],
    fields: [
      inputField(form, 'metOn', 'Met on', { type: 'date' }),
      areaField(form, 'note', 'How it was met', { hint: 'What you saw, and where it can be looked up. No survivor’s name or story.' }),
      ...anywayField(form),
    ],
    submit: 'Record that it was met',
    tone: 'main',
    back: { label: 'Leave it open', href },
  }
}
