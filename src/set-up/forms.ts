import { z } from 'zod'
import { adminForm } from '../accounts/forms.ts'
import { isCurrency } from '../shared/currencies.ts'

const isTimeZone = (zone: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone.length > 0
  } catch {
    return false
  }
}

export const setUpForm = z.strictObject({
  organization: z.string().trim().min(1, 'Enter the name of your organization.').max(200, 'Keep it under 200 characters.'),
  timeZone: z.string().trim().refine(isTimeZone, 'Choose a time zone.'),
  currency: z.string().refine(isCurrency, 'Choose a currency.'),
  threshold: z.string().trim(),
  ...adminForm,
})
