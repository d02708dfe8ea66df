import { z } from 'zod'
import { day, line, optionalDay } from '../http/inputs.ts'
import { anyway, warnsOfPlaces } from '../http/place-warning.ts'
import { sentFile } from '../http/upload.ts'
import { documentKinds } from './document.ts'

/** The fields of a document; other nouns' forms that carry one take them over. */
export const documentShape = {
  title: line('Enter a title.'),
  datedOn: optionalDay('Enter the day printed on it, or leave it empty.'),
  receivedOn: day('Enter the day on which it came.'),
  expiresOn: optionalDay('Enter its last day, or leave it empty.'),
  file: sentFile(),
}

export const documentForm = z
  .strictObject({
    kind: z.enum(documentKinds, 'Choose what it is.'),
    replaces: z
      .string()
      .regex(/^(|[1-9]\d{0,14})$/, 'Choose a document.')
      .default('')
      .transform((id) => (id === '' ? null : Number(id))),
    ...documentShape,
    anyway,
  })
  .refine(({ datedOn, expiresOn }) => datedOn === null || expiresOn === null || Temporal.PlainDate.compare(expiresOn, datedOn) >= 0, {
    path: ['expiresOn'],
    message: 'It cannot end before its own day.',
  })
  .superRefine((form, context) => warnsOfPlaces<typeof form>(['title'])(form, context))
export type DocumentForm = Omit<z.output<typeof documentForm>, 'anyway'>
