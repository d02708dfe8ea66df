import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { toDay } from '../../src/shared/days.ts'
import type { Person } from '../../src/shared/actor.ts'
import { recordFinding } from '../../src/reviews/finding-service.ts'
import { getReview } from '../../src/reviews/queries.ts'
import { openReview } from '../../src/reviews/service.ts'
import { openPage, type Visitor, type widths } from '../support/browser.ts'
import { appOf, cookieOf, cora, openRegister, type TestRegister } from '../support/register.ts'
import { plainCenter, type CenterOptions } from '../support/vetted.ts'

/** A register in which Cora opened a review of one center. */
export async function openedReview(options: CenterOptions = {}): Promise<{ register: TestRegister; centerId: number; reviewId: number }> {
  const register = await openRegister()
  const centerId = await plainCenter(register, options)
  const reviewId = await openReview(register.writer, cora, centerId, { kind: 'initial', lead: cora.id, target: toDay('2027-01-20') })
  return { register, centerId, reviewId }
}

/** Records a finding for every item of a review that has none: met, on a document. */
export async function findAll(register: TestRegister, reviewId: number, who: Person = cora): Promise<void> {
  for (const { item, finding } of (await getReview(register.reader, reviewId)).items)
    await recordFinding(register.writer, who, reviewId, item.code, { result: 'met', basis: 'document', note: null }, finding?.revision ?? 0)
}

/** The product listening on this machine, and somebody who is signed in on a page of their own. */
export async function visitAs(register: TestRegister, who: Person, options: { width: keyof typeof widths; scripts: boolean }): Promise<Visitor & { origin: string }> {
  const server = appOf(register).app.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const visitor = await openPage(origin, options)
  onTestFinished(async () => {
    await visitor.leave()
    server.closeAllConnections()
    server.close()
  })
  await visitor.page.context().addCookies([{ ...(await cookieOf(register, who)), url: origin }])
  return { ...visitor, origin }
}
