import type { NextFunction, Request, Response } from 'express'
import { get, longestValue, mostValues, type Permission, type Route } from './access.ts'
import { listHref } from './lists.ts'
import { countryName } from '../shared/countries.ts'
import { longestSearch, numberIn, oneLine } from '../shared/written.ts'
import { leaveOut } from './views.ts'

/**
 * What a list knows of its address: under each name its values, or whether a value is one. A value that only the register can know,
 * such as a service, is any text: the list finds nothing by one that it does not have. `q` is what is searched for.
 */
type Known = Readonly<Record<string, readonly string[] | ((value: string) => boolean)>>

export const anyText = (): boolean => true
export const aNumber = (value: string): boolean => numberIn(value) !== null
export const aCountry = (value: string): boolean => countryName(value) !== null
export const aSort =
  (keys: readonly string[]) =>
  (value: string): boolean =>
    keys.includes(value.replace(/^-/, ''))

const longestShown = 40
const mostSaid = 5

/**
 * A list: what its address says that the list does not know is left out before anything reads it, and the page says so, so that no count
 * claims to be of a filter that was none. A file of the list has nowhere to say it, so it is answered by the page that does.
 */
export const listGet = (path: string, permission: Permission, known: Known, handler: Extract<Route, { permission: Permission }>['handler']): Route => ({
  ...get(path, permission, handler),
  before: onlyKnown(path, { page: aNumber, ...known }),
})

/** @param path the route's own, since the address that is asked for may be written otherwise, with a slash at its end */
const onlyKnown = (path: string, known: Known) => (request: Request, response: Response, next: NextFunction) => {
  const asked = Object.entries(request.query).map(([name, given]) => [name, [given].flat().map(String)] as const)
  const left = asked.flatMap(([name, values]) => values.filter((value, at) => at >= mostValues || !isKnown(known, name, value)).map((value) => ({ name, value })))
  if (left.length === 0) return next()
  if (path.endsWith('.csv')) return response.redirect(303, listHref(path.slice(0, -'.csv'.length), Object.fromEntries(asked)))
  const kept = asked.map(([name, values]) => [name, values.slice(0, mostValues).flatMap((value) => keptOf(known, name, value))] as const)
  // Express reads the address anew each time that it is asked for the query.
  Object.defineProperty(request, 'query', { value: Object.fromEntries(kept) })
  leaveOut(response, saidOf(left))
  next()
}

const isSearch = (known: Known, name: string): boolean => name === 'q' && Object.hasOwn(known, 'q')

/** What is chosen as "any" comes empty, and is no filter. */
function isKnown(known: Known, name: string, value: string): boolean {
  if (isSearch(known, name)) return value.length <= longestSearch
  // The name is anybody's: every object has a `valueOf`.
  const values = Object.hasOwn(known, name) ? known[name] : undefined
  if (values === undefined || value.trim() === '') return true
  if (value.length > longestValue) return false
  return typeof values === 'function' ? values(value.trim()) : values.includes(value.trim())
}

function keptOf(known: Known, name: string, value: string): string[] {
  if (isKnown(known, name, value)) return [value]
  return isSearch(known, name) ? [value.slice(0, longestSearch).toWellFormed()] : []
}

interface Left {
  name: string
  value: string
}

function saidOf(left: readonly Left[]): string {
  const unknown = left.filter(({ name }) => name !== 'q').slice(0, mostSaid)
  return [
    ...(unknown.length === 0 ? [] : [`Left out, since this list does not know it: ${unknown.map(({ name, value }) => `${name} “${shortened(value)}”`).join(', ')}.`]),
    ...(left.some(({ name }) => name === 'q') ? [`Only the first ${longestSearch} characters were searched for; the rest was left out.`] : []),
  ].join(' ')
}

function shortened(value: string): string {
  const text = oneLine(value.toWellFormed())
  return text.length > longestShown ? `${text.slice(0, longestShown).toWellFormed()}…` : text
}
