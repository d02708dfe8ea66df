import type { Express, NextFunction, Request, Response } from 'express'
import type { Person, Role } from '../shared/actor.ts'
import { Refusal } from '../shared/refusal.ts'
import { numberIn } from '../shared/written.ts'
import { ownPath } from './security.ts'

/** What each role may do, all in one place. `signed in` is anybody with an account; `anyone` needs none. */
const granted = {
  'directory.read': ['coordinator', 'manager'],
  'directory.write': ['coordinator', 'manager'],
  'places.reveal': ['coordinator', 'manager'],
  'vetting.read': ['coordinator', 'manager'],
  'vetting.write': ['coordinator', 'manager'],
  'vetting.decide': ['manager'],
  'funds.read': ['coordinator', 'manager'],
  'funds.write': ['manager'],
  'allocations.propose': ['coordinator', 'manager'],
  'allocations.approve': ['manager'],
  'payments.plan': ['coordinator', 'manager'],
  'payments.release': ['manager'],
  'supplies.read': ['coordinator', 'manager'],
  'supplies.write': ['coordinator', 'manager'],
  'reports.read': ['coordinator', 'manager', 'board'],
  'people.manage': ['administrator'],
  'roles.confirm': ['administrator', 'manager'],
  'events.read': ['administrator'],
  'settings.manage': ['administrator'],
  'signed in': ['coordinator', 'manager', 'board', 'administrator'],
} satisfies Record<string, Role[]>

export type Permission = keyof typeof granted

type Handler = (request: Request, response: Response, person: Person) => Promise<void> | void
type PublicHandler = (request: Request, response: Response) => Promise<void> | void
/** What stands between the permission and the handler, such as the reading of an upload. */
type Before = (request: Request, response: Response, next: NextFunction) => void

/** The product's routes are a table of these; there is no other way to mount one, so none lacks a permission (AZ-01). */
export type Route = { method: 'get' | 'post'; path: string; before?: Before } & (
  | { permission: Permission; handler: Handler }
  | { permission: 'anyone'; handler: PublicHandler }
)

export const get = (path: string, permission: Permission, handler: Handler): Route => ({ method: 'get', path, permission, handler })
export const post = (path: string, permission: Permission, handler: Handler, before?: Before): Route => ({
  method: 'post',
  path,
  permission,
  handler,
  ...(before && { before }),
})
export const openGet = (path: string, handler: PublicHandler): Route => ({ method: 'get', path, permission: 'anyone', handler })
export const openPost = (path: string, handler: PublicHandler): Route => ({ method: 'post', path, permission: 'anyone', handler })

/** Whoever is signed in may see their own page and account, even while their role waits for a confirmation. */
export const mayUse = (roles: readonly Role[], permission: Permission): boolean =>
  permission === 'signed in' || roles.some((role) => (granted[permission] as readonly Role[]).includes(role))

/** Mounts the table, and lets every other method on its paths be answered as not allowed. */
export function mount(app: Express, routes: Route[], personOf: (request: Request) => Person | null): void {
  const readable = new Set(routes.filter(({ method }) => method === 'get').map(({ path }) => path))
  for (const route of routes) {
    if (route.permission !== 'anyone' && !Object.hasOwn(granted, route.permission)) throw new Error(`${route.method} ${route.path} names no permission.`)
    app[route.method](route.path, (request, response, next) => {
      response.locals['route'] = route.path
      if (route.permission === 'anyone') return route.handler(request, response)
      const person = personOf(request)
      if (!person) return sendToSignIn(request, response, readable)
      if (!mayUse(person.roles, route.permission)) throw new Refusal('forbidden', 'Your role does not include this. Ask an administrator if it should.')
      if (!route.before) return route.handler(request, response, person)
      route.before(request, response, (error?: unknown) => {
        if (error !== undefined) return next(error)
        Promise.try(() => route.handler(request, response, person)).catch(next)
      })
    })
  }
}

/**
 * After signing in, a page that was asked for is shown. What was posted must be posted again, and the sign-in page says so: it leads back
 * to the page that a script sent it from, or to the form itself where that stands under the same address.
 */
function sendToSignIn(request: Request, response: Response, readable: ReadonlySet<string>): void {
  const route = String(response.locals['route'])
  const asked = new URLSearchParams()
  const next = readable.has(route) ? request.originalUrl : pageOf(request)
  if (next !== null && next !== '/') asked.set('next', next)
  if (request.method === 'POST' && route !== '/sign-out') asked.set('unsaved', 'yes')
  response.redirect(303, asked.size === 0 ? '/sign-in' : `/sign-in?${asked.toString()}`)
}

/** The path of the page that a script of ours sent this from. */
function pageOf(request: Request): string | null {
  const url = URL.parse(request.get('HX-Current-URL') ?? '')
  return url === null ? null : url.pathname + url.search
}

const longestNext = 2000

/** Where to go after signing in, whole: a path of ours that was cut short would lead elsewhere. */
export function nextIn(request: Request): string {
  const { next } = request.query
  return typeof next === 'string' && next.length <= longestNext ? ownPath(next) : '/'
}

/** @throws Refusal (not found) when the path holds no whole number above 0 there */
export function idIn(request: Request, name = 'id'): number {
  const id = numberIn(String(request.params[name]))
  if (id === null) throw new Refusal('not-found', 'There is no such page.')
  return id
}

/** So long is a value of the query at most, and so many of one name are read. */
export const [longestValue, mostValues] = [200, 50]

/** One value of the query, whatever was sent: the first of several, trimmed and bounded. */
export function queryText(request: Request, name: string): string {
  const value = request.query[name]
  const first = Array.isArray(value) ? value[0] : value
  return typeof first === 'string' ? first.replaceAll('\0', '').trim().slice(0, longestValue) : ''
}

/** All values of the query under a name, for filters that take several. */
export function queryTexts(request: Request, name: string): string[] {
  const value = request.query[name]
  const all: unknown[] = Array.isArray(value) ? value : [value]
  return all.filter((each): each is string => typeof each === 'string' && each !== '' && each.length <= longestValue).slice(0, mostValues)
}
