import { expect, it } from 'vitest'
import type { Person } from '../../src/shared/actor.ts'
import { appOf, browserOf, openRegister, type TestRegister } from './register.ts'

/** What a form is expected to say: of which field, and what. */
export type Said = readonly (readonly [field: string, message: string])[]

interface Sent {
  path: string
  body: Record<string, string | string[]>
  /** What is sent in the field `file`, for a form that takes one. */
  file?: Buffer
}

/** A form that is sent with several things wrong at once. */
export interface Round {
  form: string
  who: Person
  send: (register: TestRegister) => Promise<Sent>
  says: Said
}

export const street = 'This looks like a street address. A place belongs into the place form, where it is encrypted: take it out here, or tick the box to save it anyway.'
export const noPlace = 'Tick this if it is no place that must stay secret.'

/** A PDF that breaks off, and what is said of it. */
export const broken = Buffer.from('%PDF-1.4\nno end')
export const notWhole = 'That file is not whole, or holds more than one document. Save it anew and try again.'

const plain = (html: string): string => html.replaceAll('&#39;', "'").replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

/** What the summary on top of a page lists, in its order: where each entry leads, and what it says. */
function summaryOf(html: string): (readonly [field: string, message: string])[] {
  const summary = /<div class="usa-alert usa-alert--error error-summary"[\s\S]*?<\/ul>/.exec(html)?.[0] ?? ''
  return [...summary.matchAll(/<a href="#([^"]+)">([^<]*)<\/a>/g)].map(([, field = '', message = '']) => [field, plain(message)] as const)
}

/** Every message stands in the summary, in the order of the fields on the page, and once more beside its field. */
function expectSaid(html: string, says: Said): void {
  expect(summaryOf(html)).toEqual(says)
  const places = says.map(([field]) => html.indexOf(` id="${field}"`))
  expect(Math.min(...places)).toBeGreaterThan(-1)
  expect(places).toEqual(places.toSorted((a, b) => a - b))
  for (const [field, message] of says) expect(plain(new RegExp(`id="${field}-error">([^<]*)<`).exec(html)?.[1] ?? '')).toBe(message)
}

/** Each form tells all that is wrong with it at once. */
export function tellsAllAtOnce(rounds: readonly Round[]): void {
  it.each(rounds)('says of $form all that is wrong in one round', async ({ who, send, says }) => {
    const register = await openRegister()
    const { path, body, file } = await send(register)
    const browser = await browserOf(register, appOf(register), who)

    const post = browser.post(path)
    const page = await (file ? post.field(body).attach('file', file, { filename: 'paper.pdf', contentType: 'application/pdf' }) : post.type('form').send(body)).expect(
      422,
    )

    expectSaid(page.text, says)
  })
}
