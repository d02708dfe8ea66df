import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { addContact } from '../../src/centers/detail-service.ts'
import { openReview } from '../../src/reviews/service.ts'
import type { Person } from '../../src/shared/actor.ts'
import { reads, table, type Browser } from '../confidential/walking.ts'
import { draft, fundWith, token } from '../support/money.ts'
import { ada, appOf, browserOf, carl, cora, openRegister, priya, type TestRegister } from '../support/register.ts'
import { formTo, type Sent } from '../support/sent-form.ts'
import { logged, packed } from '../support/supplies.ts'
import { plainCenter } from '../support/vetted.ts'

/** A field that both fill in: its label, and what each of them puts there. */
interface Field {
  name: string
  label: string
  theirs: string
  mine: string
  /** What she puts there the next time. */
  later: string
}

interface Edited {
  route: string
  path: string
  who: [Person, Person]
  field: Field
  /** Another one, that only one of them changes. */
  other: Pick<Field, 'name' | 'label' | 'theirs'>
}

const coordinators: [Person, Person] = [carl, cora]

/** Every form that changes a record in place, and two fields of it. */
const edited: Edited[] = [
  {
    route: '/centers/:id/edit',
    path: '/centers/1/edit',
    who: coordinators,
    field: { name: 'localName', label: 'Name in the local script', theirs: 'Casa Sol', mine: 'Casa Luz', later: 'Casa Alba' },
    other: { name: 'otherNames', label: 'Former and other names', theirs: 'The star house' },
  },
  {
    route: '/centers/:id/services',
    path: '/centers/1/services',
    who: coordinators,
    field: { name: 'SVC-SAFEHOUSE', label: 'Safe house for trafficking survivors', theirs: 'Six months', mine: 'Nine months', later: 'Ten months' },
    other: { name: 'SVC-EMERG-SHELTER', label: 'Emergency shelter (0-90 days)', theirs: 'Every day' },
  },
  {
    route: '/contacts/:id/edit',
    path: '/contacts/1/edit',
    who: coordinators,
    field: { name: 'phone', label: 'Phone', theirs: '+502 5550 1111', mine: '+502 5550 2222', later: '+502 5550 3333' },
    other: { name: 'role', label: 'Role', theirs: 'Director' },
  },
  {
    route: '/organizations/:id/edit',
    path: '/organizations/1/edit',
    who: coordinators,
    field: { name: 'taxStatus', label: 'Tax status', theirs: 'Charity', mine: 'Exempt', later: 'None' },
    other: { name: 'registerName', label: 'Register it is entered in', theirs: 'The charities’ register' },
  },
  {
    route: '/centers/:id/place/edit',
    path: '/centers/1/place/edit',
    who: coordinators,
    field: { name: 'mailingAddress', label: 'Substitute mailing address', theirs: 'PO Box 11', mine: 'PO Box 22', later: 'PO Box 33' },
    other: { name: 'directions', label: 'Directions', theirs: 'Past the mill' },
  },
  {
    route: '/funds/:id/edit',
    path: '/funds/1/edit',
    who: [priya, priya],
    field: { name: 'name', label: 'Name', theirs: 'Spring appeal', mine: 'Autumn appeal', later: 'Winter appeal for beds' },
    other: { name: 'giver', label: 'Giver', theirs: 'The Quay Foundation' },
  },
  {
    route: '/allocations/:id/edit',
    path: '/allocations/1/edit',
    who: coordinators,
    field: { name: 'forWhat', label: 'What for', theirs: 'Rice and beans', mine: 'Bunk beds', later: 'Blankets' },
    other: { name: 'reportDays', label: 'Expense report due, in days after each payment arrives', theirs: '60' },
  },
  {
    route: '/needs/:id/edit',
    path: '/needs/1/edit',
    who: coordinators,
    field: { name: 'quantity', label: 'How many', theirs: '31', mine: '47', later: '53' },
    other: { name: 'people', label: 'For how many people', theirs: '12' },
  },
  {
    route: '/deliveries/:id/lines',
    path: '/deliveries/1/lines',
    who: coordinators,
    field: { name: 'carrier', label: 'Carrier', theirs: 'Road Post', mine: 'Sea Mail', later: 'Air Mail' },
    other: { name: 'quantity-1', label: 'Mattress, single: how many', theirs: '20' },
  },
  {
    route: '/admin/settings',
    path: '/admin/settings',
    who: [ada, ada],
    field: { name: 'idleMinutes', label: 'Minutes until somebody idle is signed out', theirs: '45', mine: '60', later: '90' },
    other: { name: 'threshold', label: 'Two people approve above', theirs: '5000.00' },
  },
]

