import { expect, it } from 'vitest'
import type { z } from 'zod'
import { contactForm, withdrawalForm as noteWithdrawalForm } from '../../src/centers/detail-forms.ts'
import { centerForm, organizationForm } from '../../src/centers/forms.ts'
import { changedAllocationForm, newAllocationForm, reasonForm as allocationReasonForm } from '../../src/allocations/forms.ts'
import { meetingForm, stepForm, verdictForm } from '../../src/decisions/forms.ts'
import {
  changedPackingForm,
  completionForm,
  newPackingForm,
  reasonForm as deliveryReasonForm,
  receiptForm,
  reversalForm as receiptReversalForm,
} from '../../src/deliveries/forms.ts'
import { documentForm } from '../../src/documents/forms.ts'
import { entryForm, reversalForm as entryReversalForm } from '../../src/funds/forms.ts'
import { parseForm } from '../../src/http/forms.ts'
import { changedNeedForm, newNeedForm, withdrawalForm } from '../../src/needs/forms.ts'
import { showingForm } from '../../src/locations/forms.ts'
import { openingForm } from '../../src/openings/forms.ts'
import { arrivalForm, returnForm, reversalForm as paymentReversalForm, voidingForm } from '../../src/payments/forms.ts'
import { renewalForm } from '../../src/renewals/forms.ts'
import { evidenceForm, reasonForm } from '../../src/reviews/forms.ts'

const token = 'a-token-of-this-form'
const placed = 'Rent for 12 Elm Street'
const upload = 'sent'
const need = { quantity: '1', unit: 'month', category: 'bedding', priority: 'normal' }
const catalogue = [{ code: 'NEED-BEDD-01', category: 'bedding', item: 'Mattress, single', unit: 'piece' }]
const allocation = { purpose: 'RENT', amount: '100.00', populations: 'POP-WOMEN', reportDays: '30' }
const approval = { effective: '2026-11-01', valid: '2027-10-31', populations: 'POP-WOMEN' }

interface Screened {
  form: string
  schema: z.ZodObject
  field: string
  others: Record<string, string>
}

const screened: Screened[] = [
  { form: 'a look at a place', schema: showingForm, field: 'reason', others: {} },
  { form: 'a new need', schema: newNeedForm(catalogue), field: 'item', others: { ...need, token } },
  { form: 'a changed need', schema: changedNeedForm(catalogue, {}), field: 'item', others: { ...need, version: '1' } },
  { form: 'a document', schema: documentForm, field: 'title', others: { kind: 'evidence', receivedOn: '2026-11-21', file: upload } },
  { form: 'newer evidence', schema: renewalForm, field: 'title', others: { item: 'A1', file: upload } },
  { form: 'evidence of a review', schema: evidenceForm, field: 'title', others: { items: 'A1', file: upload } },
  { form: 'an approval taken over', schema: openingForm, field: 'rationale', others: { ...approval, title: 'Minutes', file: upload } },
  { form: 'its document', schema: openingForm, field: 'title', others: { ...approval, rationale: 'The board', file: upload } },
  { form: 'a decision', schema: verdictForm, field: 'rationale', others: { token, version: '1', outcome: 'decline', effective: '2026-11-21' } },
  { form: 'a suspension', schema: stepForm, field: 'reason', others: { token } },
  { form: 'a new allocation', schema: newAllocationForm('USD'), field: 'forWhat', others: { ...allocation, fund: '1', center: '1', token } },
  { form: 'a changed allocation', schema: changedAllocationForm('USD', {}), field: 'forWhat', others: { ...allocation, version: '1' } },
  { form: 'a new delivery', schema: newPackingForm, field: 'note', others: { token } },
  { form: 'a changed delivery', schema: changedPackingForm({}), field: 'note', others: { version: '1' } },
  { form: 'a receipt', schema: receiptForm, field: 'note', others: { on: '2026-11-21', confirmedBy: 'The matron', token } },
  { form: 'a receipt taken back', schema: receiptReversalForm, field: 'reason', others: { token } },
  { form: 'a delivery lost', schema: deliveryReasonForm, field: 'reason', others: {} },
  { form: 'the rest of a delivery', schema: completionForm, field: 'why', others: { on: '2026-11-21', confirmedBy: 'The matron', token } },
  { form: 'a condition met', schema: meetingForm, field: 'note', others: { metOn: '2026-11-21' } },
  { form: 'an entry of a fund', schema: entryForm('USD'), field: 'note', others: { kind: 'receipt', amount: '10.00', on: '', token } },
  { form: 'an entry taken back', schema: entryReversalForm, field: 'reason', others: { token } },
  { form: 'an allocation ended', schema: allocationReasonForm, field: 'reason', others: { token } },
  { form: 'money that arrived', schema: arrivalForm('USD'), field: 'note', others: { amount: '10.00', on: '2026-11-21', token } },
  { form: 'money that came back', schema: returnForm('USD'), field: 'reason', others: { amount: '10.00', token } },
  { form: 'a payment voided', schema: voidingForm, field: 'reason', others: { token } },
  { form: 'an arrival or a return reversed', schema: paymentReversalForm, field: 'reason', others: { token } },
  { form: 'a need withdrawn', schema: withdrawalForm, field: 'reason', others: {} },
  { form: 'a note withdrawn', schema: noteWithdrawalForm, field: 'because', others: {} },
  { form: 'a review sent back or withdrawn', schema: reasonForm, field: 'reason', others: {} },
]

