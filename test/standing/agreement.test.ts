import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Trx } from '../../src/db/database.ts'
import { isAfter, isBefore, toDay, type Day } from '../../src/shared/days.ts'
import { listFacts } from '../../src/standing/facts-queries.ts'
import { listHeld } from '../../src/standing/held-queries.ts'
import { holdsOn } from '../../src/standing/holds.ts'
import { historyOf, listSpans, rewriteSpans } from '../../src/standing/queries.ts'
import { isVetted, standingOn, type StandingHistory } from '../../src/standing/standing.ts'
import { cora, on, openRegister, priya, type TestRegister } from '../support/register.ts'
import { plainCenter, turnTo } from '../support/vetted.ts'
import { decision, histories, nothing, window } from './histories.ts'
import { insertWaiting, refusalOf, sendDelivery, sendPayment, type Waiting } from './leaving.ts'
import { beginRecording, recordDay, type Recording } from './recording.ts'

// The days before the window too, on which decisions are recorded that take effect before it.
const days: readonly Day[] = [...[5, 4, 3, 2, 1].map((before) => (window[0] as Day).subtract({ days: before })), ...window]
const firstDay = days[0] as Day

type Watched = Recording & Waiting

async function watch(register: TestRegister, history: StandingHistory): Promise<Watched> {
  const centerId = await plainCenter(register, { on: firstDay.toString() })
  const waiting = await register.writer.transaction().execute((trx) => insertWaiting(trx, centerId, firstDay))
  return { ...beginRecording(centerId, history), ...waiting }
}

/** Every way to ask for a center's standing on the register's day, as `kind` and whether something may leave. */
async function expectAgreement(register: TestRegister, watched: Watched, day: Day): Promise<void> {
  const standing = standingOn(watched.recorded, day)
  const may = isVetted(standing)
  const said = `center ${watched.centerId} on ${day.toString()}`
  const covering = (await listSpans(register.reader, watched.centerId)).filter(({ from, until }) => !isAfter(from, day) && (until === null || isBefore(day, until)))
  expect([said, ...covering.map(({ kind }) => kind)]).toEqual([said, standing.kind])
  expect([said, standingOn(await historyOf(register.reader, watched.centerId), day).kind]).toEqual([said, standing.kind])
  const inView = await register.reader.selectFrom('centers_in_good_standing').select(['decision_id', 'valid_until']).where('center_id', '=', watched.centerId).execute()
  expect([said, inView]).toEqual([said, may ? [{ decision_id: standing.decisionId, valid_until: standing.until.toString() }] : []])
  expect([said, await refusalOf(register, (trx) => sendPayment(trx, watched, day))]).toEqual([said, may ? null : 'money_goes_to_centers_in_good_standing'])
  expect([said, await refusalOf(register, (trx) => sendDelivery(trx, watched, day))]).toEqual([said, may ? null : 'goods_go_to_centers_in_good_standing'])
}

async function liveThrough(register: TestRegister, all: Watched[]): Promise<void> {
  for (const day of days) {
    await register.writer.transaction().execute(async (trx) => {
      await turnTo(trx, day.toString())
      for (const each of all) {
        await recordDay(trx, each, day, day.equals(firstDay))
        await rewriteSpans(trx, each.centerId, on(priya, day.toString()))
      }
    })
    for (const each of all) await expectAgreement(register, each, day)
    await expectHeldAlike(register, day)
  }
}

/** What lists say of all centers at once, against the holds of each one's own page. */
async function expectHeldAlike(register: TestRegister, day: Day): Promise<void> {
  const ids = (await register.reader.selectFrom('centers').select('id').execute()).map(({ id }) => id)
  const facts = await listFacts(register.reader, ids)
  const holds = [...facts].map(([id, of]) => [id, new Set(holdsOn(of, day).map(({ kind }) => kind))] as const)
  const expected = holds.filter(([, kinds]) => kinds.size > 0 && !kinds.has('not vetted'))
  const held = await listHeld(register.reader, day, null)
  expect([day.toString(), Object.fromEntries([...held].map(([id, kinds]) => [id, kinds.toSorted()]))]).toEqual([
    day.toString(),
    Object.fromEntries(expected.map(([id, kinds]) => [id, [...kinds].toSorted()])),
  ])
}

/** Asked once more at the end, of every day that has been: what was recorded late counts there too. */
async function expectAgreementOnThePast(register: TestRegister, { centerId, recorded }: Recording): Promise<void> {
  const spans = await listSpans(register.reader, centerId)
  for (const day of days) {
    const kinds = spans.filter(({ from, until }) => !isAfter(from, day) && (until === null || isBefore(day, until))).map(({ kind }) => kind)
    expect([centerId, day.toString(), ...kinds]).toEqual([centerId, day.toString(), standingOn(recorded, day).kind])
  }
}

