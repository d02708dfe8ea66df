import { centerKinds } from '../centers/center.ts'
import { inputField, radioField, selectField } from '../http/fields.ts'
import { filledForm, type FormState } from '../http/forms.ts'
import type { Choice, FormField, Head } from '../http/parts.ts'
import { dayOrderName, dayOrders } from './day-order.ts'
import { encodingName } from './encoding.ts'
import { importFields, type FieldName, type ImportField } from './fields.ts'
import { columnInput, mappingInputs, valueInput } from './forms.ts'
import { notShown } from './left-out.ts'
import { guessedSources, type Source } from './mapping.ts'
import { importCrumbs, nameOf, stateOf } from './pages.ts'
import { placeColumns } from './place-columns.ts'
import type { Waiting } from './queries.ts'
import type { Lists } from './row.ts'
import { placelessText } from './refused-file.ts'
import { columnLetter, delimiterName } from './sheet.ts'
import { samplesOf, type UploadReading } from './upload.ts'

/** A file that was read as a table, and the register's lists, by which its columns are guessed. */
export interface Described {
  waiting: Waiting
  reading: Extract<UploadReading, { kind: 'table' }>
  lists: Lists
}

export interface MappingPage {
  title: string
  head: Head
  error: string | null
  summary: { href: string; message: string }[]
  action: string
  backHref: string
  groups: { legend: string; hint: string | null; fields: { column: Select; value: FormField | null }[] }[]
  days: Extract<FormField, { kind: 'radios' }>
  columns: { letter: string; label: string; samples: string; leftOut: boolean }[]
  /** The columns that the form, as it was made, takes nothing from. */
  leftOut: string
}

type Select = Extract<FormField, { kind: 'select' }>

export function mappingPage(described: Described, timeZone: string, form: FormState<string> = savedForm(described)): MappingPage {
  const { waiting, reading } = described
  const { sheet, encoding } = reading
  const used = new Set(importFields.map(({ name }) => form.fields[columnInput(name)]?.entered).filter((at) => at !== ''))
  const places = new Set(importFields.filter(({ place }) => place).map(({ name }) => form.fields[columnInput(name)]?.entered))
  const recognised = placeColumns(sheet)
  const columns = sheet.columns.map((label, at) => ({
    letter: columnLetter(at),
    label,
    samples: places.has(String(at)) || recognised.has(at) ? notShown : samplesOf(sheet, at),
    leftOut: !used.has(String(at)),
  }))
  const choices = columns.map(({ letter, label, samples }, at) => ({ value: String(at), label: `${letter}: ${label} (${samples})` }))
  const group = (legend: string, hint: string | null, which: (field: ImportField) => boolean): MappingPage['groups'][number] => ({
    legend,
    hint,
    fields: importFields.filter(which).map((field) => ({ column: columnField(form, field, choices), value: field.shared ? valueField(form, field) : null })),
  })
  return {
    title: 'What the columns are',
    head: {
      crumbs: [...importCrumbs, { label: nameOf(waiting, timeZone), href: null }],
      title: 'What the columns are',
      state: stateOf(waiting),
      lede: `${sheet.rows.length} rows under ${sheet.columns.length} headings, in ${encodingName[encoding]}, separated by ${delimiterName[sheet.delimiter]}. ${
        waiting.mapping.confirmed ? 'Change what you said of them.' : 'What the headings suggest is chosen already: look it over.'
      }`,
      actions: [{ label: 'Read the file in another way', href: `/imports/${waiting.id}/writing`, tone: 'plain', method: 'get' }],
    },
    error: form.error,
    summary: form.summary,
    action: `/imports/${waiting.id}/mapping`,
    backHref: '/imports',
    groups: [
      group('What every center has', null, ({ required }) => required),
      group('What else is known', null, ({ required, place }) => !required && !place),
      group(
        'Where it is',
        placelessText(sheet.columns, waiting.mapping.sources) ?? 'Kept sealed, shown only on request, and never given back with refused rows.',
        ({ place }) => place,
      ),
    ],
    days: radios(form),
    columns,
    leftOut: columns
      .filter((each) => each.leftOut)
      .map(({ label }) => label)
      .join(', '),
  }
}

const radios = (form: FormState<string>): MappingPage['days'] =>
  radioField(
    form,
    'days',
    'How days are written',
    dayOrders.map((order) => ({ value: order, label: dayOrderName[order] })),
    { hint: 'A day as 2026-11-21 is read in any case. Years of two digits and days in words are refused.' },
  ) as MappingPage['days']

/** The form as it was saved, or as the headings suggest while nobody has said anything. */
function savedForm({ waiting: { mapping }, reading, lists }: Described): FormState<string> {
  const { sources, days, confirmed } = mapping
  const shown = confirmed ? sources : guessedSources(reading.sheet, lists)
  const entries = (Object.entries(shown) as [FieldName, Source][]).map(([name, source]): [string, string] =>
    'column' in source ? [columnInput(name), String(source.column)] : [valueInput(name), source.value],
  )
  return filledForm(mappingInputs, { ...Object.fromEntries(entries), days })
}

const columnField = (form: FormState<string>, { name, label, required, hint }: ImportField, choices: Choice[]): Select =>
  selectField(form, columnInput(name), label, choices, { empty: 'No column', required, hint }) as Select

const valueField = (form: FormState<string>, { name, label }: ImportField): FormField =>
  name === 'kind'
    ? selectField(
        form,
        valueInput(name),
        `${label}, the same in every row`,
        centerKinds.map((kind) => ({ value: kind, label: kind })),
        { empty: 'Not the same', required: false },
      )
    : inputField(form, valueInput(name), `${label}, the same in every row`, { required: false })
