import { servesMinorsIn } from '../centers/minors-queries.ts'
import type { Reader } from '../db/database.ts'
import { question } from '../db/question.ts'
import { among } from '../db/ids.ts'
import { toDay, toDayOrNull } from '../shared/days.ts'
import { listCriticalItems } from './evidence-queries.ts'
import type { HoldFacts } from './holds.ts'
import type { StandingHistory } from './standing.ts'

const decisionsOf = question((db, { ids }: { ids: string }) =>
  db.selectFrom('decisions').select(['id', 'center_id', 'outcome', 'effective_on', 'valid_until']).where('center_id', 'in', among(ids)).orderBy('id'),
)

const conditionsOf = question((db, { ids }: { ids: string }) =>
  db
    .selectFrom('conditions')
    .innerJoin('decisions', 'decisions.id', 'conditions.decision_id')
    .leftJoin('condition_meetings', 'condition_meetings.condition_id', 'conditions.id')
    .select(['decisions.center_id', 'conditions.decision_id', 'conditions.due_on', 'condition_meetings.met_on'])
    .where('decisions.center_id', 'in', among(ids))
    .orderBy('conditions.id'),
)

const reviewsOf = question((db, { ids }: { ids: string }) => db.selectFrom('reviews').select(['center_id', 'opened_on', 'ended_on']).where('center_id', 'in', among(ids)))

/** Everything that the standing of each of these centers follows from, on any day. A center of which nothing is recorded has an empty one. */
export async function listHistories(db: Reader, centerIds: readonly number[]): Promise<Map<number, StandingHistory>> {
  const given = { ids: JSON.stringify(centerIds) }
  const [decisions, conditions, reviews] = await Promise.all([decisionsOf(db, given), conditionsOf(db, given), reviewsOf(db, given)])
  const of = { decisions: byCenter(decisions), conditions: byCenter(conditions), reviews: byCenter(reviews) }
  return new Map(
    centerIds.map((id) => [
      id,
      {
        decisions: (of.decisions.get(id) ?? []).map((row) => ({
          id: row.id,
          outcome: row.outcome,
          effectiveOn: toDay(row.effective_on),
          validUntil: toDayOrNull(row.valid_until),
        })),
        conditions: (of.conditions.get(id) ?? []).map((row) => ({ decisionId: row.decision_id, dueOn: toDay(row.due_on), metOn: toDayOrNull(row.met_on) })),
        reviews: (of.reviews.get(id) ?? []).map((row) => ({ openedOn: toDay(row.opened_on), endedOn: toDayOrNull(row.ended_on) })),
      },
    ]),
  )
}

const byCenter = <Row extends { center_id: number }>(rows: readonly Row[]): Map<number, Row[]> => Map.groupBy(rows, ({ center_id }) => center_id)

const servingMinors = question((db, { ids }: { ids: string }) => db.selectFrom('centers').select('id').where('id', 'in', among(ids)).where(servesMinorsIn('centers.id')))

/** Which of these centers serve minors as their records stand now. */
export const listServingMinors = async (db: Reader, centerIds: readonly number[]): Promise<Set<number>> =>
  new Set((await servingMinors(db, { ids: JSON.stringify(centerIds) })).map(({ id }) => id))

/** All that holds on each of these centers follow from: its history, the evidence behind its approvals, and whether it serves minors. */
export async function listFacts(db: Reader, centerIds: readonly number[]): Promise<Map<number, HoldFacts>> {
  const [histories, items] = [await listHistories(db, centerIds), await listCriticalItems(db, centerIds)]
  const minors = await listServingMinors(db, centerIds)
  return new Map([...histories].map(([id, history]) => [id, { history, criticalItems: items.get(id) ?? [], servesMinors: minors.has(id) }]))
}
