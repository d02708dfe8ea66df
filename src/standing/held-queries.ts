import { sql } from 'kysely'
import { servesMinorsIn } from '../centers/minors-queries.ts'
import type { Reader } from '../db/database.ts'
import { among } from '../db/ids.ts'
import type { Day } from '../shared/days.ts'
import { longestMonths } from './decisions.ts'
import { listHistories, listServingMinors } from './facts-queries.ts'
import { holdsOn, type Hold } from './holds.ts'
import { isVetted, standingOn } from './standing.ts'

export type HoldKind = Hold['kind']

/**
 * What holds centers that are vetted on a day, by their ids: those that nothing holds are not in it. Of these centers, or of all.
 *
 * As `holdsOn` says it, without reading what every center's holds follow from: evidence has its spans, and of the few centers that some
 * other hold might stand against, the records are read and judged by it.
 */
export async function listHeld(db: Reader, day: Day, centerIds: readonly number[] | null): Promise<Map<number, HoldKind[]>> {
  const ids = centerIds === null ? null : JSON.stringify(centerIds)
  const [lacking, suspects] = await Promise.all([lackingEvidence(db, day, ids), suspected(db, day, ids)])
  const [histories, minors] = await Promise.all([listHistories(db, suspects), listServingMinors(db, suspects)])
  const held = new Map<number, HoldKind[]>()
  for (const [id, history] of histories) {
    if (!isVetted(standingOn(history, day))) continue
    const kinds = new Set(holdsOn({ history, criticalItems: [], servesMinors: minors.has(id) }, day).map(({ kind }) => kind))
    if (kinds.size > 0) held.set(id, [...kinds])
  }
  for (const id of lacking) held.set(id, [...(held.get(id) ?? []), 'evidence not in date'])
  return held
}

/** The spans are of days on which a center is vetted, so nothing else need be asked. */
async function lackingEvidence(db: Reader, day: Day, ids: string | null): Promise<number[]> {
  const rows = await db
    .selectFrom('evidence_spans')
    .select('center_id')
    .distinct()
    .where('superseded_at', 'is', null)
    .where('from_on', '<=', day.toString())
    .where((span) => span.or([span('until_on', 'is', null), span('until_on', '>', day.toString())]))
    .$if(ids !== null, (query) => query.where('center_id', 'in', among(ids ?? '')))
    .execute()
  return rows.map(({ center_id }) => center_id)
}

/** The centers with a condition past its day that is not met, of whichever approval, or with an approval older than one of minors may be. */
async function suspected(db: Reader, day: Day, ids: string | null): Promise<number[]> {
  const on = day.toString()
  const overdue = db
    .selectFrom('conditions as c')
    .innerJoin('decisions as d', 'd.id', 'c.decision_id')
    .leftJoin('condition_meetings as m', 'm.condition_id', 'c.id')
    .select('d.center_id')
    .where('c.due_on', '<', on)
    .where((met) => met.or([met('m.met_on', 'is', null), met('m.met_on', '>', on)]))
    .$if(ids !== null, (query) => query.where('d.center_id', 'in', among(ids ?? '')))
  const tooLong = db
    .selectFrom('decisions as d')
    .select('d.center_id')
    .where('d.valid_until', '>=', on)
    .where('d.effective_on', '<=', day.subtract({ months: longestMonths(true) }).toString())
    .where(sql<boolean>`${servesMinorsIn('d.center_id')}`)
    .$if(ids !== null, (query) => query.where('d.center_id', 'in', among(ids ?? '')))
  const rows = await overdue.union(tooLong).execute()
  return rows.map(({ center_id }) => center_id)
}
