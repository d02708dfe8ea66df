import { expect, it } from 'vitest'
import { servesMinors } from '../../src/centers/center.ts'
import { getCenter } from '../../src/centers/queries.ts'
import { detailsOf, editCenter } from '../../src/centers/service.ts'
import { send } from '../../src/deliveries/service.ts'
import { listLedCenters } from '../../src/home/queries.ts'
import { toDay } from '../../src/shared/days.ts'
import { holdsOn, holdText } from '../../src/standing/holds.ts'
import { loadFacts } from '../../src/standing/queries.ts'
import { pdfFile } from '../support/files.ts'
import { approved, fundWith, planned, release } from '../support/money.ts'
import { appOf, browserOf, cora, on, openRegister, paul, priya, type TestRegister } from '../support/register.ts'
import { lookedOver, packed } from '../support/supplies.ts'
import { plainCenter, vettedCenter } from '../support/vetted.ts'

// V7 got round by editing: a legal center of adults, approved for 24 months, turns out to be a shelter of girls.

const tooLong = 'it was approved on 21 Nov 2026 for longer than the 12 months that an approval of a center serving minors may last'
const shelterOfGirls = { kind: 'residential shelter', populations: ['POP-GIRLS'], fromAge: 8, toAge: 17 } as const

async function become(register: TestRegister, id: number, change: object): Promise<void> {
  const center = await getCenter(register.reader, id)
  await editCenter(register.writer, cora, id, { ...detailsOf(center), ...change, version: center.version, anyway: false })
}

const heldOn = async (register: TestRegister, id: number, day: string): Promise<string[]> => holdsOn(await loadFacts(register.reader, id), toDay(day)).map(holdText)

it.each([
  { served: 'women', populations: ['POP-WOMEN'], fromAge: null, minors: false },
  { served: 'women of 18 and above', populations: ['POP-WOMEN'], fromAge: 18, minors: false },
  { served: 'women of 17 and above', populations: ['POP-WOMEN'], fromAge: 17, minors: true },
  { served: 'girls of whatever age', populations: ['POP-WOMEN', 'POP-GIRLS'], fromAge: null, minors: true },
])('takes a center for one that serves minors by its groups and their ages, in SQL as elsewhere: $served', async ({ populations, fromAge, minors }) => {
  const register = await openRegister()
  const id = await plainCenter(register, { populations })
  await register.writer.transaction().execute((trx) => trx.updateTable('center_populations').set({ from_age: fromAge }).where('center_id', '=', id).execute())

  expect((await loadFacts(register.reader, id)).servesMinors).toBe(minors)
  expect(servesMinors(await getCenter(register.reader, id))).toBe(minors)
})

it('holds a center that came to serve minors from the day after its twelve months, and no other', async () => {
  const register = await openRegister()
  const id = await vettedCenter(register, { kind: 'legal' })
  const adults = await vettedCenter(register, { kind: 'legal', name: 'Adults' })

  await become(register, id, shelterOfGirls)
  await become(register, adults, { kind: 'residential shelter' })

  expect(await heldOn(register, id, '2027-11-20')).toEqual([])
  expect(await heldOn(register, id, '2027-11-21')).toEqual([])
  expect(await heldOn(register, id, '2027-11-22')).toEqual([tooLong])
  expect(await heldOn(register, adults, '2027-11-22')).toEqual([])
  await become(register, id, { populations: ['POP-WOMEN'], fromAge: null, toAge: null })
  expect(await heldOn(register, id, '2027-11-22')).toEqual([])
})

it('sends it neither money nor goods from that day (M6, S1)', async () => {
  const register = await openRegister()
  const id = await vettedCenter(register, { kind: 'legal' })
  const allocation = await approved(register, { fund: await fundWith(register), center: id, amount: 100_000 })
  const [first, second] = [await planned(register, allocation, 50_000), await planned(register, allocation, 50_000)]
  const delivery = await packed(register, id, null)
  await become(register, id, shelterOfGirls)

  await release(register, on(paul, '2027-11-21'), first)
  await expect(release(register, on(paul, '2027-11-22'), second)).rejects.toThrow(`Nothing can be sent to Hope House now: ${tooLong}. Decide a new review.`)
  await expect(send(register.writer, on(cora, '2027-11-22'), lookedOver(), delivery)).rejects.toThrow(`Nothing can be sent to this center now: ${tooLong}.`)
})

