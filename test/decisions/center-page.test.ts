import { expect, it } from 'vitest'
import { formToken } from '../../src/audit/record.ts'
import { takeStep, type Step } from '../../src/decisions/service.ts'
import { appOf, browserOf, cora, on, openRegister, paul, priya } from '../support/register.ts'
import { plainCenter, vettedCenter, type VettedOptions } from '../support/vetted.ts'

async function pageOf(options: VettedOptions, day: string, who = priya): Promise<string> {
  const register = await openRegister()
  const id = await vettedCenter(register, { kind: 'drop-in', ...options })
  const app = appOf(register)
  app.setNow(`${day}T09:00:00Z`)
  return (await (await browserOf(register, app, on(who, day))).get(`/centers/${id}`).expect(200)).text
}

it('says until when a center is vetted, whom that covers, and what ends it first', async () => {
  const page = await pageOf({ evidenceUntil: '2027-06-30', scope: { fromAge: 18, people: 24 } }, '2026-11-21')

  for (const words of [
    'Vetted until 21 Nov 2028.',
    'On hold from 1 Jul 2027, because the evidence for 13 critical items (LEG-01, INT-01, INT-02 and 10 more) is good until 30 Jun 2027',
    'Women 18+',
    '18 and above',
    'low risk (18 of 18 points)',
    '/suspension',
  ])
    expect(page).toContain(words)
  expect(page).not.toContain('nothing may be sent now')
})

it('says of a center on hold what comes besides, not that the hold is still to come', async () => {
  const page = await pageOf({ evidenceUntil: '2027-06-30', conditions: [{ text: 'Renew the insurance.', dueOn: '2027-01-31' }] }, '2027-02-15')

  expect(page).toContain(
    'On hold now, and from 1 Jul 2027 also because the evidence for 13 critical items (LEG-01, INT-01, INT-02 and 10 more) is good until 30 Jun 2027',
  )
  expect(page).not.toContain('On hold from')
})

it('names everything that comes in the next 90 days, each with its day and reason, and nothing that lies further on', async () => {
  const conditions = [
    { text: 'Renew the insurance.', dueOn: '2027-05-31' },
    { text: 'Mend the fence.', dueOn: '2027-06-14' },
    { text: 'Train the staff.', dueOn: '2027-09-30' },
  ]
  const page = await pageOf({ evidenceUntil: '2027-06-30', conditions }, '2027-05-20')

  const said = [...page.matchAll(/<p class="quiet">((?:On hold|From|Lapses)[^;.<]*)/g)].map(([, text]) => text)
  expect(said).toEqual([
    'On hold from 1 Jun 2027, because a condition is due by 31 May 2027',
    'From 15 Jun 2027 also because a condition is due by 14 Jun 2027',
    'From 1 Jul 2027 also because the evidence for 13 critical items (LEG-01, INT-01, INT-02 and 10 more) is good until 30 Jun 2027',
  ])
})

it('says above all else what holds a center, with what would lift it', async () => {
  const page = await pageOf({ evidenceUntil: '2027-06-30', conditions: [{ text: 'Renew the insurance.', dueOn: '2027-01-31' }] }, '2027-07-01')

  for (const words of [
    'On hold: nothing may be sent now',
    'A condition of its approval was due on 31 Jan 2027.',
    '/centers/1#conditions',
    'The evidence for 13 critical items (LEG-01, INT-01, INT-02 and 10 more) was good until 30 Jun 2027.',
    '<a href="/centers/1/evidence">See all evidence, and add newer</a>',
    'Renew the insurance.',
    'Overdue',
    '/conditions/1/meeting',
  ])
    expect(page).toContain(words)
})

