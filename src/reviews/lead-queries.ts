import type { Trx } from '../db/database.ts'
import type { Person } from '../shared/actor.ts'
import { instantText } from '../shared/days.ts'

/** Gives the reviews under way that one person leads to another. @returns which */
export async function moveLeads(trx: Trx, from: number, to: number, actor: Person): Promise<{ id: number; centerId: number }[]> {
  const led = await trx.selectFrom('reviews').select(['id', 'center_id as centerId']).where('lead_id', '=', from).where('state', 'in', ['open', 'submitted']).execute()
  for (const { id } of led) {
    await trx
      .updateTable('reviews')
      .set(({ eb }) => ({ lead_id: to, version: eb('version', '+', 1) }))
      .where('id', '=', id)
      .execute()
    await trx
      .insertInto('review_moves')
      .values({ review_id: id, move: 'handed over', on_day: actor.today.toString(), reason: null, lead_id: to, by_id: actor.id, at: instantText(actor.now) })
      .execute()
  }
  return led
}
