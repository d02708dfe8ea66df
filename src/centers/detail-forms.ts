import { z } from 'zod'
import { onceRead } from '../http/forms.ts'
import { day, onceToken, version, whole } from '../http/inputs.ts'
import { anyway, warnsOfPlaces, type Held } from '../http/place-warning.ts'
import { isEmailAddress, isPhoneNumber } from '../shared/reached.ts'
import { problemIf } from '../shared/refusal.ts'
import { contactKinds, noteKinds } from './contact.ts'
import { named, oneLanguage, optionalNamed, text } from './text-forms.ts'

// What hangs on a center: contacts, notes, readings of its beds, notes on its services.

const phone = z
  .string()
  .trim()
  .refine((typed) => typed === '' || isPhoneNumber(typed), 'Enter a phone number with its country code, such as +502 5550 1234, or leave it empty.')
  .transform((typed) => (typed === '' ? null : typed.replaceAll(/\s+/g, ' ')))

const email = z
  .string()
  .trim()
  .max(254, 'Keep it under 254 characters.')
  .refine((typed) => typed === '' || isEmailAddress(typed), 'Enter an e-mail address, such as desk@example.org, or leave it empty.')
  .transform((typed) => (typed === '' ? null : typed))

const ticked = z.preprocess((value) => value !== undefined && value !== '', z.boolean())

const contactShape = {
  name: named('Enter the contact’s name.', 200),
  role: optionalNamed(200),
  kind: z.enum(contactKinds, 'Say whether this is the front desk or a private contact.'),
  phone,
  keepPhone: ticked,
  email,
  language: oneLanguage,
  isPrimary: ticked,
  anyway,
}

export const newContactForm = z.strictObject({ ...contactShape, token: onceToken }).check(...warnsOfPlaces(['name', 'role']))
export type ContactForm = Omit<z.output<typeof newContactForm>, 'anyway'>
export const contactForm = (held: Held<'name' | 'role'>) => z.strictObject({ version, ...contactShape }).check(...warnsOfPlaces(['name', 'role'], held))

export const noteForm = z
  .strictObject({
    kind: z.enum(noteKinds, 'Choose what it is.'),
    onDay: day('Enter the day it happened.'),
    withWhom: optionalNamed(200),
    text: text('Write down what there is to know.'),
    anyway,
    token: onceToken,
  })
  .check(...warnsOfPlaces(['withWhom', 'text']))
export type NoteForm = z.output<typeof noteForm>

export const withdrawalForm = z.strictObject({ because: named('Say why the note is withdrawn.', 500), anyway }).check(...warnsOfPlaces(['because']))

export const readingForm = z
  .strictObject({
    population: z.string('Choose whom the beds are for.').regex(/^[A-Z][A-Z0-9-]{1,39}$/, 'Choose whom the beds are for.'),
    onDay: day('Enter the day it was said of.'),
    beds: whole('Enter how many beds there are in all, as a whole number.', 0, 100_000),
    openBeds: whole('Enter how many beds are open, as a whole number; 0 if none is.', 0, 100_000),
    saidBy: named('Say who said so.', 200),
    token: onceToken,
  })
  .check(
    onceRead(['beds', 'openBeds'], ({ beds, openBeds }: { beds: number; openBeds: number }) =>
      problemIf(openBeds > beds, 'openBeds', 'More beds are open than there are.'),
    ),
  )
export type ReadingForm = z.output<typeof readingForm>

/** One line for each service that a center offers, by the service's code; and the version of them all (R3). */
export const serviceNotesForm = (codes: readonly string[]) => z.strictObject({ ...Object.fromEntries(codes.map((code) => [code, optionalNamed(300)])), version })
