import type { Reader } from '../db/database.ts'
import { listEnteredRates } from '../rates/queries.ts'
import { ratesToJudgeBy } from '../rates/rate.ts'
import type { Person } from '../shared/actor.ts'
import type { Money } from '../shared/money.ts'
import { assert } from '../shared/refusal.ts'
import { countedOf, type Handled } from './approval-queries.ts'
import { approvalsNeeded, type Needed } from './approval.ts'

type Judged = Pick<Handled, 'allocation' | 'moves'>

/**
 * M3: how many must approve each of these allocations, by their ids, when this person is one of them or releases what was approved (M4).
 * Nobody brings an amount under the threshold by a rate that they alone have seen: those that this person entered since it was proposed don't count.
 * @param threshold in the reporting currency
 */
export async function listNeeded(db: Reader, judged: readonly Judged[], threshold: Money, person: Pick<Person, 'id' | 'today'>): Promise<Map<number, Needed>> {
  const rates = await listEnteredRates(db)
  const counted = await countedOf(db, judged, person.today)
  return new Map(
    judged.map(({ allocation, moves }) => {
      const proposedAt = moves.findLast(({ move }) => move === 'proposed')?.at ?? null
      return [allocation.id, approvalsNeeded(counted.get(allocation.id) ?? [], threshold, ratesToJudgeBy(rates, person.id, proposedAt))]
    }),
  )
}

/** The same of one. */
export async function findNeeded(db: Reader, judged: Judged, threshold: Money, person: Pick<Person, 'id' | 'today'>): Promise<Needed> {
  const needed = (await listNeeded(db, [judged], threshold, person)).get(judged.allocation.id)
  assert(needed !== undefined, 'what is asked of one allocation is answered for it')
  return needed
}
