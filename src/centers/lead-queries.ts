import type { Trx } from '../db/database.ts'

/** Gives the centers that one person leads to another, or to nobody. @returns which */
export async function moveLeads(trx: Trx, from: number, to: number | null): Promise<number[]> {
  const moved = await trx
    .updateTable('centers')
    .set(({ eb }) => ({ lead_id: to, version: eb('version', '+', 1) }))
    .where('lead_id', '=', from)
    .returning('id')
    .execute()
  return moved.map(({ id }) => id)
}
