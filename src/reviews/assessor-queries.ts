import type { Reader } from '../db/database.ts'
import { among } from '../db/ids.ts'
import { question } from '../db/question.ts'

const assessorsOf = question((db, { ids }: { ids: string }) => {
  const leads = db.selectFrom('reviews').select(['id as review', 'lead_id as person']).where('id', 'in', among(ids))
  const before = db
    .selectFrom('review_moves')
    .select(['review_id as review', 'lead_id as person'])
    .where('review_id', 'in', among(ids))
    .where('lead_id', 'is not', null)
    .$narrowType<{ person: number }>()
  const finders = db.selectFrom('findings').select(['review_id as review', 'found_by as person']).where('review_id', 'in', among(ids))
  return leads.union(before).union(finders)
})

/** V6: who led each of these reviews, now or before, or recorded a finding in it. None of them may decide it. */
export async function listAssessors(db: Reader, reviewIds: readonly number[]): Promise<Map<number, Set<number>>> {
  const rows = await assessorsOf(db, { ids: JSON.stringify(reviewIds) })
  return new Map([...Map.groupBy(rows, ({ review }) => review)].map(([review, of]) => [review, new Set(of.map(({ person }) => person))]))
}
