import type { Role } from '../shared/actor.ts'
import { mayUse, type Permission } from './access.ts'

/** A page that a room leads to, and whatever else stands under it. */
interface Door {
  label: string
  href: string
  permission: Permission
  also?: string[]
}

/** The product's rooms, each named by its first page, with the pages that it leads to. */
const rooms: Door[][] = [
  [{ label: 'Home', href: '/', permission: 'signed in' }],
  [
    { label: 'Centers', href: '/centers', permission: 'directory.read', also: ['/contacts', '/notes', '/conditions'] },
    { label: 'Organizations', href: '/organizations', permission: 'directory.read' },
    { label: 'Documents', href: '/documents', permission: 'vetting.read' },
    { label: 'Imports', href: '/imports', permission: 'directory.write' },
  ],
  [
    { label: 'Reviews', href: '/reviews', permission: 'vetting.read' },
    { label: 'Checklists', href: '/checklists', permission: 'vetting.read' },
  ],
  [
    { label: 'Funds', href: '/funds', permission: 'funds.read', also: ['/fund-entries'] },
    { label: 'Allocations', href: '/allocations', permission: 'funds.read' },
    { label: 'Payments', href: '/payments', permission: 'funds.read', also: ['/arrivals', '/returns'] },
    { label: 'Rates', href: '/rates', permission: 'funds.read' },
  ],
  [
    { label: 'Needs', href: '/needs', permission: 'supplies.read' },
    { label: 'Deliveries', href: '/deliveries', permission: 'supplies.read', also: ['/receipts'] },
  ],
  [{ label: 'Approvals', href: '/approvals', permission: 'vetting.read', also: ['/evidence', '/opening-approvals', '/place-authorizations'] }],
  [{ label: 'Reports', href: '/reports', permission: 'reports.read' }],
  [
    { label: 'People', href: '/admin/people', permission: 'people.manage' },
    { label: 'Roles to confirm', href: '/roles', permission: 'people.manage' },
  ],
  [{ label: 'Settings', href: '/admin/settings', permission: 'settings.manage' }],
  [{ label: 'Events', href: '/admin/events', permission: 'events.read' }],
]

export interface RoomLink {
  label: string
  href: string
  /** Whether one is there: on the page itself, or on one under it. */
  current: 'page' | 'true' | null
  /** How many things wait there; null when none are counted. */
  count: number | null
}

export interface Rooms {
  rooms: RoomLink[]
  /** The pages of the room one is in; null where it has only one. */
  within: { label: string; pages: RoomLink[] } | null
}

/** The rooms that somebody may enter, seen from a path. `waiting` is what waits for them, where it is known. */
export function roomsFor(roles: readonly Role[], path: string, waiting: number | null): Rooms {
  const linkTo = (door: Door): RoomLink => ({
    label: door.label,
    href: door.href,
    current: path === door.href ? 'page' : isUnder(path, door) ? 'true' : null,
    count: door.href === '/approvals' && waiting !== null && waiting > 0 ? waiting : null,
  })
  const open = rooms.map((doors) => doors.filter(({ permission }) => mayUse(roles, permission)).map(linkTo)).filter((links) => links.length > 0)
  const within = open.find((links) => links.length > 1 && links.some(({ current }) => current !== null))
  return {
    rooms: open.flatMap(([first, ...others]) => {
      if (first === undefined) return []
      return [others.some(({ current }) => current !== null) ? { ...first, current: 'true' as const } : first]
    }),
    within: within?.[0] === undefined ? null : { label: within[0].label, pages: within },
  }
}

const isUnder = (path: string, { href, also = [] }: Door): boolean => href !== '/' && [href, ...also].some((each) => path === each || path.startsWith(`${each}/`))