it('says above all else that nothing may be sent soon, from 90 days before, with what would mend it', async () => {
  const terms = { evidenceUntil: '2027-06-30', conditions: [{ text: 'Renew the insurance.', dueOn: '2027-07-31' }] }
  const title = 'From 1 Jul 2027 nothing may be sent, unless it is put right before'

  expect(await pageOf(terms, '2027-04-01')).not.toContain(title)
  const page = await pageOf(terms, '2027-04-02')
  const notice = /<section class="notice warn">.*?<\/section>/s.exec(page)?.[0] ?? ''
  expect(notice).toContain(title)
  expect(notice.match(/<li>.*?<\/li>/g)).toEqual([
    '<li>On hold from 1 Jul 2027, because the evidence for 13 critical items (LEG-01, INT-01, INT-02 and 10 more) is good until 30 Jun 2027. <a href="/centers/1/evidence">See all evidence, and add newer</a></li>',
  ])
  expect(page.indexOf(title)).toBeLessThan(page.indexOf('<h2>Contacts'))
  expect(await pageOf({ until: '2027-06-30' }, '2027-04-02')).toContain(
    '<li>Lapses from 1 Jul 2027, because its approval ends the day before. <a href="/centers/1/reviews/new">Start renewal</a></li>',
  )
})

it('says that it lapsed, and leads to the renewal', async () => {
  const page = await pageOf({ until: '2026-12-31' }, '2027-01-01')
  for (const words of ['Nothing may be sent to this center', 'Its vetting lapsed on 1 Jan 2027.', 'Start renewal']) expect(page).toContain(words)
})

it('offers a coordinator no decision', async () => {
  const page = await pageOf({ conditions: [{ dueOn: '2027-01-31' }] }, '2026-11-21', cora)
  for (const path of ['/suspension', '/closing', '/conditions/1/meeting']) expect(page).not.toContain(path)
})

it('offers the way back to a suspended center, and the taking over of an approval to a new one', async () => {
  const register = await openRegister()
  const [suspended, fresh] = [await vettedCenter(register), await plainCenter(register)]
  await takeStep(register.writer, priya, suspended, 'suspend', 'A report came in.', formToken())
  const app = appOf(register)
  const [hers, his, coras] = [await browserOf(register, app, priya), await browserOf(register, app, paul), await browserOf(register, app, cora)]

  const page = await his.get(`/centers/${suspended}`).expect(200)
  for (const words of [
    'Suspended since 21 Nov 2026.',
    'It was suspended on 21 Nov 2026. The reason given: “A report came in.”',
    'because: A report came in.',
    `/centers/${suspended}/reinstatement`,
  ])
    expect(page.text).toContain(words)
  expect((await hers.get(`/centers/${fresh}`).expect(200)).text).toContain(`/centers/${fresh}/opening/new`)

  // V8: whoever suspended it is told that someone else must reinstate it, and is offered no way that refuses.
  const own = await hers.get(`/centers/${suspended}`).expect(200)
  for (const words of [
    'You suspended this center, so someone else must reinstate it.',
    'You suspended it, so someone else must reinstate it.',
    `/centers/${suspended}/closing`,
  ])
    expect(own.text).toContain(words)
  expect(own.text).not.toContain('/reinstatement')
  const hold = await coras.get(`/centers/${suspended}`).expect(200)
  expect(hold.text).toContain('The reason given: “A report came in.” A program manager other than who suspended it must reinstate it.')
  expect(hold.text).not.toContain('/reinstatement')
})

it('says why a center stands closed or suspended by the decision that made it so, and no more of a long reason than a page bears', async () => {
  const register = await openRegister()
  const id = await vettedCenter(register)
  const app = appOf(register)
  const coras = await browserOf(register, app, cora)
  const page = async () => (await coras.get(`/centers/${id}`).expect(200)).text
  const step = (who: typeof priya, kind: Step, reason: string) => takeStep(register.writer, who, id, kind, reason, formToken())

  expect(await page()).not.toContain('The reason given')
  await step(priya, 'suspend', 'The first report.')
  await step(paul, 'reinstate', 'It was unfounded.')
  expect(await page()).not.toContain('The reason given')
  await step(priya, 'suspend', 'The second report.')
  expect(await page()).toContain('The reason given: “The second report.”')
  await step(paul, 'close', `The house burnt down ${'x'.repeat(400)}`)
  expect(await page()).toContain(
    `It was closed on 21 Nov 2026. The reason given: “The house burnt down ${'x'.repeat(379)}…” All of it stands under Every decision. A program manager`,
  )
})
