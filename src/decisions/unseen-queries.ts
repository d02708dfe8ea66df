import { traitsOf, type Center } from '../centers/center.ts'
import { leftOutBecause, type Applicability } from '../checklists/checklist.ts'
import type { Reader } from '../db/database.ts'
import { question } from '../db/question.ts'
import type { Day } from '../shared/days.ts'
import { isVetted, standingOn, type StandingHistory } from '../standing/standing.ts'

const withoutFinding = question((db, { decisionId }: { decisionId: number }) =>
  db
    .selectFrom('decisions as d')
    .innerJoin('reviews as r', 'r.id', 'd.review_id')
    .innerJoin('checklist_items as i', 'i.checklist_id', 'r.checklist_id')
    .select('i.applies_to')
    .where('d.id', '=', decisionId)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('findings as f').select('f.id').whereRef('f.review_id', '=', 'r.id').whereRef('f.item_id', '=', 'i.id'))),
    ),
)

/**
 * How many items of its checklist apply to a center as its record stands now (V1) that the review behind its approval left out.
 * None while nothing may be sent to it anyway, and none of an approval that was taken over: no review is behind it.
 */
export async function countUnseen(db: Reader, center: Pick<Center, 'kind' | 'country' | 'populations'>, history: StandingHistory, day: Day): Promise<number> {
  const standing = standingOn(history, day)
  if (!isVetted(standing)) return 0
  const items = await withoutFinding(db, { decisionId: standing.decisionId })
  const traits = traitsOf(center)
  return items.filter((item) => leftOutBecause({ appliesTo: JSON.parse(item.applies_to) as Applicability[] }, traits) === null).length
}
