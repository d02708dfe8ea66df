import { expect, it } from 'vitest'
import { formToken } from '../../src/audit/record.ts'
import { takeStep } from '../../src/decisions/service.ts'
import { openReview } from '../../src/reviews/service.ts'
import { toDay } from '../../src/shared/days.ts'
import { approve, approved, draft, fundWith, planned, proposed, token } from '../support/money.ts'
import { cancelAllocation, proposeAllocation, returnAllocation } from '../../src/allocations/service.ts'
import { appOf, browserOf, cora, openRegister, paul, priya } from '../support/register.ts'
import { logged, packed } from '../support/supplies.ts'
import { vettedCenter } from '../support/vetted.ts'

const says = 'This center is closed since 21 Nov 2026, so nothing is begun or approved for it. A program manager can reopen it.'
const review = { kind: 'renewal', lead: cora.id, target: toDay('2027-01-20') } as const

async function closed() {
  const register = await openRegister()
  const [center, fund] = [await vettedCenter(register), await fundWith(register)]
  await takeStep(register.writer, priya, center, 'close', 'It moved into another center.', formToken())
  const begin = [
    () => openReview(register.writer, cora, center, review),
    () => logged(register, center),
    () => packed(register, center, null),
    () => draft(register, { fund, center }),
  ]
  return { register, center, fund, begin }
}

it('begins no review, need, delivery or allocation for a closed center, until it is reopened', async () => {
  const { register, center, begin } = await closed()

  for (const each of begin) await expect(each()).rejects.toThrow(says)

  await takeStep(register.writer, paul, center, 'reopen', 'It is back.', formToken())
  for (const each of begin) await expect(each()).resolves.toBeTypeOf('number')
})

it('says so to whoever had the form open when it was closed', async () => {
  const { register, center, fund } = await closed()
  const hers = await browserOf(register, appOf(register), cora)
  const sent = [
    { path: `/centers/${center}/reviews`, body: { kind: 'renewal', lead: String(cora.id), target: '2027-01-20' } },
    { path: `/centers/${center}/needs`, body: { item: 'Blanket', quantity: '2', unit: 'piece', category: 'bedding', priority: 'normal', token: formToken() } },
    {
      path: `/centers/${center}/deliveries`,
      body: { 'item-1': 'Blanket', 'quantity-1': '2', 'unit-1': 'piece', 'value-1': '', 'currency-1': 'USD', token: formToken() },
    },
    {
      path: '/allocations',
      body: {
        fund: String(fund),
        center: String(center),
        amount: '10.00',
        purpose: 'FUND-BASIC',
        forWhat: 'Food',
        populations: 'POP-WOMEN',
        reportDays: '45',
        token: formToken(),
      },
    },
  ]
  for (const { path, body } of sent) {
    const { status, text } = await hers.post(path).type('form').send(body)
    expect.soft([409, 422], path).toContain(status)
    expect.soft(text, path).toContain(says)
  }
})

it('is a center whose page leads to none of them', async () => {
  const { register, center } = await closed()
  const hers = await browserOf(register, appOf(register), cora)
  const { text } = await hers.get(`/centers/${center}`).expect(200)
  for (const href of ['reviews/new', 'needs/new', 'deliveries/new', 'allocations/new']) expect(text).not.toContain(href)
  expect(text).toContain(`/centers/${center}/contacts/new`)
})

it('carries no allocation on that was begun before, and lets it be called off', async () => {
  const register = await openRegister()
  const [center, fund] = [await vettedCenter(register), await fundWith(register)]
  const ids = {
    draft: await draft(register, { fund, center }),
    proposed: await proposed(register, { fund, center }),
    approved: await approved(register, { fund, center }),
  }
  await takeStep(register.writer, paul, center, 'close', 'It moved into another center.', formToken())
  const carryOn = [
    () => proposeAllocation(register.writer, cora, ids.draft, token()),
    () => approve(register, priya, ids.proposed),
    () => planned(register, ids.approved, 10_000),
  ]

  for (const each of carryOn) await expect(each()).rejects.toThrow(says)
  const app = appOf(register)
  for (const who of [cora, priya]) {
    const theirs = await browserOf(register, app, who)
    for (const [id, offered] of [
      [ids.draft, `/allocations/${ids.draft}/proposal`],
      [ids.proposed, `/allocations/${ids.proposed}/approval`],
      [ids.approved, `/allocations/${ids.approved}/payments/new`],
    ] as const) {
      const { text } = await theirs.get(`/allocations/${id}`).expect(200)
      expect(text).toContain('It was closed on 21 Nov 2026.')
      expect(text).not.toContain(offered)
    }
  }
  const late = await (await browserOf(register, app, cora)).post(`/allocations/${ids.draft}/proposal`).type('form').send({ token: token() }).expect(409)
  for (const words of [says, `<a href="/allocations/${ids.draft}">Back to the allocation</a>`]) expect(late.text).toContain(words)
  const because = { reason: 'The center is closed.', token: token() }
  await cancelAllocation(register.writer, cora, ids.draft, because)
  await returnAllocation(register.writer, priya, ids.proposed, { ...because, token: token() })

  await takeStep(register.writer, priya, center, 'reopen', 'It is back.', formToken())
  await expect(planned(register, ids.approved, 10_000)).resolves.toBeTypeOf('number')
})
