import type { Route } from '../../src/http/access.ts'
import { routes, type Context } from '../../src/app.ts'
import type { Person } from '../../src/shared/actor.ts'
import type { browserOf } from '../support/register.ts'

export type Browser = Awaited<ReturnType<typeof browserOf>>

/** The product's own route table: a page made tomorrow is in it. */
export const table = routes({} as Context)
export const reads = ({ method }: Route): boolean => method === 'get'
export const nameOf = (who: Person | null): string => who?.name ?? 'nobody'

export interface Answer {
  status: number
  headers: Record<string, string>
  body: Buffer
}

/** One answer as bytes, whatever its kind. */
export async function ask(browser: Browser, method: 'get' | 'head' | 'post', address: string, fields: object = {}): Promise<Answer> {
  const sent = method === 'post' ? browser.post(address).type('form').send(fields) : browser[method](address)
  const answer = await sent.buffer(true).parse((response, done) => {
    const parts: Buffer[] = []
    response.on('data', (part: Buffer | string) => parts.push(Buffer.from(part as string, 'binary')))
    response.on('end', () => done(null, Buffer.concat(parts)))
    response.on('aborted', () => done(new Error(`${method} ${address} broke off in the middle of its answer.`), null))
  })
  return { status: answer.status, headers: answer.headers, body: Buffer.isBuffer(answer.body) ? answer.body : Buffer.alloc(0) }
}

/** Sent away to sign in, or not allowed: as it would be whatever was asked. */
export const isRefused = ({ status, headers }: { status: number; headers: Record<string, string> }): boolean =>
  status === 403 || (status === 303 && String(headers['location']).startsWith('/sign-in'))

interface FoundForm {
  action: string
  fields: Record<string, string>
}

/** Every form of a page that changes something, filled as somebody might: what stands in it, and harmless words where nothing does. */
export function formsIn(page: string): FoundForm[] {
  const forms = [...page.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].filter(([, head = '']) => head.includes('method="post"'))
  return forms.map(([, head = '', inside = '']) => ({
    action: attribute(head, 'action'),
    fields: { ...inputs(inside), ...areas(inside), ...selects(inside), ...buttons(inside) },
  }))
}

const attribute = (tag: string, name: string): string => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? ''
const harmless: Record<string, string> = {
  date: '2026-11-21',
  number: '1',
  email: 'somebody@example.org',
  tel: '+41 44 555 01 00',
  url: 'https://example.org',
  text: 'Harmless words',
}

const inputs = (inside: string): Record<string, string> =>
  Object.fromEntries(
    [...inside.matchAll(/<input\b[^>]*>/g)].toReversed().map(([tag]) => {
      const kind = attribute(tag, 'type')
      return [attribute(tag, 'name'), attribute(tag, 'value') || (harmless[kind] ?? '')]
    }),
  )
const areas = (inside: string): Record<string, string> =>
  Object.fromEntries([...inside.matchAll(/<textarea\b[^>]*>/g)].map(([tag]) => [attribute(tag, 'name'), 'A few harmless words, and no name.']))
const selects = (inside: string): Record<string, string> =>
  Object.fromEntries(
    [...inside.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/g)].map(([, head = '', options = '']) => [
      attribute(head, 'name'),
      [...options.matchAll(/<option\b[^>]*>/g)].map(([tag]) => attribute(tag, 'value')).at(-1) ?? '',
    ]),
  )
const buttons = (inside: string): Record<string, string> =>
  Object.fromEntries([...inside.matchAll(/<button\b[^>]*\bname="[^"]*"[^>]*>/g)].map(([tag]) => [attribute(tag, 'name'), attribute(tag, 'value')]))
