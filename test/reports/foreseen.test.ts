import { expect, it } from 'vitest'
import { answerOpening } from '../../src/openings/service.ts'
import { insertOpening } from '../../src/openings/queries.ts'
import { loadTerms } from '../../src/reports/amount-queries.ts'
import { reportDays } from '../../src/reports/days.ts'
import type { FigureKey } from '../../src/reports/figures.ts'
import { measure } from '../../src/reports/measure-queries.ts'
import { listFigureRows } from '../../src/reports/row-queries.ts'
import { toDay } from '../../src/shared/days.ts'
import { cora, on, openRegister, paul, type TestRegister } from '../support/register.ts'
import { approveReview, insertEvidenceDocument, plainCenter, submittedRenewal } from '../support/vetted.ts'
import { asOf, buildExample } from './example.ts'

/** A figure as of one day and known by another, asked on 31 March 2027. */
async function figure(register: TestRegister, key: FigureKey, of: string, known: string) {
  const days = reportDays({ on: toDay(of), from: toDay('2027-01-01'), to: null, known: toDay(known) }, toDay('2027-03-31'), 'UTC')
  const terms = await loadTerms(register.reader, days, 'USD')
  return { measure: await measure(register.reader, key, terms), rows: await listFigureRows(register.reader, key, terms, { limit: 100, offset: 0 }) }
}

/** How many centers lapse within 90 days, and what is at risk within 60. */
async function foreseen(register: TestRegister, of: string, known: string): Promise<unknown[]> {
  const [due, risk] = [await figure(register, 'due', of, known), await figure(register, 'at-risk-60', of, known)]
  return [due.measure, due.rows, risk.measure].map((each) => JSON.parse(JSON.stringify(each)) as unknown)
}

it('keeps what was to lapse on a day, and what was at risk, though it was renewed since', async () => {
  const register = await openRegister()
  const { hope } = await buildExample(register)
  const before = await foreseen(register, asOf, asOf)
  expect(before[0]).toMatchObject({ count: 1 })
  expect(before[2]).toMatchObject({ amounts: { total: { minor: 550_000 } } })

  // Hope's approval ends on 15 April 2027; on 10 March it is approved anew, until 2029.
  const review = await submittedRenewal(register, hope, { on: '2027-03-05' })
  await approveReview(register, hope, review, { on: '2027-03-10', until: '2029-03-09' })

  expect(await foreseen(register, asOf, '2027-03-31')).toEqual(before)
  expect((await foreseen(register, '2027-03-09', '2027-03-31'))[0]).toMatchObject({ count: 1 })
  expect((await foreseen(register, '2027-03-10', '2027-03-31'))[0]).toMatchObject({ count: 0 })
})

it('does not foresee a lapse that a renewal on record already takes the place of', async () => {
  const register = await openRegister()
  const { hope } = await buildExample(register)
  const review = await submittedRenewal(register, hope, { on: '2027-03-05' })
  await approveReview(register, hope, review, { on: '2027-03-10', from: '2027-04-01', until: '2029-03-09' })

  expect((await foreseen(register, '2027-03-09', '2027-03-31'))[0]).toMatchObject({ count: 1 })
  expect((await foreseen(register, '2027-03-10', '2027-03-31'))[0]).toMatchObject({ count: 0 })
})

it('counts an approval that was taken over later on its real days, once it is known', async () => {
  const register = await openRegister()
  await buildExample(register)
  const center = await plainCenter(register, { name: 'Older House', country: 'KE', on: '2027-03-01' })
  const [effectiveOn, validUntil] = [toDay('2026-12-10'), toDay('2027-05-01')]
  const scope = { populations: ['POP-WOMEN'], fromAge: null, toAge: null, people: null, longestStayDays: null }
  const opening = await register.writer.transaction().execute(async (trx) => {
    const documentId = await insertEvidenceDocument(trx, center, { receivedOn: '2027-03-01', expiresOn: '2027-05-01' })
    return insertOpening(trx, on(cora, '2027-03-01'), { centerId: center, effectiveOn, validUntil, scope, rationale: 'The board approved it.', documentId })
  })
  await answerOpening(register.writer, on(paul, '2027-03-01'), opening, 'taken over')

  expect((await foreseen(register, asOf, '2027-03-31'))[0]).toMatchObject({ count: 2 })
  expect((await foreseen(register, asOf, asOf))[0]).toMatchObject({ count: 1 })
})
