import { expect, it } from 'vitest'
import { disable, enable, invite } from '../../src/accounts/service.ts'
import { approve, approved, draft, fundWith, planned, proposed, release } from '../support/money.ts'
import { ada, appOf, browserOf, carl, cora, openRegister, paul, priya, type TestRegister } from '../support/register.ts'
import { vettedCenter } from '../support/vetted.ts'

/** What Cora, or somebody else, leaves waiting at one center. */
async function waitingOf(register: TestRegister, by = cora) {
  const center = await vettedCenter(register, { lead: null })
  const fund = await fundWith(register)
  const paid = await approved(register, { fund, center, by }, by === priya ? paul : priya)
  return {
    draft: await draft(register, { fund, center, by, amount: 110_000 }),
    proposed: await proposed(register, { fund, center, by, amount: 120_000 }),
    payment: await planned(register, paid, 30_000, by),
  }
}

it('says before what will be followed by somebody else, and after by whom', async () => {
  const register = await openRegister()
  await waitingOf(register)
  const hers = await browserOf(register, appOf(register), ada)

  expect((await hers.get('/admin/people/2').expect(200)).text).toContain(
    'Waiting of theirs: 1 drafted allocation, 1 proposed allocation and 1 planned payment. Whoever takes over follows these too; on record Cora stays who drafted, proposed or planned them.',
  )
  await hers.post('/admin/people/2/closing').type('form').send({ successor: '6' }).expect(303)
  expect((await hers.get('/admin/people')).text).toContain(
    'The account of Cora is closed. Carl follows their 1 drafted allocation, 1 proposed allocation and 1 planned payment now.',
  )
})

it('leaves what waits where it stands when nobody takes over', async () => {
  const register = await openRegister()
  await waitingOf(register)
  const hers = await browserOf(register, appOf(register), ada)

  await hers.post('/admin/people/2/closing').type('form').send({ successor: '' }).expect(303)

  expect((await hers.get('/admin/people')).text).toContain(
    'Still to be gone on with, where it stands: 1 drafted allocation, 1 proposed allocation and 1 planned payment.',
  )
  expect(await register.reader.selectFrom('allocation_followers').selectAll().execute()).toEqual([])
})

it('stands on the page and in the lists of who took it over, and in each record’s history', async () => {
  const register = await openRegister()
  const waits = await waitingOf(register)
  await disable(register.writer, ada, cora.id, carl.id)
  const his = await browserOf(register, appOf(register), carl)

  const home = (await his.get('/').expect(200)).text.replaceAll('\u00A0', ' ')
  for (const words of ['Handed over to you', 'Draft of $1,100.00 for', 'Allocation of $1,200.00 to', 'Payment of $300.00 to', 'Planned by Cora.'])
    expect(home).toContain(words)
  const allocations = (await his.get('/allocations?mine=yes').expect(200)).text
  expect(allocations).toContain('<b>2 allocations</b>')
  for (const id of [waits.draft, waits.proposed]) expect(allocations).toContain(`href="/allocations/${id}"`)
  expect((await his.get('/payments?mine=yes').expect(200)).text).toContain(`href="/payments/${waits.payment}"`)
  for (const path of [`/allocations/${waits.proposed}`, `/payments/${waits.payment}`])
    expect((await his.get(path).expect(200)).text).toMatch(/<dt>Handed over to<\/dt>\s*<dd>Carl<\/dd>/)
  const said = await register.reader.selectFrom('events').select(['action', 'subject_id', 'details']).where('action', 'like', '%.handed-over').orderBy('seq').execute()
  const details = '{"before":{"followedBy":2},"after":{"followedBy":6}}'
  expect(said).toEqual([
    { action: 'allocation.handed-over', subject_id: waits.draft, details },
    { action: 'allocation.handed-over', subject_id: waits.proposed, details },
    { action: 'payment.handed-over', subject_id: waits.payment, details },
  ])
})

