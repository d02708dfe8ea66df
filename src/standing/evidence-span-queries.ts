import type { Reader, Trx } from '../db/database.ts'
import { toDay, type Day } from '../shared/days.ts'
import { evidenceGapsOf, type EvidenceGap } from './evidence-gaps.ts'
import type { EvidenceFacts } from './holds.ts'

/**
 * Writes when a center's critical items have no evidence in date. A span that no longer holds is superseded, and nothing is written when all hold.
 * `from` is the first day of the center's standing, `at` the instant from which this is known, as the register keeps instants.
 */
export async function rewriteEvidenceSpans(trx: Trx, centerId: number, { facts, from, at }: { facts: EvidenceFacts; from: Day; at: string }): Promise<void> {
  const wanted = new Map(evidenceGapsOf(facts, from).map((gap) => [keyOf(toRow(gap)), toRow(gap)]))
  const current = await trx
    .selectFrom('evidence_spans')
    .select(['id', 'item_code', 'from_on', 'until_on'])
    .where('center_id', '=', centerId)
    .where('superseded_at', 'is', null)
    .execute()
  for (const row of current) {
    if (wanted.delete(keyOf(row))) continue
    await trx.updateTable('evidence_spans').set({ superseded_at: at }).where('id', '=', row.id).execute()
  }
  const added = [...wanted.values()].map((row) => ({ ...row, center_id: centerId, recorded_at: at }))
  if (added.length > 0) await trx.insertInto('evidence_spans').values(added).execute()
}

interface Row {
  item_code: string
  from_on: string
  until_on: string | null
}

const toRow = ({ itemCode, from, until }: EvidenceGap): Row => ({ item_code: itemCode, from_on: from.toString(), until_on: until?.toString() ?? null })
const keyOf = ({ item_code, from_on, until_on }: Row): string => `${item_code} ${from_on} ${until_on ?? 'on'}`

/** The first day from which a center has spans of its standing. */
export async function firstSpanDay(db: Reader, centerId: number): Promise<Day> {
  const { first } = await db
    .selectFrom('standing_spans')
    .select(({ fn }) => fn.min('from_on').as('first'))
    .where('center_id', '=', centerId)
    .where('superseded_at', 'is', null)
    .executeTakeFirstOrThrow()
  return toDay(first)
}