/** What else is sent from a page of its own address: it adds a record, or takes a step, and overwrites nothing. The lead of a review has a test of its own below; a file's mapping belongs to who sent it up. */
const steps = [
  '/set-up/:token',
  '/sign-in',
  '/links/:token',
  '/admin/people',
  '/imports',
  '/imports/:id/mapping',
  '/imports/:id/writing',
  '/rates',
  '/centers',
  '/centers/:id/notes',
  '/notes/:id/withdrawal',
  '/centers/:id/capacity',
  '/organizations',
  '/funds',
  '/fund-entries/:id/reversal',
  '/allocations',
  '/arrivals/:id/reversal',
  '/returns/:id/reversal',
  '/receipts/:id/reversal',
  '/needs/:id/withdrawal',
  '/conditions/:id/meeting',
  '/reviews/:id/evidence/:evidence/removal',
  ...['return', 'decline', 'cancellation', 'closing'].map((step) => `/allocations/:id/${step}`),
  ...['arrival', 'return', 'voiding'].map((step) => `/payments/:id/${step}`),
  ...['sending', 'loss', 'setting-aside', 'completion'].map((step) => `/deliveries/:id/${step}`),
  ...['evidence', 'suspension', 'reinstatement', 'closing', 'reopening'].map((step) => `/centers/:id/${step}`),
  ...['decision', 'return', 'withdrawal', 'lead'].map((step) => `/reviews/:id/${step}`),
]

/** One record of each kind, the first of its own. */
async function records(into: TestRegister): Promise<void> {
  const center = await plainCenter(into, { name: 'Hope House' })
  await into.writer.transaction().execute(async (trx) => {
    for (const service_code of ['SVC-SAFEHOUSE', 'SVC-EMERG-SHELTER'])
      await trx.insertInto('center_services').values({ center_id: center, service_code, uuid: randomUUID() }).execute()
  })
  await addContact(into.writer, cora, center, {
    name: 'Ana',
    role: null,
    kind: 'front desk',
    phone: null,
    keepPhone: false,
    email: null,
    language: null,
    isPrimary: false,
    token: token(),
  })
  await draft(into, { fund: await fundWith(into), center })
  await packed(into, center, await logged(into, center))
  await openReview(into.writer, cora, center, { kind: 'initial', lead: cora.id, target: Temporal.PlainDate.from('2027-01-20') })
}

const open = async (browser: Browser, path: string): Promise<Sent> => formTo((await browser.get(path).expect(200)).text, path)
const send = (browser: Browser, path: string, sent: Sent) => browser.post(path).type('form').send(sent)
const words = (page: string): string => page.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')

describe('two people who edit one record (R3)', () => {
  it('are thought of wherever a form is sent to the address of its page', () => {
    const pages = new Set(table.filter(reads).map(({ path }) => path))
    const paired = table.filter((route) => !reads(route) && pages.has(route.path)).map(({ path }) => path)
    expect(paired.toSorted()).toEqual([...steps, ...edited.map(({ route }) => route)].toSorted())
  })

  it.each(edited)('lose nothing of $route, whether they change the same field or different ones', async ({ path, who, field, other }) => {
    const register = await openRegister()
    await records(register)
    const app = appOf(register)
    const [his, hers] = [await browserOf(register, app, who[0]), await browserOf(register, app, who[1])]

    const opened = await open(hers, path)
    await send(his, path, { ...opened, [other.name]: other.theirs }).expect(303)
    const first = await send(hers, path, { ...opened, [field.name]: field.mine }).expect(409)
    expect(words(first.text)).toContain(`what you typed for “${field.label}”; what they saved for “${other.label}”`)
    const together = formTo(first.text, path)
    expect(together[field.name]).toBe(field.mine)
    await send(hers, path, together).expect(303)
    const both = await open(hers, path)
    expect(both[field.name]).toBe(field.mine)
    if (other.name !== 'directions') expect(both[other.name]).toBe(other.theirs)

    await send(his, path, { ...both, [field.name]: field.theirs }).expect(303)
    const second = await send(hers, path, { ...both, [field.name]: field.later }).expect(409)
    for (const said of [`>${field.label}</a>`, `>${field.theirs}</td>`, `>${field.later}</td>`]) expect(second.text).toContain(said)
    expect((await open(his, path))[field.name]).toBe(field.theirs)
    await send(hers, path, formTo(second.text, path)).expect(303)
    expect((await open(hers, path))[field.name]).toBe(field.later)
  })
})
