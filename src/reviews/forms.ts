import { z } from 'zod'
import { onceRead } from '../http/forms.ts'
import { chosen, day, line, onceToken, optionalDay, several, version } from '../http/inputs.ts'
import { anyway, warnsOfPlaces } from '../http/place-warning.ts'
import { optionalFile } from '../http/upload.ts'
import { isBefore, type Day } from '../shared/days.ts'
import { bases, results, reviewKinds } from './review.ts'

export const openingForm = z.strictObject({
  kind: z.enum(reviewKinds, 'Choose what kind of review this is.'),
  lead: chosen('Choose who leads it.'),
  target: day('Enter the day by which it should be decided.'),
  token: onceToken,
})
export type OpeningForm = z.output<typeof openingForm>

const note = z
  .string()
  .trim()
  .max(5000, 'Keep the note under 5,000 characters.')
  .transform((text) => (text === '' ? null : text.replaceAll('\r\n', '\n')))

/** V3 says itself beside the field that lacks something; the service asks the rule again. */
export const findingForm = z
  .strictObject({
    result: z.enum(results, 'Choose an answer.'),
    basis: z.preprocess((value) => (value === '' || value === undefined ? null : value), z.enum(bases, 'Choose what this rests on.').nullable()),
    note,
    anyway,
    revision: version,
  })
  .check(
    onceRead(['result', 'basis'], ({ result, basis }: { result: string; basis: string | null }) =>
      result !== 'not applicable' && basis === null ? [{ field: 'basis', message: 'Choose what this rests on.' }] : [],
    ),
    onceRead(['result', 'note'], ({ result, note: said }: { result: string; note: string | null }) =>
      result !== 'met' && said === null ? [{ field: 'note', message: 'Say in a note why it is not simply met.' }] : [],
    ),
  )
export const findingFields = ['result', 'basis', 'note', 'anyway', 'revision'] as const

const reason = line('Say why.', 1000)
export const reasonForm = z.strictObject({ reason, anyway }).check(...warnsOfPlaces(['reason']))
/** R3: its version is who led the review when the form was opened. */
export const leadForm = z.strictObject({ lead: chosen('Choose who leads it from now on.'), version })

const code = z.string().regex(/^[A-Z0-9-]{1,20}$/, 'Tick items of this checklist.')

/** A document that the center has, or a new one with its file: one of the two. */
export const evidenceForm = z
  .strictObject({
    document: z
      .string()
      .regex(/^(|[1-9]\d{0,14})$/, 'Choose a document.')
      .transform((id) => (id === '' ? null : Number(id)))
      .default(null),
    title: z.string().trim().max(200, 'Keep it under 200 characters.'),
    dated: optionalDay('Enter the date on it, or leave it empty.'),
    expires: optionalDay('Enter the day it expires, or leave it empty.'),
    items: several(code, 'Tick at least one item that it serves.'),
    file: optionalFile,
    anyway,
    token: onceToken,
  })
  .check(
    onceRead(['document', 'file'], ({ document, file }: { document: number | null; file: string }) => {
      if (document === null) return file === '' ? [{ field: 'file', message: 'Choose a file.' }] : []
      return file === '' ? [] : [{ field: 'document', message: 'Choose a document that is here, or send a new one: not both.' }]
    }),
    onceRead(['document', 'title'], ({ document, title }: { document: number | null; title: string }) =>
      document === null && title === '' ? [{ field: 'title', message: 'Give the document a title.' }] : [],
    ),
    onceRead(['document', 'dated', 'expires'], ({ document, dated, expires }: { document: number | null; dated: Day | null; expires: Day | null }) =>
      document === null && dated && expires && isBefore(expires, dated) ? [{ field: 'expires', message: 'It cannot expire before the date on it.' }] : [],
    ),
    ...warnsOfPlaces(['title']),
  )
export type EvidenceForm = Omit<z.output<typeof evidenceForm>, 'anyway'>
