import { othersConfirmText } from '../accounts/account.ts'
import { getAccount, listAccounts } from '../accounts/queries.ts'
import { listWaitingRoles } from '../accounts/waiting-queries.ts'
import type { Context } from '../app.ts'
import { waitingRoles } from '../approvals/vetting-queries.ts'
import { listWaiting } from '../approvals/waiting-queries.ts'
import type { WaitingGroup } from '../approvals/waiting.ts'
import type { Reader } from '../db/database.ts'
import { countDeliveries, listDeliveriesUnderWay, type DeliverySummary } from '../deliveries/list-queries.ts'
import { listFundsWithBalances } from '../funds/queries.ts'
import { get, mayUse, type Route } from '../http/access.ts'
import type { Notice } from '../http/parts.ts'
import { render } from '../http/views.ts'
import { listLooks } from '../locations/event-queries.ts'
import { manyLooks } from '../locations/looks.ts'
import { countNeedsByState, listNeeds } from '../needs/list-queries.ts'
import type { Need } from '../needs/need.ts'
import type { Person } from '../shared/actor.ts'
import type { Day } from '../shared/days.ts'
import { administratorSide, invitedSections, rolesSection } from './administrator-pages.ts'
import { coordinatorSections, type CoordinatorWork } from './coordinator-pages.ts'
import { draftSections } from './draft-pages.ts'
import { listDrafts } from './draft-queries.ts'
import { handedSections } from './handed-pages.ts'
import { looksNotice, toldDays } from './look-pages.ts'
import { atRiskSection, balancesSection, waitingSection } from './manager-pages.ts'
import { homePage, ownRolesSection, type Board, type HomeSection } from './pages.ts'
import { leadsAnything, listHandedOver, listLastEvents, listLedCenters, listLedReviews, listSignedIn } from './queries.ts'
import { mostShown, type First } from './work.ts'

/** A list's rows, and how many there are: counted only where there are more than are shown. */
async function firstOf<Row>(rows: Row[], countAll: () => Promise<number>): Promise<First<Row>> {
  return { rows, total: rows.length < mostShown ? rows.length : await countAll() }
}

async function lateNeeds(reader: Reader, personId: number, today: Day): Promise<First<Need>> {
  const filters = { lateOn: today, personId }
  const rows = await listNeeds(reader, filters, { sort: { by: 'needed-by', descending: false }, limit: mostShown, offset: 0 })
  return firstOf(rows, async () => Object.values(await countNeedsByState(reader, filters)).reduce((sum, count) => sum + count, 0))
}

const underWay = async (reader: Reader, personId: number, today: Day): Promise<First<DeliverySummary>> =>
  firstOf(await listDeliveriesUnderWay(reader, personId, mostShown), async () =>
    (await countDeliveries(reader, today, personId)).filter(({ state, mine }) => state === 'sent' && mine).reduce((sum, { count }) => sum + count, 0),
  )

/** Each person's own page. `board` gives what the reports say in few figures. */
export const homeRoutes = ({ reader, settings }: Context, board: (person: Person) => Promise<Board>): Route[] => {
  const waiting = (person: Person): Promise<WaitingGroup[]> =>
    listWaiting(reader, person, { minor: settings().thresholdMinor, currency: settings().currency }, (permission) => mayUse(person.roles, permission))

  const coordinatorWork = async ({ id, today }: Person): Promise<CoordinatorWork> => ({
    leadsAnything: await leadsAnything(reader, id),
    centers: await listLedCenters(reader, id, today),
    reviews: await listLedReviews(reader, id),
    needs: await lateNeeds(reader, id, today),
    deliveries: await underWay(reader, id, today),
  })

  /** CONF-05: those who are told of many looks are those who can do something about them. */
  const looksTold = async ({ now, today, roles }: Person): Promise<Notice | null> => {
    const looks = await listLooks(reader, now.subtract({ hours: toldDays * 24 }))
    return looksNotice(manyLooks(looks), { today, timeZone: settings().timeZone, mayOpenLog: mayUse(roles, 'events.read') })
  }

  return [
    get('/', 'signed in', async (_request, response, person) => {
      const is = (role: (typeof person.roles)[number]): boolean => person.roles.includes(role)
      const sections: HomeSection[] = []
      const side: HomeSection[] = []
      if (is('manager')) {
        sections.push(waitingSection(await waiting(person)))
        side.push(balancesSection(await listFundsWithBalances(reader)), atRiskSection(await board(person)))
      }
      if (is('coordinator') || is('manager')) sections.push(...draftSections(await listDrafts(reader, person.id)))
      if (is('coordinator') || is('manager')) sections.push(...handedSections(await listHandedOver(reader, person.id), sections))
      if (is('coordinator')) sections.push(...coordinatorSections(await coordinatorWork(person), person.today))
      if (is('administrator')) {
        const roles = await waitingRoles(reader, person)
        const accounts = await listAccounts(reader)
        const others = othersConfirmText(await listWaitingRoles(reader), person.id)
        // What is a manager's to confirm stands with what waits for them already.
        if (!is('manager') || others !== null) sections.push(rolesSection(is('manager') ? [] : roles.mine, others))
        sections.push(...invitedSections(accounts))
        const looked = { accounts, signedIn: await listSignedIn(reader), events: await listLastEvents(reader) }
        side.push(...administratorSide(looked, settings().timeZone))
      }
      const account = await getAccount(reader, person.id)
      if (account.held.length === 0 || account.held.some(({ holds }) => !holds)) side.unshift(ownRolesSection(account))
      const headline = is('board') ? await board(person) : null
      const notice = is('administrator') || is('manager') ? await looksTold(person) : null
      render(response, 'home/show', homePage(person, notice, headline, sections, side))
    }),
  ]
}
