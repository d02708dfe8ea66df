import { formPage, fundsCrumb } from '../funds/form-pages.ts'
import type { Balance } from '../funds/balance.ts'
import type { Fund } from '../funds/fund.ts'
import { shownVersion } from '../http/conflict.ts'
import { areaField, checkField, inputField, selectField } from '../http/fields.ts'
import { filledForm, type FormState } from '../http/forms.ts'
import type { Choice, FormPage, Head, Link, Notice } from '../http/parts.ts'
import { anywayField } from '../http/place-warning.ts'
import type { Listed } from '../lists/list.ts'
import { unitText } from '../lists/unit.ts'
import { amountEntered, moneyText } from '../shared/money.ts'
import { defaultReportDays, type Allocation } from './allocation.ts'
import { allocationFields, type AllocationField } from './forms.ts'

type TermsField = Exclude<AllocationField, 'fund'>

/** What a draft chooses from. */
export interface DraftLists {
  /** Null when the form names none that there is. */
  center: { id: number; name: string; served: string[] } | null
  /** Whatever keeps money from leaving for the center now; a draft can be written all the same. */
  held: string[]
  purposes: Listed[]
  populations: Listed[]
  needs: { id: number; item: string; quantity: number; unit: string }[]
}

export const allocationsCrumb = { label: 'Allocations', href: '/allocations' }
/** The way back from a step of an allocation. */
export const backToAllocation = ({ id }: Pick<Allocation, 'id'>): Link => ({ label: 'Back to the allocation', href: `/allocations/${id}` })

function termsFields(form: FormState<TermsField>, { center, purposes, populations, needs }: DraftLists): FormPage['fields'] {
  const choice = ({ code, name }: Listed): Choice => ({ value: code, label: name })
  // The groups that the center serves first: they are what its approval can cover.
  const served = center?.served ?? []
  const groups = populations.toSorted((a, b) => Number(served.includes(b.code)) - Number(served.includes(a.code)))
  return [
    inputField(form, 'amount', 'Amount', { hint: 'In the fund’s currency, such as 1,250.00.' }),
    selectField(form, 'purpose', 'Purpose', purposes.map(choice), { empty: 'Choose a purpose' }),
    areaField(form, 'forWhat', 'What for', { hint: 'What is to be bought or paid. No survivor’s name or story.' }),
    checkField(form, 'populations', 'Whom it is for', groups.map(choice), {
      hint: `${center === null ? '' : `${center.name} serves ${servedText(center, populations)}. `}Money goes only to people whom its approval covers.`,
    }),
    inputField(form, 'fromAge', 'From age', { type: 'number', required: false }),
    inputField(form, 'toAge', 'To age', { type: 'number', required: false }),
    ...(needs.length === 0
      ? []
      : [
          checkField(
            form,
            'needs',
            'Needs it covers',
            needs.map(({ id, item, quantity, unit }) => ({ value: String(id), label: `${item}, ${quantity} ${unitText(unit, quantity)}` })),
          ),
        ]),
    inputField(form, 'reportDays', 'Expense report due, in days after each payment arrives', { type: 'number' }),
    ...anywayField(form),
  ]
}

const servedText = ({ served }: { served: string[] }, populations: Listed[]): string =>
  populations
    .filter(({ code }) => served.includes(code))
    .map(({ name }) => name)
    .join(', ') || 'no group that is recorded'

const heldNotice = (held: string[]): Notice | null =>
  held.length === 0 ? null : { tone: 'warn', title: 'Nothing can be sent to this center now', lines: held.map((text) => ({ text, lift: null })) }

