import { servesMinors, type Center } from '../centers/center.ts'
import { scopeFacts } from '../decisions/scope-pages.ts'
import { areaField, checkField, fileField, inputField, radioField } from '../http/fields.ts'
import { filledForm, onceField, type FormState } from '../http/forms.ts'
import type { FormPage, Head } from '../http/parts.ts'
import { anywayField } from '../http/place-warning.ts'
import { dayText } from '../shared/days.ts'
import { openingFields } from './forms.ts'
import type { Opening } from './opening.ts'

const headOf = (center: Pick<Center, 'id' | 'name'>, title: string, lede: string): Head => ({
  crumbs: [
    { label: 'Centers', href: '/centers' },
    { label: center.name, href: `/centers/${center.id}` },
  ],
  title,
  state: null,
  lede,
  actions: [],
})

/** The form that asks for an approval in force to be taken over. */
export function openingPage(center: Center, form?: FormState<(typeof openingFields)[number]>): FormPage {
  const state = form ?? filledForm(openingFields, { populations: center.populations.map(({ code }) => code) })
  const limit = servesMinors(center) ? 'At most 12 months after its first day, since the center serves minors.' : 'At most 24 months after its first day.'
  return {
    title: 'Take over an approval in force',
    head: headOf(
      center,
      'Take over an approval in force',
      'For an approval that was given before the register began: with its real days, and the document that shows it. A manager other than you takes it over.',
    ),
    notice: null,
    error: state.error,
    summary: state.summary,
    action: `/centers/${center.id}/opening`,
    upload: true,
    hidden: [onceField(state)],
    fields: [
      inputField(state, 'effective', 'In force from', { type: 'date' }),
      inputField(state, 'valid', 'Valid until', { type: 'date', hint: limit }),
      checkField(
        state,
        'populations',
        'Whom it covers',
        center.populations.map(({ code, name }) => ({ value: code, label: name })),
      ),
      inputField(state, 'fromAge', 'From age', { type: 'number', required: false }),
      inputField(state, 'toAge', 'To age', { type: 'number', required: false }),
      inputField(state, 'people', 'How many people at a time', { type: 'number', required: false }),
      inputField(state, 'stay', 'Longest stay, in days', { type: 'number', required: false }),
      areaField(state, 'rationale', 'Who approved it then, and on what grounds', { hint: 'No survivor’s name or story.' }),
      inputField(state, 'title', 'What the document is', { hint: 'Such as “Board minutes of March”.' }),
      fileField(state, 'file', 'The document', { hint: 'PDF, JPEG or PNG, up to 10 MB.' }),
      ...anywayField(state),
    ],
    submit: 'Ask for it to be taken over',
    tone: 'main',
    back: { label: 'Leave it', href: `/centers/${center.id}` },
  }
}

interface AnswerFacts {
  opening: Opening
  names: ReadonlyMap<number, string>
  nameOf: (populationCode: string) => string
  /** Whether this person asked for it, and so may only withdraw it. */
  own: boolean
}

/** The page on which a manager takes it over or declines to, and on which whoever asked can withdraw it. */
export function answerPage({ opening, names, nameOf, own }: AnswerFacts, form: FormState<'answer'> = filledForm(['answer'])): FormPage {
  const center = { id: opening.centerId, name: opening.centerName }
  const lines = [
    `In force from ${dayText(opening.effectiveOn)} until ${dayText(opening.validUntil)}.`,
    ...scopeFacts(opening.scope, nameOf).map(({ label, value }) => `${label}: ${value}.`),
    `Asked for by ${names.get(opening.askedBy) ?? 'someone'}: ${opening.rationale}`,
  ]
  const title = own ? 'Your request to take over an approval' : 'Take over an approval in force'
  return {
    title,
    head: headOf(
      center,
      title,
      own ? 'Someone else must take it over. Until then you can withdraw it.' : 'Taken over, it counts as if the register had decided it. Look at the document first.',
    ),
    notice: {
      tone: 'calm',
      title: `An approval of ${opening.centerName}`,
      lines: [
        ...lines.map((text) => ({ text, lift: null })),
        { text: 'It rests on a document.', lift: { label: 'Open the document', href: `/documents/${opening.documentId}` } },
      ],
    },
    error: form.error,
    summary: form.summary,
    action: `/opening-approvals/${opening.id}/${own ? 'withdrawal' : 'answer'}`,
    upload: false,
    hidden: [],
    fields: own
      ? []
      : [
          radioField(form, 'answer', 'Do you take it over?', [
            { value: 'taken over', label: 'Take it over', hint: 'Money and goods may go to the center while it lasts.' },
            { value: 'declined', label: 'Decline it', hint: 'The center stays as it is. It can be reviewed.' },
          ]),
        ],
    submit: own ? 'Withdraw the request' : 'Record the answer',
    tone: own ? 'warn' : 'main',
    back: { label: 'Leave it waiting', href: `/centers/${opening.centerId}` },
  }
}
