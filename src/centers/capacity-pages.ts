import { inputField, selectField } from '../http/fields.ts'
import { filledForm, onceField, type FormState } from '../http/forms.ts'
import type { FormPage, Head, Link } from '../http/parts.ts'
import { dayText, type Day } from '../shared/days.ts'
import { isStale, type Reading } from './capacity.ts'
import type { Center } from './center.ts'
import { formPage, head } from './form-pages.ts'

export const readingFields = ['population', 'onDay', 'beds', 'openBeds', 'saidBy', 'token'] as const
type ReadingField = (typeof readingFields)[number]

export interface CapacityPage {
  title: string
  head: Head
  /** Null while the center serves no group that beds could be for: then `first` leads to where groups are chosen. */
  form: FormPage | null
  first: Link
  rows: { day: string; population: string; beds: number; openBeds: number; saidBy: string; stale: boolean }[]
}

export function capacityPage(
  center: Center,
  readings: Reading[],
  today: Day,
  form: FormState<ReadingField> = filledForm(readingFields, {
    onDay: today.toString(),
    population: center.populations.length === 1 ? (center.populations[0]?.code ?? '') : '',
  }),
): CapacityPage {
  const href = `/centers/${center.id}`
  const page = head(
    'Record beds',
    `How many beds ${center.name} has for a group of people, and how many are open. A reading is added; those before it stay, and count for 30 days.`,
    [
      { label: 'Centers', href: '/centers' },
      { label: center.name, href },
    ],
  )
  return {
    title: `Beds of ${center.name}`,
    head: page,
    form: center.populations.length === 0 ? null : readingForm(center, form),
    first: { label: 'Choose its groups of people', href: `${href}/edit#populations` },
    rows: readings.map((reading) => ({
      day: dayText(reading.onDay),
      population: reading.populationName,
      beds: reading.beds,
      openBeds: reading.openBeds,
      saidBy: reading.saidBy,
      stale: isStale(reading, today),
    })),
  }
}

const readingForm = (center: Center, form: FormState<ReadingField>): FormPage =>
  formPage(form, {
    title: 'Record beds',
    head: head('Record beds', null, []),
    action: `/centers/${center.id}/capacity`,
    hidden: [onceField(form)],
    fields: [
      selectField(
        form,
        'population',
        'For whom',
        center.populations.map(({ code, name }) => ({ value: code, label: name })),
        { empty: 'Choose…' },
      ),
      inputField(form, 'onDay', 'On what day', { type: 'date' }),
      inputField(form, 'beds', 'Beds in all', { type: 'number' }),
      inputField(form, 'openBeds', 'Beds open', { type: 'number' }),
      inputField(form, 'saidBy', 'Who said so', { hint: 'Somebody at the center, by name or role.' }),
    ],
    submit: 'Record the beds',
    back: { label: 'Leave it', href: `/centers/${center.id}` },
  })
