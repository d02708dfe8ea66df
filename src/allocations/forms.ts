import { z } from 'zod'
import { amountIn } from '../funds/forms.ts'
import { chosen, line, optionalLine, optionalWhole, several, token, version, whole } from '../http/inputs.ts'
import { onceRead } from '../http/forms.ts'
import { anyway, warnsOfPlaces, type Held } from '../http/place-warning.ts'

const age = optionalWhole('Enter an age from 0 to 120, or leave it empty.', 0, 120)

const fields = {
  purpose: line('Choose the purpose.', 40),
  forWhat: line('Say what the money is for.', 1000),
  populations: several(z.string().max(40), 'Choose at least one group of people.'),
  fromAge: age,
  toAge: age,
  needs: several(chosen('Choose needs from the list.')),
  reportDays: whole('Enter a number of days from 1 to 730.', 1, 730),
  anyway,
}

const agesAreInOrder = onceRead(['fromAge', 'toAge'], ({ fromAge, toAge }: { fromAge: number | null; toAge: number | null }) =>
  fromAge !== null && toAge !== null && toAge < fromAge ? [{ field: 'toAge', message: 'The ages are the wrong way round.' }] : [],
)

/** It stands in no field of the form: one that cannot be read is none, as one that is not there. */
const center = chosen('').catch(0)

/** `currency` is that of the fund chosen; before one is chosen any two decimals will do, since the form comes back anyway. */
export const newAllocationForm = (currency: string) =>
  z.strictObject({ center, fund: chosen('Choose the fund.'), amount: amountIn(currency), ...fields, token }).check(agesAreInOrder, ...warnsOfPlaces(['forWhat']))
export type NewAllocation = Omit<z.output<ReturnType<typeof newAllocationForm>>, 'anyway'>

/** R3: carries the version that it was filled from. Fund and center are fixed. */
export const changedAllocationForm = (currency: string, held: Held<'forWhat'>) =>
  z.strictObject({ amount: amountIn(currency), ...fields, version }).check(agesAreInOrder, ...warnsOfPlaces(['forWhat'], held))
export type ChangedAllocation = Omit<z.output<ReturnType<typeof changedAllocationForm>>, 'anyway'>

export const allocationFields = ['fund', 'amount', 'purpose', 'forWhat', 'populations', 'fromAge', 'toAge', 'needs', 'reportDays', 'anyway'] as const
/** Its fund is fixed, and not asked for again. */
export const changedFields = allocationFields.filter((name) => name !== 'fund')
export type AllocationField = (typeof allocationFields)[number]

export const proposalForm = z.strictObject({ token })
/** `seal` is the hash of what the approver was shown: an approval never binds what was changed since. */
export const approvalForm = z.strictObject({ comment: optionalLine(1000), seal: z.string().regex(/^[0-9a-f]{64}$/), token })
export const reasonForm = z.strictObject({ reason: line('Give the reason.', 1000), token, anyway }).check(...warnsOfPlaces(['reason']))
