import { randomUUID } from 'node:crypto'
import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import type { Request, RequestHandler } from 'express'
import helmet from 'helmet'
import { assert, Refusal } from '../shared/refusal.ts'
import { permissionsPolicy } from './browser-features.ts'

/** They are always the same, so helmet is asked once what they are. */
const headersOf = (secure: boolean): [name: string, value: string][] =>
  Object.entries({
    ...helmetHeaders(secure),
    'Permissions-Policy': permissionsPolicy,
    'X-Robots-Tag': 'noindex, nofollow',
    'Cache-Control': 'no-store', // SESS-09; static files say otherwise themselves.
  })

const cutOff = { 400: 'Bad Request', 408: 'Request Timeout', 431: 'Request Header Fields Too Large' }

/** The answer to what never became a request, after which the connection is closed: there is no response yet that could carry headers. */
export function rawAnswer(status: keyof typeof cutOff, secure: boolean): string {
  const headers = [...headersOf(secure), ['Content-Length', '0'], ['Connection', 'close']].map(([name, value]) => `${name}: ${value}\r\n`)
  return `HTTP/1.1 ${status} ${cutOff[status]}\r\n${headers.join('')}\r\n`
}

/** The answer to a request that no page is asked about: nothing but its status, after which the connection is closed. */
export function answerBare(response: ServerResponse, status: number, secure: boolean): void {
  for (const [name, value] of headersOf(secure)) response.setHeader(name, value)
  response.writeHead(status, { 'Content-Length': '0', Connection: 'close' }).end()
}

/** The headers of every answer, errors and downloads included (HDR-01). */
export function securityHeaders(secure: boolean): RequestHandler {
  const headers = headersOf(secure)
  return (_request, response, next) => {
    for (const [name, value] of headers) response.setHeader(name, value)
    response.locals['requestId'] = randomUUID()
    next()
  }
}

function helmetHeaders(secure: boolean): Record<string, string> {
  const self = ["'self'"]
  const none = ["'none'"]
  const protect = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: none,
        scriptSrc: self,
        styleSrc: self,
        imgSrc: self,
        fontSrc: self,
        connectSrc: self,
        formAction: self,
        frameAncestors: none,
        baseUri: none,
        objectSrc: none,
      },
    },
    strictTransportSecurity: secure ? { maxAge: 63_072_000, includeSubDomains: true } : false,
    referrerPolicy: { policy: 'no-referrer' },
    frameguard: { action: 'deny' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: true,
    crossOriginResourcePolicy: { policy: 'same-origin' },
  })
  const request = new IncomingMessage(new Socket())
  const response = new ServerResponse(request)
  protect(request, response, (error) => assert(error === undefined, 'helmet says its headers at once'))
  return Object.fromEntries(response.getHeaderNames().map((name) => [name, String(response.getHeader(name))]))
}

/**
 * Refuses what another site makes a browser send (CSRF-01): every unsafe method must say that it
 * comes from one of our own pages. Browsers say so in Sec-Fetch-Site; an old one says its Origin.
 * As Go's CrossOriginProtection does, without a token in every form.
 */
export const refuseCrossSite =
  (origin: string): RequestHandler =>
  (request, _response, next) => {
    if (!['GET', 'HEAD', 'OPTIONS'].includes(request.method) && !isOurs(request, origin)) {
      throw new Refusal('forbidden', 'This was sent from another site, so nothing was done. Open the page here and send it again.')
    }
    next()
  }

function isOurs(request: Request, origin: string): boolean {
  const site = request.get('Sec-Fetch-Site')
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  const from = request.get('Origin')
  if (from === undefined) return true // Not a browser: it carries nobody's cookies but its own.
  return from === origin || from === `${request.protocol}://${request.get('Host') ?? ''}`
}

/** A path of our own, or `/`: what else could send somebody to another site (INJ-08). Judged as it came and as it is read: `/.//evil.test` reads as `//evil.test`. */
export function ownPath(text: string): string {
  if (!isOwn(text)) return '/'
  const url = URL.parse(text, 'http://own.invalid')
  const path = url?.origin === 'http://own.invalid' ? url.pathname + url.search : '/'
  return isOwn(path) ? path : '/'
}

const isOwn = (path: string): boolean => /^\/(?![/\\])[^\\\x00-\x20]*$/.test(path) // oxlint-disable-line no-control-regex -- control marks are what it refuses
