import { z } from 'zod'
import { onceRead } from '../http/forms.ts'
import { day, line, onceToken, optionalDay } from '../http/inputs.ts'
import { anyway, warnsOfPlaces } from '../http/place-warning.ts'
import { sentFile } from '../http/upload.ts'
import { isBefore, type Day } from '../shared/days.ts'
import { documentKinds } from './document.ts'

/** The fields of a document; other nouns' forms that carry one take them over. */
export const documentShape = {
  title: line('Enter a title.'),
  datedOn: optionalDay('Enter the day printed on it, or leave it empty.'),
  receivedOn: day('Enter the day on which it came.'),
  expiresOn: optionalDay('Enter its last day, or leave it empty.'),
  file: sentFile(),
}

export const endsAfterItsDay = onceRead(['datedOn', 'expiresOn'], ({ datedOn, expiresOn }: { datedOn: Day | null; expiresOn: Day | null }) =>
  datedOn !== null && expiresOn !== null && isBefore(expiresOn, datedOn) ? [{ field: 'expiresOn', message: 'It cannot end before its own day.' }] : [],
)

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
    token: onceToken,
  })
  .check(endsAfterItsDay, ...warnsOfPlaces(['title']))
export type DocumentForm = Omit<z.output<typeof documentForm>, 'anyway'>
