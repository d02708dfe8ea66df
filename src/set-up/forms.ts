import { z } from 'zod'
import { adminForm } from '../accounts/forms.ts'
import { passwordProblems } from '../accounts/password-rules.ts'
import { onceRead } from '../http/forms.ts'
import { organization, threshold, thresholdProblems, timeZone } from '../settings/forms.ts'
import { isCurrency } from '../shared/currencies.ts'

export const setUpForm = z
  .strictObject({
    organization,
    timeZone,
    currency: z.string().refine(isCurrency, 'Choose a currency.'),
    threshold,
    ...adminForm,
  })
  .check(
    onceRead(['currency', 'threshold'], (form: { currency: string; threshold: string }) => thresholdProblems(form.threshold, form.currency)),
    // What could not be read beside it is no name to guess it by.
    onceRead(['password'], ({ password, ...known }: { password: string; name: unknown; email: unknown; organization: unknown }) =>
      passwordProblems(
        password,
        [known.name, known.email, known.organization].filter((each) => typeof each === 'string'),
      ),
    ),
  )
