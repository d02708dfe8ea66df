import { z } from 'zod'
import { onceRead } from '../http/forms.ts'
import { day, line, optionalLine, several, token, version } from '../http/inputs.ts'
import { anyway, warnsOfPlaces } from '../http/place-warning.ts'
import { sentFile } from '../http/upload.ts'
import { isBefore, type Day } from '../shared/days.ts'
import { isDegrees, placeFields, type PlaceField } from './location.ts'

const optionalDegrees = (most: number, wrong: string) =>
  z
    .string()
    .trim()
    .refine((text) => text === '' || isDegrees(text, most), wrong)
    .transform((text) => (text === '' ? null : text))

const isTimeZone = (text: string): boolean => Intl.supportedValuesOf('timeZone').includes(text) || text === 'UTC'

/** The fields of a place as they are typed or imported. Empty reads as null. */
const placeShape = {
  region: optionalLine(200),
  city: optionalLine(200),
  street: optionalLine(300),
  postalCode: optionalLine(40),
  latitude: optionalDegrees(90, 'Enter degrees from -90 to 90, such as 12.3456.'),
  longitude: optionalDegrees(180, 'Enter degrees from -180 to 180, such as -12.3456.'),
  directions: optionalLine(2000),
  timeZone: z
    .string()
    .trim()
    .refine((text) => text === '' || isTimeZone(text), 'Enter a time zone by its name, such as Europe/Lisbon.')
    .transform((text) => (text === '' ? null : text)),
}

const typedOrEmptied = (field: PlaceField) =>
  onceRead<{ emptied: PlaceField[] } & Record<PlaceField, string | null>>(['emptied', field], ({ emptied, [field]: typed }) =>
    typed !== null && emptied.includes(field) ? [{ field, message: 'You typed something here and asked to empty it too. Do one of the two.' }] : [],
  )

/** A place is edited without being shown: an empty field keeps what is there, and emptying one is said apart. */
export const placeForm = z
  .strictObject({ version, ...placeShape, emptied: several(z.enum(placeFields)), mailingAddress: optionalLine(500) })
  .check(...placeFields.map(typedOrEmptied))
export type PlaceForm = z.output<typeof placeForm>

/** R4 */
export const showingForm = z
  .strictObject({
    reason: z.string('Say why you need it.').trim().min(10, 'Say why you need it, in at least 10 characters.').max(500, 'Keep it under 500 characters.'),
    anyway,
  })
  // The log keeps the reason, and people who may see no place read the log.
  .check(...warnsOfPlaces(['reason']))
export const showingFields = ['reason', 'anyway'] as const
export type ShowingField = (typeof showingFields)[number]

export const secrecyForm = z.strictObject({ secrecy: z.enum(['hidden', 'city'], 'Choose how secret the place is.') })

export const authorizationForm = z
  .strictObject({
    token,
    secrecy: z.enum(['city', 'open'], 'Choose what the center allows to be shown.'),
    signedBy: line('Enter who signed for the center.'),
    signedOn: day('Enter the day on which it was signed.'),
    untilOn: day('Enter the last day on which it holds.'),
    file: sentFile('Attach the authorization that the center signed.'),
  })
  .check(
    onceRead(['signedOn', 'untilOn'], ({ signedOn, untilOn }: { signedOn: Day; untilOn: Day }) =>
      isBefore(untilOn, signedOn) ? [{ field: 'untilOn', message: 'It cannot end before it was signed.' }] : [],
    ),
  )
export type AuthorizationForm = z.output<typeof authorizationForm>

export const answerForm = z.strictObject({ answer: z.enum(['confirmed', 'declined', 'withdrawn'], 'Choose an answer.') })
