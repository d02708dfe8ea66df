import type { Trx } from '../db/database.ts'

/** Gives the centers that one person leads to another, or to nobody. @returns how many */
export async function moveLeads(trx: Trx, from: number, to: number | null): Promise<number> {
  const { numUpdatedRows } = await trx
    .updateTable('centers')
    .set(({ eb }) => ({ lead_id: to, version: eb('version', '+', 1) }))
    .where('lead_id', '=', from)
    .executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}
