import type { Reader } from '../db/database.ts'
import { question } from '../db/question.ts'
import { among } from '../db/ids.ts'
import { later, toDay, toDayOrNull, type Day } from '../shared/days.ts'
import type { CriticalItem } from './holds.ts'

const itemsOf = question((db, { ids }: { ids: string }) =>
  db
    .selectFrom('decisions as d')
    .innerJoin('findings as f', 'f.review_id', 'd.review_id')
    .innerJoin('checklist_items as i', 'i.id', 'f.item_id')
    .select([
      'd.center_id as centerId',
      'd.id as decisionId',
      'd.review_id as reviewId',
      'd.decided_on as decidedOn',
      'i.id as itemId',
      'i.code as itemCode',
      'i.months_good as monthsGood',
    ])
    .where('d.center_id', 'in', among(ids))
    .where('d.outcome', 'in', ['approve', 'approve with conditions'])
    .where('i.importance', '=', 'critical')
    .where('i.evidence_wanted', 'is not', null)
    .where('f.result', '=', 'met')
    .where('f.revision', '=', (eb) =>
      eb
        .selectFrom('findings as l')
        .select(({ fn }) => fn.max('l.revision').as('last'))
        .whereRef('l.review_id', '=', 'f.review_id')
        .whereRef('l.item_id', '=', 'f.item_id'),
    )
    .orderBy('d.id')
    .orderBy('i.position'),
)

/** What was attached to findings of the center's reviews and not taken away again. */
const attachedTo = question((db, { ids }: { ids: string }) =>
  db
    .selectFrom('finding_evidence as e')
    .innerJoin('reviews as r', 'r.id', 'e.review_id')
    .innerJoin('documents as doc', 'doc.id', 'e.document_id')
    .select(['e.review_id as reviewId', 'e.item_id as itemId', 'doc.dated_on as datedOn', 'doc.expires_on as expiresOn'])
    .where('r.center_id', 'in', among(ids))
    .where('e.removed_at', 'is', null)
    .orderBy('e.id'),
)

/** What was added between reviews and accepted by somebody else. */
const renewedFor = question((db, { ids }: { ids: string }) =>
  db
    .selectFrom('evidence_renewals as e')
    .innerJoin('documents as doc', 'doc.id', 'e.document_id')
    .select(['e.review_id as reviewId', 'e.item_id as itemId', 'doc.dated_on as datedOn', 'doc.expires_on as expiresOn', 'e.answered_on as acceptedOn'])
    .where('e.center_id', 'in', among(ids))
    .where('e.answer', '=', 'accepted')
    .orderBy('e.id'),
)

/** The critical items that each approval of each of these centers rests on and that want evidence, with the documents that serve them. */
export async function listCriticalItems(db: Reader, centerIds: readonly number[]): Promise<Map<number, CriticalItem[]>> {
  const given = { ids: JSON.stringify(centerIds) }
  const items = await itemsOf(db, given)
  if (items.length === 0) return new Map()
  const attached = (await attachedTo(db, given)).map((row) => ({ ...row, acceptedOn: null }))
  const documents = Map.groupBy([...attached, ...(await renewedFor(db, given))], keyOf)
  const listed = items.map(({ centerId, decisionId, reviewId, decidedOn, itemId, itemCode, monthsGood }) => {
    const serving = (documents.get(keyOf({ reviewId, itemId })) ?? []).map(({ datedOn, expiresOn, acceptedOn }) => ({
      datedOn: toDayOrNull(datedOn),
      expiresOn: toDayOrNull(expiresOn),
      countsFrom: notBefore(toDayOrNull(datedOn), toDay(acceptedOn ?? decidedOn)),
    }))
    return { centerId, item: { decisionId, itemCode, monthsGood, documents: serving } }
  })
  return new Map([...Map.groupBy(listed, ({ centerId }) => centerId)].map(([centerId, of]) => [centerId, of.map(({ item }) => item)]))
}

/** An older register may hold a paper that is dated ahead: it counts from its own day. */
const notBefore = (datedOn: Day | null, from: Day): Day => (datedOn === null ? from : later(datedOn, from))

const keyOf = ({ reviewId, itemId }: { reviewId: number | null; itemId: number }): string => `${reviewId} ${itemId}`
