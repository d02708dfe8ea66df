import { z } from 'zod'
import { documentShape, endsAfterItsDay } from '../documents/forms.ts'
import { onceRead } from '../http/forms.ts'
import { onceToken, optionalLine } from '../http/inputs.ts'
import { anyway, warnsOfPlaces } from '../http/place-warning.ts'

const { title, datedOn, expiresOn, file } = documentShape

export const renewalForm = z
  .strictObject({ item: z.string('Choose the item.').regex(/^[A-Z0-9-]{1,20}$/, 'Choose the item.'), title, datedOn, expiresOn, file, anyway, token: onceToken })
  .check(endsAfterItsDay, ...warnsOfPlaces(['title']))
export type RenewalForm = Omit<z.output<typeof renewalForm>, 'anyway'>
export const renewalFields = ['item', 'title', 'datedOn', 'expiresOn', 'file', 'anyway', 'token'] as const

const answers = ['accepted', 'declined'] as const
export const answerForm = z
  .strictObject({ answer: z.enum(answers, 'Choose whether you accept it.'), reason: optionalLine(1000).default(null) })
  .check(
    onceRead(['answer', 'reason'], ({ answer, reason }: { answer: string; reason: string | null }) =>
      answer === 'declined' && reason === null ? [{ field: 'reason', message: 'Say why it is declined, so that a better one can be sent.' }] : [],
    ),
  )
export type AnswerForm = z.output<typeof answerForm>
export const answerFields = ['answer', 'reason'] as const
