import { expect, it } from 'vitest'
import { disable, enable } from '../../src/accounts/service.ts'
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

  for (const words of ['Draft of', 'Allocation of']) expect(home).toContain(words)
  expect(home).not.toContain('Payment of')
  await enable(register.writer, ada, cora.id)
  expect((await (await browserOf(register, app, cora)).get('/allocations?mine=yes').expect(200)).text).toContain('<b>1 allocation</b>')
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
