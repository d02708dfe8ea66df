import type { Reader } from '../db/database.ts'
import type { Permission } from '../http/access.ts'
import type { Person } from '../shared/actor.ts'
import type { Money } from '../shared/money.ts'
import { waitingAllocations, waitingPayments } from './queries.ts'
import { waitingOpenings, waitingPlaces, waitingRenewals, waitingReviews, waitingRoles } from './vetting-queries.ts'
import type { WaitingGroup } from './waiting.ts'

/**
 * All that waits for a person, of whatever kind, money first: each kind only for those who may do it.
 * @param threshold in the reporting currency: M3, M4
 */
export async function listWaiting(db: Reader, person: Person, threshold: Money, may: (permission: Permission) => boolean): Promise<WaitingGroup[]> {
  const kinds: [Permission, () => Promise<WaitingGroup>][] = [
    ['payments.release', () => waitingPayments(db, person, threshold)],
    ['allocations.approve', () => waitingAllocations(db, person)],
    ['vetting.decide', () => waitingReviews(db, person)],
    ['vetting.decide', () => waitingOpenings(db, person)],
    ['vetting.write', () => waitingRenewals(db, person)],
    ['places.reveal', () => waitingPlaces(db, person)],
    ['roles.confirm', () => waitingRoles(db, person)],
  ]
  const groups: WaitingGroup[] = []
  for (const [permission, load] of kinds) if (may(permission)) groups.push(await load())
  return groups
}