it.each(screened)('warns of a place in $form, and takes it once somebody says that it is none (CONF-08)', ({ schema, field, others }) => {
  const warned = parseForm(schema, { ...others, [field]: placed })
  expect(warned.ok ? [] : warned.state.summary).toEqual([
    {
      href: `#${field}`,
      message: 'This looks like a street address. A place belongs into the place form, where it is encrypted: take it out here, or tick the box to save it anyway.',
    },
    { href: '#anyway', message: 'Tick this if it is no place that must stay secret.' },
  ])

  expect(parseForm(schema, { ...others, [field]: placed, anyway: 'yes' })).toMatchObject({ ok: true, value: { [field]: placed } })
})

const held = { name: placed, role: 'Cook', legalName: placed, item: placed, unit: 'month', forWhat: placed, note: `${placed}\nand heating`, carrier: null }
const sent = { name: 'Harbour House', kind: 'clinic', country: 'KE', followUpVisits: 'not settled', version: '1' }

it.each([
  { form: 'a center', schema: centerForm(held), asIs: { ...sent, name: placed, referralRoute: 'By telephone' }, other: { name: `${placed}, upstairs` } },
  { form: 'an organization', schema: organizationForm(held), asIs: { legalName: placed, country: 'KE', version: '1' }, other: { localName: placed } },
  { form: 'a contact', schema: contactForm(held), asIs: { name: placed, role: 'Nurse', kind: 'private', version: '1' }, other: { role: placed } },
  { form: 'a need', schema: changedNeedForm(catalogue, held), asIs: { ...need, item: placed, version: '1' }, other: { item: 'Rent for 13 Elm Street' } },
  {
    form: 'an allocation',
    schema: changedAllocationForm('USD', held),
    asIs: { ...allocation, forWhat: placed, version: '1' },
    other: { forWhat: 'Rent for 13 Elm Street' },
  },
  { form: 'a delivery', schema: changedPackingForm(held), asIs: { note: `${placed}\r\nand heating`, version: '1' }, other: { carrier: placed } },
] as { form: string; schema: z.ZodObject; asIs: Record<string, string>; other: Record<string, string> }[])(
  'asks nothing of a text of $form that stays as it was, and asks of one that is changed (CONF-08)',
  ({ schema, asIs, other }) => {
    expect(parseForm(schema, asIs)).toMatchObject({ ok: true })
    const changed = parseForm(schema, { ...asIs, ...other })
    expect(changed.ok ? [] : changed.state.summary.map(({ href }) => href)).toEqual([`#${Object.keys(other).join('')}`, '#anyway'])
  },
)