it('goes on to a third person when the second leaves too, and shows nobody what is over', async () => {
  const register = await openRegister()
  const waits = await waitingOf(register)
  await disable(register.writer, ada, cora.id, carl.id)
  await disable(register.writer, ada, carl.id, paul.id)
  await release(register, paul, waits.payment)
  const app = appOf(register)

  const home = (await (await browserOf(register, app, paul)).get('/').expect(200)).text

  for (const id of [waits.draft, waits.proposed]) expect(home).toContain(`href="/allocations/${id}"`)
  expect(home).not.toContain('href="/payments/')
  await enable(register.writer, ada, cora.id)
  expect((await (await browserOf(register, app, cora)).get('/allocations?mine=yes').expect(200)).text).toContain('<b>1 allocation</b>')
})

it('shows a manager who took over each thing once', async () => {
  const register = await openRegister()
  await waitingOf(register)
  await disable(register.writer, ada, cora.id, paul.id)

  const home = (await (await browserOf(register, appOf(register), paul)).get('/').expect(200)).text.replaceAll('\u00A0', ' ')

  expect(home).toContain('3 things wait')
  expect(home).toContain('Draft of $1,100.00 for')
  for (const words of ['Allocation of $1,200.00 to', 'Payment of $300.00 to']) expect(home).not.toContain(words)
})

it('stands by name in the history of the center, and in that of the allocation between what was done before and after', async () => {
  const register = await openRegister()
  const waits = await waitingOf(register)
  const at = (time: string) => ({ now: Temporal.Instant.from(`2026-11-21T${time}:00Z`) })
  await disable(register.writer, { ...ada, ...at('10:00') }, cora.id, carl.id)
  await approve(register, { ...priya, ...at('11:00') }, waits.proposed)
  const his = await browserOf(register, appOf(register), carl)

  const page = (await his.get(`/allocations/${waits.proposed}`).expect(200)).text.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')
  expect(page).toContain('Approved Priya, 21 Nov 2026 Handed over from Cora to Carl Ada, 21 Nov 2026 Proposed Cora, 21 Nov 2026')
  const draft = (await his.get(`/allocations/${waits.draft}`).expect(200)).text
  expect(draft).toContain('Handed over from Cora to Carl')
  for (const path of ['/centers/1', '/centers/1/history']) expect((await his.get(path).expect(200)).text).toContain('followed by: Carl (was Cora)')
  expect((await (await browserOf(register, appOf(register), ada)).get('/admin/events').expect(200)).text).toContain('followed by: Carl (was Cora)')
})

it('is offered to, and taken over by, nobody who has not joined, waits for the role, or is not there', async () => {
  const register = await openRegister()
  await invite(register.writer, ada, { name: 'Mona', email: 'mona@example.org', roles: ['coordinator'] })
  await register.writer.transaction().execute((trx) => trx.updateTable('person_roles').set({ confirmed_at: null }).where('person_id', '=', 4).execute())
  const hers = await browserOf(register, appOf(register), ada)

  const page = (await hers.get('/admin/people/2').expect(200)).text
  const [offered = ''] = /<select[^>]*id="successor"[\s\S]*?<\/select>/.exec(page) ?? []
  expect([...offered.matchAll(/value="(\d+)"/g)].map(([, id]) => id)).toEqual(['6', '3'])
  for (const successor of ['7', '4', '99'])
    expect((await hers.post('/admin/people/2/closing').type('form').send({ successor }).expect(422)).text).toContain('Choose a coordinator or manager who can sign in.')
  expect(await register.reader.selectFrom('people').select('disabled_at').where('id', '=', 2).execute()).toEqual([{ disabled_at: null }])
})

it('changes nothing of who may approve and release: the leaver proposed, whoever takes over did not (M3, M4)', async () => {
  const register = await openRegister()
  const waits = await waitingOf(register, priya)
  await disable(register.writer, ada, priya.id, paul.id)
  await enable(register.writer, ada, priya.id)

  await expect(approve(register, priya, waits.proposed)).rejects.toThrow('You proposed this allocation, so someone else must approve it.')
  await expect(release(register, priya, waits.payment)).rejects.toThrow('You proposed its allocation, so someone else must release the payment.')
  expect(await approve(register, paul, waits.proposed)).toEqual({ approved: true, more: 0 })
  const facts = await register.reader.selectFrom('allocations').select('drafted_by').where('id', 'in', [waits.draft, waits.proposed]).execute()
  expect(facts).toEqual([{ drafted_by: 3 }, { drafted_by: 3 }])
})