it('saves the edit, and says on the pages what it means: when a hold begins, and what the approval did not look at', async () => {
  const register = await openRegister()
  const id = await vettedCenter(register, { kind: 'legal' })
  const app = appOf(register)
  const hers = await browserOf(register, app, cora)
  const edit = { name: 'Hope House', kind: 'residential shelter', country: 'KE', leadId: String(cora.id), followUpVisits: 'not settled', version: '1' }
  const notLookedAt = '11 items of the checklist apply now that its approval did not look at.'
  expect((await hers.get(`/centers/${id}`).expect(200)).text).not.toContain('did not look at')

  await hers
    .post(`/centers/${id}/edit`)
    .type('form')
    .send({ ...edit, populations: ['POP-GIRLS'], fromAge: '8', toAge: '17' })
    .expect(303)

  const page = (await hers.get(`/centers/${id}`).expect(200)).text
  expect(page).toContain(`Hope House is saved. ${notLookedAt}`)
  expect(page).toContain(`<li>${notLookedAt} <a href="/centers/${id}/reviews/new">Open a review for cause</a></li>`)
  expect(page).toContain('Vetted until 21 Nov 2028.')
  expect(page).toContain(`On hold from 22 Nov 2027, because ${tooLong}.`)
  expect(page).not.toContain('nothing may be sent now')

  app.setNow('2027-11-22T09:00:00Z')
  const later = (await (await browserOf(register, app, on(priya, '2027-11-22'))).get(`/centers/${id}`).expect(200)).text
  for (const words of [
    'On hold: nothing may be sent now',
    `${tooLong.replace('it was', 'It was')}. Decide a new review. <a href="/centers/${id}/reviews/new">Open a review</a>`,
  ])
    expect(later).toContain(words)
})

it('tells who leads it ninety days ahead', async () => {
  const register = await openRegister()
  const id = await vettedCenter(register, { kind: 'legal' })
  await become(register, id, shelterOfGirls)
  const ledOn = async (day: string): Promise<(string | undefined)[]> =>
    (await listLedCenters(register.reader, cora.id, toDay(day))).map(({ lapse }) => lapse?.on.toString())

  expect(await ledOn('2027-08-23')).toEqual([])
  expect(await ledOn('2027-08-24')).toEqual(['2027-11-22'])
  expect((await listLedCenters(register.reader, cora.id, toDay('2027-11-22'))).map(({ holds }) => holds.map(holdText))).toEqual([[tooLong]])
})

it('counts the twelve months of an approval that was taken over from its real first day', async () => {
  const register = await openRegister()
  const id = await plainCenter(register, { kind: 'legal' })
  const app = appOf(register)
  const [hers, his] = [await browserOf(register, app, cora), await browserOf(register, app, paul)]
  await hers
    .post(`/centers/${id}/opening`)
    .field({ effective: '2025-12-01', valid: '2027-11-30', populations: 'POP-WOMEN', fromAge: '', toAge: '', people: '', stay: '' })
    .field({ rationale: 'The board approved it in 2025.', title: 'Board minutes' })
    .attach('file', pdfFile(), { filename: 'minutes.pdf', contentType: 'application/pdf' })
    .expect(303)
  await his.post('/opening-approvals/1/answer').type('form').send({ answer: 'taken over' }).expect(303)

  await become(register, id, shelterOfGirls)

  expect(await heldOn(register, id, '2026-12-01')).toEqual([])
  expect(await heldOn(register, id, '2026-12-02')).toEqual([tooLong.replace('21 Nov 2026', '1 Dec 2025')])
  expect((await hers.get(`/centers/${id}`).expect(200)).text).not.toContain('did not look at')
})
