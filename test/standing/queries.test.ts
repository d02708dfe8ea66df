import { expect, it } from 'vitest'
import { openFile } from '../../src/db/database.ts'
import { toDay } from '../../src/shared/days.ts'
import { holdsOn, holdText, lapseAfter } from '../../src/standing/holds.ts'
import { findApproval, listSpans, loadFacts, rewriteSpans } from '../../src/standing/queries.ts'
import { on, openRegister, priya, type TestRegister } from '../support/register.ts'
import { plainCenter, vettedCenter } from '../support/vetted.ts'

const said = (spans: Awaited<ReturnType<typeof listSpans>>): string[] => spans.map(({ kind, from, until }) => `${kind} ${from.toString()} ${until?.toString() ?? 'on'}`)

it('finds nothing against a center that was approved with its evidence in date', async () => {
  const register = await openRegister()
  const id = await vettedCenter(register)

  const facts = await loadFacts(register.reader, id)

  expect(holdsOn(facts, toDay('2026-11-21'))).toEqual([])
  expect(lapseAfter(facts, toDay('2026-11-21'))?.on.toString()).toBe('2028-11-22')
  expect(said(await listSpans(register.reader, id))).toEqual(['vetted 2026-11-21 2028-11-22', 'lapsed 2028-11-22 on'])
  expect(await findApproval(register.reader, facts.history, toDay('2026-11-21'))).toMatchObject({ until: toDay('2028-11-21'), scope: { populations: ['POP-WOMEN'] } })
})

it('lets the approval of a center that serves minors end after twelve months', async () => {
  const register = await openRegister()
  const id = await vettedCenter(register, { servesMinors: true })

  expect(said(await listSpans(register.reader, id))).toEqual(['vetted 2026-11-21 2027-11-22', 'lapsed 2027-11-22 on'])
})

it('holds a center whose critical evidence ran out', async () => {
  const register = await openRegister()
  const expired = await loadFacts(register.reader, await vettedCenter(register, { evidenceUntil: '2026-12-31', kind: 'drop-in' }))

  expect(holdsOn(expired, toDay('2026-12-31'))).toEqual([])
  const holds = holdsOn(expired, toDay('2027-01-01')).map(holdText)
  expect(holds[0]).toBe('the evidence for LEG-01 was good until 31 Dec 2026')
  expect(holds).toHaveLength(13)
})

/** A center that was approved by a program which took papers dated ahead, or none: the rows that a register of its may hold. */
async function approvedBefore(register: TestRegister, datedOn: string | null): Promise<number> {
  const sqlite = openFile(register.file)
  for (const trigger of ['a_document_is_not_dated_ahead', 'an_approval_meets_every_critical_item', 'evidence_belongs_to_an_open_review'])
    sqlite.exec(`DROP TRIGGER ${trigger}`)
  const id = await vettedCenter(register, { evidenceUntil: null, kind: 'drop-in' })
  if (datedOn !== null) {
    sqlite
      .prepare(
        `INSERT INTO documents (center_id, kind, title, dated_on, received_on, media_type, size, sha256, added_by, added_at)
          VALUES (?, 'evidence', 'Papers', ?, '2026-11-21', 'application/pdf', 1000, ?, 2, '2026-11-21T09:00:00.000Z')`,
      )
      .run(id, datedOn, '0'.repeat(64))
    sqlite.exec(`INSERT INTO finding_evidence (review_id, item_id, document_id, added_by, added_at)
      SELECT review_id, item_id, 1, 2, '2026-11-21T09:00:00.000Z' FROM review_items WHERE evidence_wanted IS NOT NULL`)
  }
  sqlite.close()
  await register.writer.transaction().execute((trx) => rewriteSpans(trx, id, on(priya, '2026-11-21')))
  return id
}

it('holds a center that an older program approved without evidence', async () => {
  const register = await openRegister()
  const facts = await loadFacts(register.reader, await approvedBefore(register, null))

  expect(holdsOn(facts, toDay('2026-11-21')).map(holdText)[0]).toBe('the evidence for LEG-01 does not say how long it is good')
})

it('holds a center that an older program approved on papers dated ahead, until their own day', async () => {
  const register = await openRegister()
  const id = await approvedBefore(register, '2027-05-05')
  const facts = await loadFacts(register.reader, id)

  expect(holdsOn(facts, toDay('2026-11-21'))).toHaveLength(13)
  expect(holdsOn(facts, toDay('2027-05-04')).map(holdText)[0]).toBe('the evidence for LEG-01 does not say how long it is good')
  expect(holdsOn(facts, toDay('2027-05-05'))).toEqual([])
  const spans = await register.reader
    .selectFrom('evidence_spans')
    .select(['from_on', 'until_on'])
    .where('superseded_at', 'is', null)
    .where('item_code', '=', 'LEG-01')
    .orderBy('from_on')
    .execute()
  expect(spans).toEqual([
    { from_on: '2026-11-21', until_on: '2027-05-05' },
    { from_on: '2028-05-06', until_on: '2028-11-22' },
  ])
})

it('begins the spans of a center with the day it was registered, and writes nothing when nothing changed', async () => {
  const register = await openRegister()
  const id = await plainCenter(register)
  const rows = () => register.reader.selectFrom('standing_spans').selectAll().where('center_id', '=', id).execute()
  const before = await rows()

  await register.writer.transaction().execute((trx) => rewriteSpans(trx, id, on(priya, '2026-11-25')))

  expect(before).toMatchObject([{ kind: 'prospect', from_on: '2026-11-21', until_on: null, recorded_at: '2026-11-21T09:00:00.000Z' }])
  expect(await rows()).toEqual(before)
})
