import type { Context } from '../app.ts'
import { get, mayUse, type Permission, type Route } from '../http/access.ts'
import { render } from '../http/views.ts'
import type { Person } from '../shared/actor.ts'
import { approvalsPage } from './pages.ts'
import { waitingAllocations, waitingPayments } from './queries.ts'
import { waitingOpenings, waitingPlaces, waitingRenewals, waitingReviews, waitingRoles } from './vetting-queries.ts'
import type { WaitingGroup } from './waiting.ts'

/** All that waits for the signed-in person, of whatever kind: each kind only for who may do it. */
export const approvalRoutes = ({ reader, settings }: Context): Route[] => {
  const payments = (db: typeof reader, person: Person): Promise<WaitingGroup> =>
    waitingPayments(db, person, { minor: settings().thresholdMinor, currency: settings().currency })
  const kinds: [Permission, (db: typeof reader, person: Person) => Promise<WaitingGroup>][] = [
    ['payments.release', payments],
    ['allocations.approve', waitingAllocations],
    ['vetting.decide', waitingReviews],
    ['vetting.decide', waitingOpenings],
    ['vetting.write', waitingRenewals],
    ['places.reveal', waitingPlaces],
    ['roles.confirm', waitingRoles],
  ]
  return [
    get('/approvals', 'vetting.read', async (_request, response, person) => {
      const groups: WaitingGroup[] = []
      for (const [permission, load] of kinds) if (mayUse(person.roles, permission)) groups.push(await load(reader, person))
      render(response, 'approvals/list', approvalsPage(groups))
    }),
  ]
}
