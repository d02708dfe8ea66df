import type { Request, RequestHandler, Response } from 'express'
import session from 'express-session'
import type { Store } from 'express-session'
import { roleName, type Actor, type Person } from '../shared/actor.ts'
import { longDayText } from '../shared/days.ts'
import { mayUse, type Permission } from './access.ts'
import { assetsPath } from './assets.ts'
import { setShell } from './views.ts'

declare module 'express-session' {
  interface SessionData {
    /** What was just done, to be said on the next page. */
    done?: string
  }
}

declare global {
  namespace Express {
    interface User extends Pick<Person, 'id' | 'name' | 'roles'> {}
  }
}

interface SessionOptions {
  store: Store
  newId: () => string
  secret: Buffer
  secure: boolean
}

/** SESS-02: a cookie for this visit only, that no script reads and no other site sends. */
export const sessions = ({ store, newId, secret, secure }: SessionOptions): RequestHandler =>
  session({
    store,
    genid: newId,
    secret: secret.toString('base64'),
    name: secure ? '__Host-lantern' : 'lantern',
    cookie: { httpOnly: true, sameSite: 'lax', secure, path: '/' },
    resave: false,
    saveUninitialized: false,
    proxy: secure,
  })

/** Says on the next page what was done. */
export function say(request: Request, done: string): void {
  request.session.done = done
}

/** The product's rooms, each for those who may enter it. */
const rooms: { label: string; href: string; permission: Permission; also: string[] }[] = [
  { label: 'Home', href: '/', permission: 'signed in', also: [] },
  { label: 'Centers', href: '/centers', permission: 'directory.read', also: ['/organizations', '/imports'] },
  { label: 'Reviews', href: '/reviews', permission: 'vetting.read', also: ['/checklists', '/documents'] },
  { label: 'Funds', href: '/funds', permission: 'funds.read', also: ['/allocations', '/payments', '/approvals', '/rates'] },
  { label: 'Needs', href: '/needs', permission: 'supplies.read', also: ['/deliveries'] },
  { label: 'Reports', href: '/reports', permission: 'reports.read', also: [] },
  { label: 'People', href: '/admin/people', permission: 'people.manage', also: [] },
  { label: 'Settings', href: '/admin/settings', permission: 'settings.manage', also: [] },
  { label: 'Events', href: '/admin/events', permission: 'events.read', also: [] },
]

interface ShellOptions {
  actor: () => Actor
  example: () => boolean
}

/** Sets what stands around the page: who is signed in, the rooms they may enter, and what was just done. */
export const shellAround =
  ({ actor, example }: ShellOptions): RequestHandler =>
  (request, response, next) => {
    const person = request.user ?? null
    response.locals['personId'] = person?.id ?? null
    setShell(response, {
      person: person && { name: person.name, roles: person.roles.map((role) => roleName[role]).join(', ') },
      rooms: person
        ? rooms
            .filter(({ permission }) => mayUse(person.roles, permission))
            .map((room) => ({ label: room.label, href: room.href, count: null, current: isIn(request.path, room) }))
        : [],
      done: person ? takeDone(request, response) : null,
      assets: assetsPath,
      today: longDayText(actor().today),
      example: example(),
      search: person !== null && mayUse(person.roles, 'directory.read'),
    })
    next()
  }

const isIn = (path: string, room: { href: string; also: string[] }): boolean =>
  room.href === '/' ? path === '/' : [room.href, ...room.also].some((href) => path === href || path.startsWith(`${href}/`))

/** Said once, on the next whole page that is read. */
function takeDone(request: Request, response: Response): string | null {
  const done = request.session?.done ?? null
  if (done === null || request.method !== 'GET' || request.get('HX-Request') === 'true' || response.headersSent) return null
  delete request.session.done
  return done
}
