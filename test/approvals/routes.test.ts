import { expect, it } from 'vitest'
import { formToken } from '../../src/audit/record.ts'
import { takeStep } from '../../src/decisions/service.ts'
import { listWaiting } from '../../src/approvals/waiting-queries.ts'
import type { Reader } from '../../src/db/database.ts'
import { approved, fundWith, planned, proposed } from '../support/money.ts'
import { appOf, browserOf, cora, openRegister, paul, priya } from '../support/register.ts'
import { plainCenter, submittedReview, vettedCenter } from '../support/vetted.ts'

it('shows each person what waits for them, and how much waits for others', async () => {
  const register = await openRegister()
  const app = appOf(register)
  const [fund, center] = [await fundWith(register), await vettedCenter(register)]
  await proposed(register, { fund, center, amount: 123_400 })
  await proposed(register, { fund, center, amount: 567_800, by: priya })
  await planned(register, await approved(register, { fund, center, amount: 90_000, by: paul }, priya), 90_000)
  await planned(register, await approved(register, { fund, center: await plainCenter(register, { name: 'Casa Esperanza' }) }), 40_000)
  await submittedReview(register, { name: 'Shanti Home' })

  const priyas = (await (await browserOf(register, app, priya)).get('/approvals').expect(200)).text
  for (const words of [
    '$1,234.00 for Hope House',
    '$900.00 to Hope House',
    '$400.00 to Casa Esperanza',
    'Payments that cannot leave now',
    'It cannot leave now',
    '3 things wait for you.',
    'Shanti Home',
    'One more waits for somebody else.',
  ])
    expect(priyas).toContain(words)
  expect(priyas).not.toContain('$5,678.00')
  const home = (await (await browserOf(register, app, priya)).get('/').expect(200)).text
  for (const words of ['· 3 things wait', '$400.00 to Casa Esperanza</a> <span class="state still">Cannot leave now']) expect(home).toContain(words)
  const pauls = (await (await browserOf(register, app, paul)).get('/approvals').expect(200)).text
  expect(pauls).toContain('$5,678.00 for Hope House')
  expect(pauls).not.toContain('$900.00 to Hope House')
  const coras = (await (await browserOf(register, app, cora)).get('/approvals').expect(200)).text
  expect(coras).toContain('Nothing waits for you.')
})

it('keeps apart what is proposed for a center that was closed since, and says why and what can be done', async () => {
  const register = await openRegister()
  const app = appOf(register)
  const [fund, center] = [await fundWith(register), await vettedCenter(register)]
  await proposed(register, { fund, center, amount: 123_400 })
  await takeStep(register.writer, paul, center, 'close', 'It moved into another center.', formToken())
  const priyas = await browserOf(register, app, priya)

  const { text } = await priyas.get('/approvals').expect(200)
  const section = /<h2>Allocations that cannot be approved now<\/h2>([\s\S]*?)<\/section>/.exec(text)?.[1]
  for (const words of [
    '$1,234.00 for Hope House',
    'This center is closed since 21 Nov 2026, so nothing is begun or approved for it. A program manager can reopen it.',
    'Until then it can only be sent back or declined.',
  ])
    expect(section).toContain(words)
  expect(text).toContain('Nothing waits for you.')
  expect(text).not.toContain('Allocations to approve')
  const home = (await priyas.get('/').expect(200)).text
  expect(home).toContain('$1,234.00 for Hope House</a> <span class="state still">Cannot be approved now')
  expect(home).not.toContain('Allocation to approve')
})

/** What reads as a register does, and counts how often it is asked. */
function counting(reader: Reader): { reader: Reader; asked: () => number } {
  let times = 0
  const get = (target: Reader, name: keyof Reader): unknown => {
    times += 1
    return target[name].bind(target)
  }
  return { reader: new Proxy(reader, { get }), asked: () => times }
}

it('asks the register as often for many that wait as for one', async () => {
  const register = await openRegister()
  const fund = await fundWith(register)
  const wait = async (): Promise<void> => {
    const center = await vettedCenter(register)
    await proposed(register, { fund, center })
    await planned(register, await approved(register, { fund, center }), 10_000)
  }
  const timesAsked = async (): Promise<number> => {
    const { reader, asked } = counting(register.reader)
    const groups = await listWaiting(reader, paul, { minor: 1_000_000, currency: 'USD' }, () => true)
    expect(groups.slice(0, 2).map(({ mine }) => mine.length)).toEqual([waiting, waiting])
    return asked()
  }
  let waiting = 1
  await wait()
  // What is asked for the first time is put together first.
  await timesAsked()
  const once = await timesAsked()
  for (; waiting < 5; waiting += 1) await wait()
  expect(await timesAsked()).toBe(once)
})
