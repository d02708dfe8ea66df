import { z } from 'zod'
import { line, whole } from '../http/inputs.ts'

const isTimeZone = (zone: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone.length > 0
  } catch {
    return false
  }
}

export const organization = line('Enter the name of your organization.')
export const timeZone = z.string().trim().refine(isTimeZone, 'Choose a time zone.')
/** Read by `parseAmount` in the reporting currency: what an amount is depends on it. */
export const threshold = z.string().trim().max(40, 'Enter an amount, such as 10,000.00.')

export const settingsForm = z.strictObject({
  organization,
  timeZone,
  threshold,
  idleMinutes: whole('Enter whole minutes, from 5 to 720.', 5, 720),
})
