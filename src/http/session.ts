import type { CookieOptions, Request, RequestHandler, Response } from 'express'
import session from 'express-session'
import type { Store } from 'express-session'
import { roleName, type Actor, type Person } from '../shared/actor.ts'
import { longDayText } from '../shared/days.ts'
import { mayUse } from './access.ts'
import { assetsPath } from './assets.ts'
import { roomsFor } from './rooms.ts'
import { setShell, wantsPart } from './views.ts'

declare module 'express-session' {
  interface SessionData {
    /** What was just done, to be said on the next page. */
    done?: string
    /** The version of their account at which somebody proved who they are: for no other is the session begun. */
    provenAt?: number
  }
}

declare global {
  namespace Express {
    interface User extends Pick<Person, 'id' | 'name' | 'roles'> {
      /** Of their account, when it was read that this is who asks. */
      version: number
    }
  }
}

interface SessionOptions {
  store: Store
  newId: (request: Request) => string
  secret: Buffer
  secure: boolean
}

/** SESS-02: a cookie for this visit only, that no script reads and no other site sends. */
const cookieFor = (secure: boolean): { name: string; cookie: CookieOptions } => ({
  name: secure ? '__Host-lantern' : 'lantern',
  cookie: { httpOnly: true, sameSite: 'lax', secure, path: '/' },
})

export const sessions = ({ store, newId, secret, secure }: SessionOptions): RequestHandler =>
  session({
    store,
    genid: newId,
    secret: secret.toString('base64'),
    ...cookieFor(secure),
    resave: false,
    saveUninitialized: false,
    proxy: secure,
  })

/**
 * Ends the session that a request came with, and has the browser forget it (SESS-05): its pages, and its cookie by its name.
 * All cookies at once would take the one that knows the device too, and make an owner a stranger on a device of theirs (AUTH-07).
 */
export async function endSession(request: Request, response: Response, secure: boolean): Promise<void> {
  await new Promise<void>((resolve, reject) => request.session.destroy((error?: Error) => (error ? reject(error) : resolve())))
  const { name, cookie } = cookieFor(secure)
  response.clearCookie(name, cookie).set('Clear-Site-Data', '"cache", "storage"')
}

/** Says on the next page what was done. */
export function say(request: Request, done: string): void {
  request.session.done = done
}

interface ShellOptions {
  actor: () => Actor
  example: () => boolean
  /** How many things wait for somebody; null where that is not for them. */
  waiting: (person: Person) => Promise<number | null>
}

/** Sets what stands around the page: who is signed in, the rooms they may enter, and what was just done. */
export const shellAround =
  ({ actor, example, waiting }: ShellOptions): RequestHandler =>
  async (request, response, next) => {
    const { now, today } = actor()
    const person = request.user ? { ...request.user, now, today } : null
    response.locals['personId'] = person?.id ?? null
    // Only a whole page shows the count. Without it a page is still a page, and a fault must be answered by one.
    const count = person === null || wantsPart(request) ? null : await waiting(person).catch(() => null)
    setShell(response, {
      person: person && { name: person.name, roles: person.roles.map((role) => roleName[role]).join(', ') },
      ...(person ? roomsFor(person.roles, request.path, count) : { rooms: [], within: null }),
      done: person ? takeDone(request, response) : null,
      leftOut: null,
      assets: assetsPath,
      today: longDayText(today),
      example: example(),
      search: person !== null && mayUse(person.roles, 'directory.read'),
    })
    next()
  }

/** Said once, on the next whole page that is read. */
function takeDone(request: Request, response: Response): string | null {
  const done = request.session?.done ?? null
  if (done === null || request.method !== 'GET' || request.get('HX-Request') === 'true' || response.headersSent) return null
  delete request.session.done
  return done
}
