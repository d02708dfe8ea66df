import type { Context } from '../app.ts'
import { get, mayUse, type Route } from '../http/access.ts'
import { render } from '../http/views.ts'
import { approvalsPage } from './pages.ts'
import { waitingAllocations, waitingPayments } from './queries.ts'
import type { WaitingGroup } from './waiting.ts'

/** All that waits for the signed-in person, of whatever kind: each kind only for who may do it. */
export const approvalRoutes = ({ reader, settings }: Context): Route[] => [
  get('/approvals', 'vetting.read', async (_request, response, person) => {
    const threshold = { minor: settings().thresholdMinor, currency: settings().currency }
    const groups: WaitingGroup[] = []
    if (mayUse(person.roles, 'allocations.approve')) groups.push(await waitingAllocations(reader, person))
    if (mayUse(person.roles, 'payments.release')) groups.push(await waitingPayments(reader, person, threshold))
    render(response, 'approvals/list', approvalsPage(groups))
  }),
]
