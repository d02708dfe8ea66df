import { z } from 'zod'
import { day, line, onceToken, optionalWhole, several } from '../http/inputs.ts'
import { anyway, warnsOfPlaces } from '../http/place-warning.ts'
import { sentFile } from '../http/upload.ts'

const age = optionalWhole('Enter an age from 0 to 120, or leave it empty.', 0, 120)

export const openingForm = z
  .strictObject({
    effective: day('Enter the day from which it is in force.'),
    valid: day('Enter its last day.'),
    populations: several(z.string().max(40), 'Choose at least one group that it covers.'),
    fromAge: age,
    toAge: age,
    people: optionalWhole('Enter how many people, or leave it empty.', 1, 100_000),
    stay: optionalWhole('Enter a number of days, or leave it empty.', 1, 36_500),
    rationale: line('Say who approved it then, and on what grounds.', 4000),
    title: line('Say what the document is.'),
    file: sentFile('Choose the document that shows the approval.'),
    anyway,
    token: onceToken,
  })
  .check(...warnsOfPlaces(['rationale', 'title']))
export type OpeningForm = Omit<z.output<typeof openingForm>, 'anyway'>
export const openingFields = Object.keys(openingForm.shape) as (keyof z.output<typeof openingForm>)[]

export const answerForm = z.strictObject({ answer: z.enum(['taken over', 'declined'], 'Choose whether you take it over.') })
export type OpeningAnswer = z.output<typeof answerForm>['answer']