it('has the fold, the spans, the view and the triggers agree on every day of any history', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(histories, { minLength: 6, maxLength: 6 }), async (drawn) => {
      const register = await openRegister()
      const all: Watched[] = []
      for (const history of drawn) all.push(await watch(register, history))
      await liveThrough(register, all)
      for (const each of all) await expectAgreementOnThePast(register, each)
    }),
    { numRuns: 12 },
  )
})

it('has them agree on an approval that falls into a suspension, and one recorded ahead of a closing', async () => {
  const register = await openRegister()
  const decisions = [
    decision(1, 'approve', '2028-02-06', '2028-03-30'),
    decision(2, 'suspend', '2028-02-10'),
    decision(3, 'approve', '2028-02-12', '2028-03-15'),
    decision(4, 'reinstate', '2028-02-14'),
    decision(5, 'close', '2028-02-20'),
    decision(6, 'approve', '2028-02-25', '2028-03-15'),
    decision(7, 'reopen', '2028-02-28'),
    decision(8, 'approve', '2028-03-05', '2028-03-08'),
  ]
  const watched = await watch(register, { ...nothing, decisions })

  await liveThrough(register, [watched])

  expect((await listSpans(register.reader, watched.centerId)).map(({ kind, from }) => `${from.toString()} ${kind}`)).toEqual([
    '2028-02-05 prospect',
    '2028-02-06 vetted',
    '2028-02-10 suspended',
    '2028-02-14 vetted',
    '2028-02-20 closed',
    '2028-02-28 prospect',
    '2028-03-05 vetted',
    '2028-03-09 lapsed',
  ])
})

it('keeps what was known: a span that a later record changes is superseded', async () => {
  const register = await openRegister()
  const watched = await watch(register, { ...nothing, decisions: [decision(1, 'approve', '2028-02-06', '2028-03-30'), decision(2, 'suspend', '2028-02-10')] })

  await liveThrough(register, [watched])

  const rows = await register.reader
    .selectFrom('standing_spans')
    .select(['kind', 'from_on', 'until_on', 'recorded_at', 'superseded_at'])
    .where('center_id', '=', watched.centerId)
    .orderBy('id')
    .execute()
  expect(rows.map((row) => Object.values(row).join(' '))).toEqual([
    'prospect 2028-02-05  2028-02-05T09:00:00.000Z 2028-02-06T09:00:00.000Z',
    'prospect 2028-02-05 2028-02-06 2028-02-06T09:00:00.000Z ',
    'vetted 2028-02-06 2028-03-31 2028-02-06T09:00:00.000Z 2028-02-10T09:00:00.000Z',
    'lapsed 2028-03-31  2028-02-06T09:00:00.000Z 2028-02-10T09:00:00.000Z',
    'vetted 2028-02-06 2028-02-10 2028-02-10T09:00:00.000Z ',
    'suspended 2028-02-10  2028-02-10T09:00:00.000Z ',
  ])
})

it('takes an opening entry into the days before the center was registered', async () => {
  const register = await openRegister()
  const centerId = await plainCenter(register)
  await register.writer.transaction().execute(async (trx: Trx) => {
    const added = {
      received_on: '2026-11-21',
      media_type: 'application/pdf' as const,
      size: 1,
      sha256: '0'.repeat(64),
      added_by: cora.id,
      added_at: '2026-11-21T09:00:00.000Z',
    }
    const document = await trx
      .insertInto('documents')
      .values({ center_id: centerId, kind: 'agreement', title: 'Board minutes', ...added })
      .returning('id')
      .executeTakeFirstOrThrow()
    const approved = { center_id: centerId, effective_on: '2025-06-01', valid_until: '2027-05-31', scope: '{}', rationale: 'In force.', document_id: document.id }
    await trx
      .insertInto('opening_approvals')
      .values({ ...approved, asked_by: cora.id, asked_at: '2026-11-21T09:00:00.000Z' })
      .execute()
    const decided = { decided_by: priya.id, decided_on: '2026-11-21', decided_at: '2026-11-21T09:00:00.000Z' }
    await trx
      .insertInto('decisions')
      .values({ outcome: 'approve', opening: 1, ...approved, ...decided })
      .execute()
    await rewriteSpans(trx, centerId, priya)
  })

  expect((await listSpans(register.reader, centerId)).map(({ kind, from }) => `${from.toString()} ${kind}`)).toEqual(['2025-06-01 vetted', '2027-06-01 lapsed'])
  expect(standingOn(await historyOf(register.reader, centerId), toDay('2025-06-01')).kind).toBe('vetted')
})
