import { fileField, radioField } from '../http/fields.ts'
import { filledForm, onceField, type FormState } from '../http/forms.ts'
import type { FormPage, Head, State } from '../http/parts.ts'
import { dayText } from '../shared/days.ts'
import { encodingName } from './encoding.ts'
import type { Mapping } from './mapping.ts'
import type { Waiting } from './queries.ts'
import { delimiterName, delimiters } from './sheet.ts'
import { samplesByEncoding, type UploadReading } from './upload.ts'

export const importCrumbs = [
  { label: 'Centers', href: '/centers' },
  { label: 'Imports', href: '/imports' },
]

export interface ImportsPage {
  title: string
  head: Head
  form: FormPage
  rows: { name: string; href: string; until: string; state: State; withdrawal: string }[]
}

/** A moment as people of the register's time zone say it: 21 Nov 2026, 09:00. */
const momentText = (at: Temporal.Instant, timeZone: string): string => {
  const there = at.toZonedDateTimeISO(timeZone)
  return `${dayText(there.toPlainDate())}, ${there.toPlainTime().toString({ smallestUnit: 'minute' })}`
}

export const nameOf = ({ addedAt }: Pick<Waiting, 'addedAt'>, timeZone: string): string => `File of ${momentText(addedAt, timeZone)}`

export function importsPage(waiting: Waiting[], timeZone: string, form: FormState<'file'> = filledForm(['file'])): ImportsPage {
  return {
    title: 'Import centers',
    head: {
      crumbs: importCrumbs.slice(0, 1),
      title: 'Import centers',
      state: null,
      lede: 'Reads centers from a table that another program saved as CSV. Nothing goes into the register before you have seen what would become of each row.',
      actions: [],
    },
    form: {
      title: 'Import centers',
      head: { crumbs: [], title: 'Import centers', state: null, lede: null, actions: [] },
      notice: null,
      error: form.error,
      summary: form.summary,
      action: '/imports',
      upload: true,
      hidden: [onceField(form)],
      fields: [
        fileField(form, 'file', 'CSV file', {
          accept: '.csv,.tsv,.txt,text/csv',
          hint: 'Up to 10 MB and 20,000 rows, with headings in the first row. Only you see it. It is kept sealed, without its name, and is gone after 24 hours. No survivor’s name or story belongs in it.',
        }),
      ],
      submit: 'Read the file',
      tone: 'main',
      back: null,
    },
    rows: waiting.map((each) => ({
      name: nameOf(each, timeZone),
      href: `/imports/${each.id}`,
      until: momentText(each.addedAt.add({ hours: 24 }), timeZone),
      state: stateOf(each),
      withdrawal: `/imports/${each.id}/withdrawal`,
    })),
  }
}

export function stateOf({ takenAt, mapping }: Waiting): State {
  if (takenAt !== null) return { word: 'taken in', tone: 'good' }
  return mapping.confirmed ? { word: 'ready to look at', tone: 'calm' } : { word: 'columns to be said', tone: 'warn' }
}

type WritingField = 'encoding' | 'delimiter'

/** The question how a file is written, put because nothing can be made of it yet. */
export const writingAskedPage = (waiting: Waiting, bytes: Uint8Array, reading: Exclude<UploadReading, { kind: 'table' }>): FormPage => ({
  ...writingPage(waiting, bytes, reading),
  notice: {
    tone: 'warn',
    title: 'This file cannot be read yet',
    lines: [
      { text: reading.kind === 'unreadable' ? reading.why : 'Its bytes are not UTF-8, and do not say how they are to be read. Which program saved it?', lift: null },
    ],
  },
})

/** Asks how a file is written, with what some of its words would be. */
export function writingPage(
  waiting: Waiting,
  bytes: Uint8Array,
  reading: UploadReading,
  form: FormState<WritingField> = filledForm(['encoding', 'delimiter'], { encoding: waiting.mapping.encoding ?? '', delimiter: delimiterOf(waiting.mapping) }),
): FormPage {
  const title = 'How the file is written'
  const itself = reading.kind === 'encoding asked' ? [] : [{ value: '', label: 'As the file says by itself' }]
  const ways = samplesByEncoding(bytes).map(({ encoding, samples }) => ({
    value: encoding,
    label: encodingName[encoding],
    hint: samples === null ? 'So it could not be read as a table.' : `It would read: ${samples.join(' · ') || 'plain letters only'}`,
  }))
  return {
    title,
    head: {
      crumbs: importCrumbs,
      title,
      state: null,
      lede: 'A wrong choice spoils names, so it is never guessed. Choose the one in which the words are right.',
      actions: [],
    },
    notice: null,
    error: form.error,
    summary: form.summary,
    action: `/imports/${waiting.id}/writing`,
    upload: false,
    hidden: [],
    fields: [
      radioField(form, 'encoding', 'Letters', [...itself, ...ways]),
      radioField(form, 'delimiter', 'Cells are separated by', [
        { value: '', label: 'Whatever its first rows suggest' },
        ...delimiters.map((sign) => ({ value: delimiterName[sign], label: delimiterName[sign] })),
      ]),
    ],
    submit: 'Read the file so',
    tone: 'main',
    back: { label: 'Back to imports', href: '/imports' },
  }
}

const delimiterOf = ({ delimiter }: Mapping): string => (delimiter === null ? '' : delimiterName[delimiter])
