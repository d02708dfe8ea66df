import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { openFile } from '../../src/db/database.ts'
import { migrate } from '../../src/db/migrate.ts'
import { groundProblems } from '../../src/decisions/decision.ts'
import { getReview } from '../../src/reviews/queries.ts'
import { openReview } from '../../src/reviews/service.ts'
import { toDay } from '../../src/shared/days.ts'
import { refusalOf } from '../standing/leaving.ts'
import { olderRegister } from '../support/older.ts'
import { cora, openRegister, priya, type TestRegister } from '../support/register.ts'
import { plainCenter, submittedReview } from '../support/vetted.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'lantern-papers-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const scope = { populations: ['POP-WOMEN'], fromAge: null, toAge: null, people: null, longestStayDays: null }

/** What the register's file says to plain SQL that approves a review. */
const refusalOfApproval = (register: TestRegister, { centerId, reviewId }: { centerId: number; reviewId: number }, effectiveOn: string): Promise<string | null> =>
  refusalOf(register, (trx) =>
    trx
      .insertInto('decisions')
      .values({
        center_id: centerId,
        review_id: reviewId,
        outcome: 'approve',
        effective_on: effectiveOn,
        valid_until: '2027-12-31',
        scope: JSON.stringify(scope),
        rationale: 'Because.',
        decided_by: priya.id,
        decided_on: '2026-11-21',
        decided_at: '2026-11-21T09:00:00.000Z',
      })
      .execute(),
  )

/** One paper for all items that want evidence, of any days: also such as only an older program took. */
function attachPaper({ file }: TestRegister, reviewId: number, datedOn: string | null, expiresOn: string | null): void {
  const sqlite = openFile(file)
  sqlite.exec('DROP TRIGGER IF EXISTS a_document_is_not_dated_ahead')
  sqlite.prepare("UPDATE reviews SET state = 'open' WHERE id = ?").run(reviewId)
  const paper = sqlite
    .prepare(
      `INSERT INTO documents (center_id, kind, title, dated_on, received_on, expires_on, media_type, size, sha256, added_by, added_at)
        SELECT center_id, 'evidence', 'Papers', ?, '2026-11-21', ?, 'application/pdf', 1000, ?, 2, '2026-11-21T09:00:00.000Z' FROM reviews WHERE id = ?`,
    )
    .run(datedOn, expiresOn, '0'.repeat(64), reviewId).lastInsertRowid
  sqlite
    .prepare(
      `INSERT INTO finding_evidence (review_id, item_id, document_id, added_by, added_at)
        SELECT review_id, item_id, ?, 2, '2026-11-21T09:00:00.000Z' FROM review_items WHERE review_id = ? AND evidence_wanted IS NOT NULL`,
    )
    .run(paper, reviewId)
  sqlite.prepare("UPDATE reviews SET state = 'submitted' WHERE id = ?").run(reviewId)
  sqlite.close()
}

/** A paper by its two days, the day from which an approval on it is to count, and whether there is one. */
type Paper = [datedOn: string | null, expiresOn: string | null, effectiveOn: string, approved: boolean]

// The critical item whose evidence is good for the shortest time, INT-01, is so for six months.
const papers: Paper[] = [
  [null, '2026-11-21', '2026-11-21', true],
  [null, '2026-11-20', '2026-11-21', false],
  [null, '2026-12-31', '2027-01-01', false],
  ['2026-05-21', null, '2026-11-21', true],
  ['2026-05-20', null, '2026-11-21', false],
  // From 31 August six months are to the last of February.
  ['2026-08-31', null, '2027-02-28', true],
  ['2026-08-31', null, '2027-03-01', false],
  // The day printed on it goes before the months.
  ['2020-01-01', '2026-12-31', '2026-11-21', true],
  ['2026-11-01', '2026-11-20', '2026-11-21', false],
  ['2026-11-21', null, '2026-11-21', true],
  ['2031-05-05', null, '2026-11-21', false],
  ['2031-05-05', '2032-05-05', '2026-11-21', false],
  [null, null, '2026-11-21', false],
]

it('agrees in SQL and in the program on which paper carries an approval (V5)', async () => {
  const register = await openRegister()
  for (const [datedOn, expiresOn, effectiveOn, approved] of papers) {
    const said = `dated ${datedOn}, good until ${expiresOn}, from ${effectiveOn}`
    const submitted = await submittedReview(register, { evidenceUntil: null, kind: 'drop-in' })
    attachPaper(register, submitted.reviewId, datedOn, expiresOn)
    const verdict = { outcome: 'approve' as const, effectiveOn: toDay(effectiveOn), terms: { validUntil: toDay('2027-12-31'), scope, conditions: [] } }

    const problems = groundProblems(await getReview(register.reader, submitted.reviewId), verdict)

    expect([said, problems.length === 0]).toEqual([said, approved])
    expect([said, await refusalOfApproval(register, submitted, effectiveOn)]).toEqual([said, approved ? null : 'an_approval_meets_every_critical_item'])
  }
})

it('neither submits nor approves by plain SQL a review in which nothing was found (V4, V5)', async () => {
  const register = await openRegister()
  const centerId = await plainCenter(register)
  const reviewId = await openReview(register.writer, cora, centerId, { kind: 'initial', lead: cora.id, target: toDay('2027-01-20') })
  const traits = '{"residential":true,"servesMinors":false,"country":"KE"}'
  const sqlite = openFile(register.file)
  const submit = (): unknown => sqlite.prepare("UPDATE reviews SET state = 'submitted', traits = ? WHERE id = ?").run(traits, reviewId)

  expect(submit).toThrow('a_review_is_submitted_complete')
  sqlite.exec('DROP TRIGGER a_review_is_submitted_complete')
  submit()
  sqlite.close()

  expect(await refusalOfApproval(register, { centerId, reviewId }, '2026-11-21')).toMatch(/^an_approval_meets_every_(critical|required)_item$/)
})

it('takes over a paper dated ahead from an older register, as it came', async () => {
  const { database, release } = await olderRegister(folder, '0025')
  const before = openFile(database)
  before.exec(`INSERT INTO people (name, email, created_at) VALUES ('Cora', 'cora@example.org', '2026-11-21T09:00:00.000Z');
    INSERT INTO documents (kind, title, dated_on, received_on, media_type, size, sha256, added_by, added_at)
      VALUES ('evidence', 'Of 2031', '2031-05-05', '2026-11-21', 'application/pdf', 1000, '${'0'.repeat(64)}', 1, '2026-11-21T09:00:00.000Z')`)
  before.close()

  await migrate(database)
  release()

  const after = openFile(database)
  expect(after.prepare('SELECT title, dated_on FROM documents').all()).toEqual([{ title: 'Of 2031', dated_on: '2031-05-05' }])
  after.close()
})
