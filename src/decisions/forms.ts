import { z } from 'zod'
import type { FormState } from '../http/forms.ts'
import { day, line, optionalDay, optionalLine, optionalWhole, several, token, version } from '../http/inputs.ts'
import { anyway, warnsOfPlaces } from '../http/place-warning.ts'
import { otherCondition, outcomes } from './decision.ts'

const age = optionalWhole('Enter an age from 0 to 120, or leave it empty.', 0, 120)
const rationale = line('Say why: what speaks for it, and what was weighed against it.', 4000)

/** What every decision on a review says; its conditions are read apart, since each review has other items. */
export const verdictForm = z
  .strictObject({
    token,
    version,
    outcome: z.enum(outcomes, 'Choose what you decide.'),
    effective: day('Enter the day from which it counts.'),
    rationale,
    anyway,
    valid: optionalDay('Enter the last day of the approval.'),
    populations: several(z.string().max(40)),
    fromAge: age,
    toAge: age,
    people: optionalWhole('Enter how many people, or leave it empty.', 1, 100_000),
    stay: optionalWhole('Enter a number of days, or leave it empty.', 1, 36_500),
  })
  .check(...warnsOfPlaces(['rationale']))
export type VerdictForm = z.output<typeof verdictForm>
export const verdictFields = Object.keys(verdictForm.shape) as (keyof VerdictForm)[]

/** A text and a day for each item that wants a condition (by its code), and one for a condition of another kind. */
export const conditionsForm = (codes: readonly string[]) =>
  z.strictObject(
    Object.fromEntries(
      [...codes, otherCondition].flatMap((code) => [
        [`condition-${code}`, optionalLine(1000).default(null)],
        [`due-${code}`, optionalDay('Enter the day by which it must be done.').default(null)],
      ]),
    ),
  )

const isOfConditions = (name: string): boolean => /^(condition|due)-/.test(name)

/** A posted decision as its two parts: what every review's has, and its conditions. */
export function partsOf(body: unknown): { verdict: Record<string, unknown>; conditions: Record<string, unknown> } {
  const entries = Object.entries((body ?? {}) as Record<string, unknown>)
  return {
    verdict: Object.fromEntries(entries.filter(([name]) => !isOfConditions(name))),
    conditions: Object.fromEntries(entries.filter(([name]) => isOfConditions(name))),
  }
}

/** Two parts of one form, as one. */
export function joined(one: FormState<string>, other: FormState<string>): FormState<string> {
  return { fields: { ...one.fields, ...other.fields }, error: one.error ?? other.error, summary: [...one.summary, ...other.summary] }
}

/** What follows a review or comes without one: suspend, reinstate, close, reopen. */
export const stepForm = z
  .strictObject({ token, reason: line('Say why.', 2000).pipe(z.string().min(10, 'Say why, in at least 10 characters.')), anyway })
  .check(...warnsOfPlaces(['reason']))
export const meetingForm = z
  .strictObject({ metOn: day('Enter the day on which it was met.'), note: line('Say how it was met, and what you saw.', 2000), anyway })
  .check(...warnsOfPlaces(['note']))
