import { z } from 'zod'
import { documentShape } from '../documents/forms.ts'
import { optionalLine } from '../http/inputs.ts'
import { anyway, warnsOfPlaces } from '../http/place-warning.ts'

const { title, datedOn, expiresOn, file } = documentShape

export const renewalForm = z
  .strictObject({ item: z.string('Choose the item.').regex(/^[A-Z0-9-]{1,20}$/, 'Choose the item.'), title, datedOn, expiresOn, file, anyway })
  .refine(({ datedOn: from, expiresOn: until }) => from === null || until === null || Temporal.PlainDate.compare(until, from) >= 0, {
    path: ['expiresOn'],
    message: 'It cannot end before its own day.',
  })
  .superRefine((form, context) => warnsOfPlaces<typeof form>(['title'])(form, context))
export type RenewalForm = Omit<z.output<typeof renewalForm>, 'anyway'>
export const renewalFields = ['item', 'title', 'datedOn', 'expiresOn', 'file', 'anyway'] as const

const answers = ['accepted', 'declined'] as const
export const answerForm = z
  .strictObject({ answer: z.enum(answers, 'Choose whether you accept it.'), reason: optionalLine(1000).default(null) })
  .refine(({ answer, reason }) => answer === 'accepted' || reason !== null, { path: ['reason'], message: 'Say why it is declined, so that a better one can be sent.' })
export type AnswerForm = z.output<typeof answerForm>
export const answerFields = ['answer', 'reason'] as const
