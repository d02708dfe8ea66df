import { z } from 'zod'
import { onceRead } from '../http/forms.ts'
import { line, version, whole } from '../http/inputs.ts'
import { parseAmount } from '../shared/money.ts'
import { problemIf, type Problem } from '../shared/refusal.ts'

const isTimeZone = (zone: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone.length > 0
  } catch {
    return false
  }
}

export const organization = line('Enter the name of your organization.')
export const timeZone = z.string().trim().refine(isTimeZone, 'Choose a time zone.')
const wrongAmount = 'Enter an amount, such as 10,000.00.'
/** Read in the reporting currency by `parseAmount`: what an amount is depends on it. */
export const threshold = z.string().trim().max(40, wrongAmount)
export const thresholdProblems = (text: string, currency: string): Problem[] => problemIf(parseAmount(text, currency) === null, 'threshold', wrongAmount)

/** @param currency the reporting one */
export const settingsForm = (currency: string) =>
  z
    .strictObject({
      version,
      organization,
      timeZone,
      threshold,
      idleMinutes: whole('Enter whole minutes, from 5 to 720.', 5, 720),
    })
    .check(onceRead(['threshold'], (form: { threshold: string }) => thresholdProblems(form.threshold, currency)))
