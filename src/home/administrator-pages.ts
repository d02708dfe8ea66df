import type { Account } from '../accounts/account.ts'
import type { WaitingGroup } from '../approvals/waiting.ts'
import { actionText } from '../centers/history.ts'
import { dayText } from '../shared/days.ts'
import { roleName } from '../shared/actor.ts'
import type { HomeRow, HomeSection } from './pages.ts'
import type { DoneEvent, SignedIn } from './work.ts'

export interface AdministratorWork {
  accounts: Account[]
  signedIn: SignedIn[]
  events: DoneEvent[]
}

/** What an administrator must answer. @param others says what somebody else must */
export const rolesSection = (mine: WaitingGroup['mine'], others: string | null): HomeSection => ({
  title: 'Roles to confirm',
  more: { label: 'Roles', href: '/roles' },
  rows: mine.map(({ label, href, about }) => ({ label, href, about, state: { word: 'To confirm', tone: 'warn' } })),
  rest: others === null ? null : { said: others, all: { label: 'All roles to confirm', href: '/roles' } },
  empty: { text: others ?? 'No program manager waits for a second person.', first: null },
})

/** Whom an administrator invited and who has not come: nothing at all while there is nobody. */
export function invitedSections(accounts: readonly Account[]): HomeSection[] {
  const rows = accounts
    .filter(({ joined, disabled }) => !joined && !disabled)
    .map(({ id, name, held }): HomeRow => {
      const roles = held.map(({ role }) => roleName[role]).join(', ')
      const about = `Invited as ${roles === '' ? 'somebody without a role' : roles}, and has not joined. Ask, or make another link if theirs has run out.`
      return { label: name, href: `/admin/people/${id}`, about, state: { word: 'Not joined', tone: 'warn' } }
    })
  if (rows.length === 0) return []
  return [{ title: 'Invited, and not here yet', more: { label: 'People', href: '/admin/people' }, rows, empty: { text: '', first: null } }]
}

/** What an administrator looks over. */
export function administratorSide({ accounts, signedIn, events }: AdministratorWork, timeZone: string): HomeSection[] {
  const active = accounts.filter(({ joined, disabled }) => joined && !disabled).length
  const invited = accounts.filter(({ joined, disabled }) => !joined && !disabled).length
  const people: HomeRow = {
    label: `${active} active`,
    href: '/admin/people',
    about: invited === 0 ? 'nobody is invited' : `${invited} invited and not here yet`,
    state: null,
  }
  return [
    { title: 'People', more: { label: 'Invite somebody', href: '/admin/people/new' }, rows: [people], empty: { text: '', first: null } },
    {
      title: 'Last sign-ins',
      more: null,
      rows: signedIn.map(({ name, at }) => ({ label: name, href: null, about: momentText(at, timeZone), state: null })),
      empty: { text: 'Nobody is signed in.', first: null },
    },
    {
      title: 'Last events',
      more: { label: 'The log', href: '/admin/events' },
      rows: events.map(({ action, actor, at }) => ({
        label: actionText(action),
        href: null,
        about: `${actor ?? 'The register'}, ${momentText(at, timeZone)}`,
        state: null,
      })),
      empty: { text: 'Nothing was done yet.', first: null },
    },
  ]
}

function momentText(at: Temporal.Instant, timeZone: string): string {
  const local = at.toZonedDateTimeISO(timeZone)
  return `${dayText(local.toPlainDate())} at ${local.toPlainTime().toString().slice(0, 5)}`
}
