import { getAccount, listAccounts } from '../accounts/queries.ts'
import type { Context } from '../app.ts'
import { waitingRoles } from '../approvals/vetting-queries.ts'
import { listWaiting } from '../approvals/waiting-queries.ts'
import type { WaitingGroup } from '../approvals/waiting.ts'
import { listDeliveriesUnderWay } from '../deliveries/list-queries.ts'
import { listFundsWithBalances } from '../funds/queries.ts'
import { get, mayUse, type Route } from '../http/access.ts'
import { render } from '../http/views.ts'
import { listNeeds } from '../needs/list-queries.ts'
import type { Person } from '../shared/actor.ts'
import { administratorSide, rolesSection } from './administrator-pages.ts'
import { coordinatorSections, type CoordinatorWork } from './coordinator-pages.ts'
import { handedSections } from './handed-pages.ts'
import { atRiskSection, balancesSection, waitingSection } from './manager-pages.ts'
import { homePage, ownRolesSection, type Board, type HomeSection } from './pages.ts'
import { leadsAnything, listHandedOver, listLastEvents, listLedCenters, listLedReviews, listSignedIn } from './queries.ts'

const most = 20

/** Each person's own page. `board` gives what the reports say in few figures. */
export const homeRoutes = ({ reader, settings }: Context, board: (person: Person) => Promise<Board>): Route[] => {
  const waiting = (person: Person): Promise<WaitingGroup[]> =>
    listWaiting(reader, person, { minor: settings().thresholdMinor, currency: settings().currency }, (permission) => mayUse(person.roles, permission))

  const coordinatorWork = async ({ id, today }: Person): Promise<CoordinatorWork> => ({
    leadsAnything: await leadsAnything(reader, id),
    centers: await listLedCenters(reader, id, today),
    reviews: await listLedReviews(reader, id),
    needs: await listNeeds(reader, { lateOn: today, personId: id }, { sort: { by: 'needed-by', descending: false }, limit: most, offset: 0 }),
    deliveries: await listDeliveriesUnderWay(reader, id, most),
  })

  return [
    get('/', 'signed in', async (_request, response, person) => {
      const is = (role: (typeof person.roles)[number]): boolean => person.roles.includes(role)
      const sections: HomeSection[] = []
      const side: HomeSection[] = []
      if (is('manager')) {
        sections.push(waitingSection(await waiting(person)))
        side.push(balancesSection(await listFundsWithBalances(reader)), atRiskSection(await board(person)))
      }
      if (is('coordinator') || is('manager')) sections.push(...handedSections(await listHandedOver(reader, person.id)))
      if (is('coordinator')) sections.push(...coordinatorSections(await coordinatorWork(person), person.today))
      if (is('administrator')) {
        const roles = await waitingRoles(reader, person)
        if (!is('manager')) sections.push(rolesSection({ roles }))
        const looked = { roles, accounts: await listAccounts(reader), signedIn: await listSignedIn(reader), events: await listLastEvents(reader) }
        side.push(...administratorSide(looked, settings().timeZone))
      }
      const account = await getAccount(reader, person.id)
      if (account.held.length === 0 || account.held.some(({ holds }) => !holds)) side.unshift(ownRolesSection(account))
      const headline = is('board') ? await board(person) : null
      render(response, 'home/show', homePage(person, headline, sections, side))
    }),
  ]
}
