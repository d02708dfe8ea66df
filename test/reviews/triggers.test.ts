import type Sqlite from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { openFile } from '../../src/db/database.ts'
import { recordFinding } from '../../src/reviews/finding-service.ts'
import { submitReview } from '../../src/reviews/service.ts'
import { cora, openRegister } from '../support/register.ts'
import { insertEvidenceDocument, submittedReview } from '../support/vetted.ts'
import { findAll, openedReview } from './at-work.ts'

/** The register's file, opened as the program opens it: what SQL of any kind may do there. */
async function atTheFile(): Promise<{ sqlite: Sqlite.Database; reviewId: number; centerId: number; submit: () => Promise<unknown> }> {
  const { register, reviewId, centerId } = await openedReview()
  await recordFinding(register.writer, cora, reviewId, 'LEG-01', { result: 'met', basis: 'document', note: null }, 0)
  await register.writer.transaction().execute(async (trx) => {
    const document = await insertEvidenceDocument(trx, centerId, { receivedOn: '2026-11-21', expiresOn: null })
    await trx
      .insertInto('finding_evidence')
      .values({ review_id: reviewId, item_id: 1, document_id: document, added_by: cora.id, added_at: '2026-11-21T09:00:00.000Z' })
      .execute()
  })
  const submit = async (): Promise<void> => {
    await findAll(register, reviewId)
    await submitReview(register.writer, cora, reviewId)
  }
  return { sqlite: openFile(register.file), reviewId, centerId, submit }
}

const finding = (values: string): string =>
  `INSERT INTO findings (review_id, item_id, revision, result, note, found_by, found_at) VALUES (${values}, 2, '2026-11-21T09:00:00.000Z')`

describe('plain SQL on the register’s file', () => {
  it.each([
    ["UPDATE findings SET result = 'not met'", 'findings_are_not_changed'],
    ['DELETE FROM findings', 'findings_are_not_deleted'],
    [`INSERT OR REPLACE INTO findings (id, review_id, item_id, revision, result, found_by, found_at) VALUES (1, 1, 1, 1, 'met', 2, 'x')`, 'findings_follow_on'],
    [finding("1, 1, 1, 'met', NULL"), 'findings_follow_on'],
    [finding("1, 1, 3, 'met', NULL"), 'findings_follow_on'],
    [finding("1, 3, 1, 'not met', NULL"), 'other_than_met_takes_a_note'],
    [finding("1, 3, 1, 'not met', ''"), 'other_than_met_takes_a_note'],
    [finding("1, 3, 1, 'perhaps', 'x'"), 'result_is_known'],
    [finding("1, 999, 1, 'met', NULL"), 'findings_belong_to_an_open_review'],
    ["UPDATE reviews SET state = 'decided', ended_on = '2026-11-21'", 'a_review_moves_by_steps'],
    ["UPDATE reviews SET state = 'withdrawn'", 'an_ended_review_has_a_day'],
    ["UPDATE reviews SET opened_on = '2020-01-01'", 'a_review_keeps_its_center_and_checklist'],
    ['DELETE FROM reviews', 'reviews_are_not_deleted'],
    [
      'INSERT INTO reviews (center_id, kind, checklist_id, lead_id, opened_on, opened_by, opened_at, target_on, moved_at) SELECT center_id, kind, checklist_id, lead_id, opened_on, opened_by, opened_at, target_on, moved_at FROM reviews',
      'reviews.center_id',
    ],
    ["INSERT INTO review_moves (review_id, move, on_day, by_id, at) VALUES (1, 'returned', '2026-11-21', 3, 'x')", 'going_back_has_a_reason'],
    ['UPDATE review_moves SET by_id = 3', 'review_moves_are_not_changed'],
    ['DELETE FROM review_moves', 'review_moves_are_not_deleted'],
    ['DELETE FROM finding_evidence', 'finding_evidence_are_not_deleted'],
    ['UPDATE finding_evidence SET item_id = 3', 'evidence_is_only_removed'],
    ["UPDATE finding_evidence SET removed_at = 'x', removed_by = 2, removed_because = ''", 'removing_says_why'],
    ["UPDATE finding_evidence SET removed_at = 'x', removed_because = 'Wrong.'", 'evidence_is_removed_with_a_reason'],
    ["UPDATE checklist_items SET importance = 'advisory'", 'a_published_checklist_is_not_changed'],
  ])('refuses %s', async (text, says) => {
    const { sqlite } = await atTheFile()

    expect(() => sqlite.exec(text)).toThrow(says)
    sqlite.close()
  })

  it.each([
    [finding("1, 3, 2, 'met', NULL"), 'findings_belong_to_an_open_review'],
    ["UPDATE finding_evidence SET removed_at = 'x', removed_by = 2, removed_because = 'Wrong.'", 'evidence_is_only_removed'],
    ["INSERT INTO finding_evidence (review_id, item_id, document_id, added_by, added_at) VALUES (1, 3, 1, 2, 'x')", 'evidence_belongs_to_an_open_review'],
  ])('refuses once the review was submitted: %s', async (text, says) => {
    const { sqlite, submit } = await atTheFile()
    await submit()

    expect(() => sqlite.exec(text)).toThrow(says)
    sqlite.close()
  })

  it('refuses the document of another center as evidence', async () => {
    const register = await openRegister()
    await submittedReview(register, { name: 'One' })
    const { centerId } = await submittedReview(register, { name: 'Two', evidenceUntil: null })
    const sqlite = openFile(register.file)
    sqlite.exec("UPDATE reviews SET state = 'open', traits = NULL")

    const attach = (): unknown =>
      sqlite
        .prepare("INSERT INTO finding_evidence (review_id, item_id, document_id, added_by, added_at) SELECT id, 1, 1, 2, 'x' FROM reviews WHERE center_id = ?")
        .run(centerId)

    expect(attach).toThrow('evidence_belongs_to_an_open_review')
    sqlite.close()
  })
})
