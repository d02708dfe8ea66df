import { z } from 'zod'
import { adminForm } from '../accounts/forms.ts'
import { organization, threshold, timeZone } from '../settings/forms.ts'
import { isCurrency } from '../shared/currencies.ts'

export const setUpForm = z.strictObject({
  organization,
  timeZone,
  currency: z.string().refine(isCurrency, 'Choose a currency.'),
  threshold,
  ...adminForm,
})
