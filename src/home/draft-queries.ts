import { sql } from 'kysely'
import { followedBy } from '../allocations/follower-queries.ts'
import type { Reader } from '../db/database.ts'
import { toDay } from '../shared/days.ts'
import { mostShown, type Draft, type First } from './work.ts'

const lastReturn = sql<number>`(SELECT max(m.id) FROM allocation_moves m WHERE m.allocation_id = allocations.id AND m.move = 'returned')`

/** The drafts that wait for a person: what was sent back to them first, then their own, the newest first. */
export async function listDrafts(db: Reader, personId: number): Promise<First<Draft>> {
  const rows = await db
    .selectFrom('allocations')
    .innerJoin('centers', 'centers.id', 'allocations.center_id')
    .leftJoin('allocation_moves as back', (join) => join.on('back.id', '=', lastReturn))
    .leftJoin('people', 'people.id', 'back.by_id')
    .select(['allocations.id', 'allocations.amount_minor as minor', 'allocations.currency', 'allocations.drafted_at', 'centers.name as center'])
    .select(['people.name as by', 'back.reason', sql<number>`count(*) OVER ()`.as('total')])
    .where('allocations.state', '=', 'draft')
    .where(followedBy(personId))
    .where(({ or, eb }) => or([eb('allocations.drafted_by', '=', personId), eb('back.id', 'is not', null)]))
    .orderBy(sql`back.id IS NULL`)
    .orderBy('allocations.id', 'desc')
    .limit(mostShown)
    .execute()
  return { rows: rows.map(toDraft), total: rows[0]?.total ?? 0 }
}

interface DraftRow {
  id: number
  minor: number
  currency: string
  drafted_at: string
  center: string
  by: string | null
  reason: string | null
}

const toDraft = ({ id, minor, currency, drafted_at, center, by, reason }: DraftRow): Draft => ({
  id,
  minor,
  currency,
  center,
  draftedOn: toDay(drafted_at.slice(0, 10)),
  sentBack: by === null || reason === null ? null : { by, reason },
})
