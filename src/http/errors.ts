import type { ErrorRequestHandler, RequestHandler, Response } from 'express'
import { Refusal, type RefusalCode } from '../shared/refusal.ts'
import type { Link } from './parts.ts'
import { render } from './views.ts'

const statusOf: Record<RefusalCode, number> = { 'not-found': 404, forbidden: 403, conflict: 409, gone: 410, 'too-many': 429, 'too-large': 413, busy: 503 }

export const answerNotFound: RequestHandler = () => {
  throw new Refusal('not-found', 'There is no such page.')
}

/**
 * Names the way back from a step, before its rule is asked: should the step be refused, the answer says why and leads there.
 * A form is shown only where its step can be taken, so whoever opens one asks the same rule as whoever sends it.
 */
export function leadsBack(response: Response, way: Link): void {
  response.locals['wayBack'] = way
}

/**
 * The one place that turns an error into an answer: a refusal in its own words, a request that
 * can't be read as such, all else as a reference under which the fault is logged.
 */
export const answerErrors =
  (log: (reference: string, error: unknown) => void): ErrorRequestHandler =>
  (error, request, response, _next) => {
    if (response.headersSent) return cutShort(response, () => log(String(response.locals['requestId']), error))
    if (error instanceof Refusal) return refused(response, statusOf[error.code], error.message, request.method === 'GET')
    const status = unreadable(error)
    if (status !== null) return refused(response, status, status === 413 ? 'That is more than can be sent at once.' : 'That request could not be read.')
    const reference = String(response.locals['requestId'])
    log(reference, error)
    render(response.status(500), 'errors/fault', { title: 'Something went wrong', reference })
  }

/** An answer that was begun, such as a long CSV, can't become a page any more: what was asked for must not look whole. Express itself would print the error with its message (CONF-10). */
function cutShort(response: Response, log: () => void): void {
  log()
  response.destroy()
}

const ownPage: Link = { label: 'Go to your page', href: '/' }

/** @param asked whether a page was asked for: then nothing was to be done, and nothing is said of that */
function refused(response: Response, status: number, message: string, asked = false): void {
  const title = status === 404 ? 'Not found' : status === 403 ? 'Not allowed' : asked && status === 409 ? 'Not possible now' : 'Not done'
  const way = response.locals['wayBack'] as Link | undefined
  render(response.status(status), 'errors/refused', { title, message, next: way ?? ownPage })
}

/** Express and its parsers mark what a client did wrong (too large, malformed) by a status. */
function unreadable(error: unknown): number | null {
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 0
  return status >= 400 && status < 500 ? status : null
}
