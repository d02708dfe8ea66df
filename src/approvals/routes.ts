import type { Context } from '../app.ts'
import { lastChange } from '../audit/last-change.ts'
import { get, mayUse, type Route } from '../http/access.ts'
import { render } from '../http/views.ts'
import type { Person } from '../shared/actor.ts'
import { approvalsPage } from './pages.ts'
import { listWaiting } from './waiting-queries.ts'
import { countWaiting, type WaitingGroup } from './waiting.ts'

const waitingFor = ({ reader, settings }: Pick<Context, 'reader' | 'settings'>, person: Person): Promise<WaitingGroup[]> =>
  listWaiting(reader, person, { minor: settings().thresholdMinor, currency: settings().currency }, (permission) => mayUse(person.roles, permission))

/** All that waits for the signed-in person. */
export const approvalRoutes = (context: Context): Route[] => [
  get('/approvals', 'vetting.read', async (_request, response, person) => {
    render(response, 'approvals/list', approvalsPage(await waitingFor(context, person)))
  }),
]

/** How many things wait for a person, for every page to say: counted anew only once something was recorded, or on another day. */
export function waitingCounter(context: Pick<Context, 'reader' | 'settings'>): (person: Person) => Promise<number | null> {
  const kept = new Map<number, { key: string; count: number }>()
  return async (person) => {
    if (!mayUse(person.roles, 'vetting.read')) return null
    const key = [await lastChange(context.reader), person.today.toString(), ...person.roles].join(' ')
    const known = kept.get(person.id)
    if (known?.key === key) return known.count
    const count = countWaiting(await waitingFor(context, person))
    kept.set(person.id, { key, count })
    return count
  }
}