export function newAllocationPage(funds: (Fund & { balance: Balance })[], lists: DraftLists, token: string, form: FormState<AllocationField>): FormPage {
  const { center } = lists
  return formPage({
    title: `Draft an allocation for ${center?.name ?? 'a center'}`,
    lede: 'An amount of one fund, set aside for this center and one purpose. It binds money once it is proposed, and somebody else has approved it.',
    crumbs: [fundsCrumb, allocationsCrumb],
    action: '/allocations',
    hidden: [
      { name: 'center', value: String(center?.id ?? '') },
      { name: 'token', value: token },
    ],
    notice: heldNotice(lists.held),
    form,
    fields: [
      selectField(
        form,
        'fund',
        'Fund',
        funds.map(({ id, code, name, currency, balance }) => ({
          value: String(id),
          label: `${code} ${name}: ${moneyText({ minor: balance.available, currency })} available`,
        })),
        { empty: 'Choose a fund' },
      ),
      ...termsFields(form, lists),
    ],
    submit: 'Keep the draft',
    back: center === null ? { label: 'Choose a center', href: '/centers' } : { label: 'Back to the center', href: `/centers/${center.id}` },
  })
}

/** As a draft begins: for the groups that the center serves. */
export const firstEntered = (fundId: string, { center }: DraftLists): FormState<AllocationField> =>
  filledForm(allocationFields, { fund: fundId, populations: center?.served ?? [], reportDays: String(defaultReportDays) })

const entered = (allocation: Allocation): FormState<TermsField> =>
  filledForm(allocationFields, {
    purpose: allocation.purposeCode,
    amount: amountEntered(allocation),
    forWhat: allocation.forWhat,
    populations: allocation.populations,
    fromAge: allocation.fromAge?.toString() ?? '',
    toAge: allocation.toAge?.toString() ?? '',
    needs: allocation.needs.map(String),
    reportDays: String(allocation.reportDays),
  })

export function changedAllocationPage(allocation: Allocation, lists: DraftLists, form: FormState<TermsField> = entered(allocation)): FormPage {
  const href = `/allocations/${allocation.id}`
  const fields = termsFields(form, lists)
  return formPage({
    title: `Edit the allocation for ${allocation.centerName}`,
    lede: `From the fund ${allocation.fundCode}, in ${allocation.currency}. The fund and the center stay: for another one, draft another allocation.`,
    crumbs: [fundsCrumb, allocationsCrumb, { label: `Allocation ${allocation.id}`, href }],
    action: `${href}/edit`,
    hidden: [shownVersion(allocation.version, fields)],
    notice: heldNotice(lists.held),
    form,
    fields,
    submit: 'Save the draft',
    back: { label: 'Leave it as it is', href },
  })
}

/** What ends or turns back an allocation, each with its reason. */
export const endings = {
  return: { title: 'Send it back', lede: 'It becomes a draft again, to be changed. Approvals given so far count no longer.', submit: 'Send the allocation back' },
  decline: { title: 'Decline it', lede: 'It is over. Another allocation can be drafted.', submit: 'Decline the allocation' },
  cancellation: { title: 'Cancel it', lede: 'Nothing of it has been paid. What it bound is available to the fund again.', submit: 'Cancel the allocation' },
  closing: { title: 'Close it', lede: 'No more payments. What is unpaid goes back to the fund.', submit: 'Close the allocation' },
} as const
export type Ending = keyof typeof endings

export function endingPage(allocation: Allocation, ending: Ending, token: string, form: FormState<'reason' | 'anyway'> = filledForm(['reason', 'anyway'])): FormPage {
  const href = `/allocations/${allocation.id}`
  const { title, lede, submit } = endings[ending]
  const crumbs: Head['crumbs'] = [fundsCrumb, allocationsCrumb, { label: `Allocation ${allocation.id}`, href }]
  return formPage({
    title: `${title}: ${moneyText(allocation)} for ${allocation.centerName}`,
    lede,
    crumbs,
    action: `${href}/${ending}`,
    hidden: [{ name: 'token', value: token }],
    form,
    fields: [areaField(form, 'reason', 'Reason', { rows: 3, hint: 'It stays on record. No survivor’s name or story.' }), ...anywayField(form)],
    submit,
    tone: 'warn',
    back: backToAllocation(allocation),
  })
}
