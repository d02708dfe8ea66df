import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ejs from 'ejs'
import type { Request, Response } from 'express'
import type { Pages } from './pages.ts'
import type { Rooms } from './rooms.ts'

export type View = keyof Pages
/** Markup that a template may put out as it is. Only a rendered view, or one of our own drawing functions, makes it. */
export type Html = string & { readonly html: unique symbol }

/** What stands around every page: who is signed in, where they are, and what was just done. */
export interface Shell extends Rooms {
  person: { name: string; roles: string } | null
  /** What was just done, said on top of the next page. */
  done: string | null
  /** What the address asked for and the page leaves out, since it knows no such thing. */
  leftOut: string | null
  /** Where static files stand: `/assets/<version>`. */
  assets: string
  today: string
  /** True in the example register, which says so on every page. */
  example: boolean
  /** Whether the search box stands on top: for those who may read the directory. */
  search: boolean
}

export const viewsFolder = path.join(import.meta.dirname, '../../views')
const templates = new Map(globSync('**/*.ejs', { cwd: viewsFolder }).map((file) => [file.replace(/\.ejs$/, ''), compile(path.join(viewsFolder, file))]))

export function markup<V extends View>(view: V, page: Pages[V], shell: Shell): Html {
  return drawn(view, page, shell)
}

/** A template's markup. `include` takes the place of EJS's own, which looks for a file and copies all that was given, each time. */
function drawn(view: string, page: unknown, shell: Shell): Html {
  const template = templates.get(view)
  if (!template) throw new Error(`No template for ${view}`)
  const include = (name: string, given: { page: unknown }): Html => drawn(name.slice(1), given.page, shell)
  return template({ page, shell, include }) as Html
}

/** Answers with a whole page. A template sees `page` and `shell`, and nothing of the request. */
export function render<V extends View>(response: Response, view: V, page: Pages[V] & { title: string }): void {
  const shell = shellOf(response)
  response.type('html').send(markup('layout/page', { title: page.title, content: markup(view, page, shell) }, shell))
}

const nobody: Shell = { person: null, rooms: [], within: null, done: null, leftOut: null, assets: '', today: '', example: false, search: false }
const madeOnce = new WeakMap<object, Html>()

/** Answers with a page that is kept and given to many alike. Its markup is made once, for nobody, so that it can say nothing of who asks. */
export function renderAlike<V extends View>(response: Response, view: V, page: Pages[V] & { title: string }): void {
  const content = madeOnce.get(page) ?? markup(view, page, nobody)
  madeOnce.set(page, content)
  response.type('html').send(markup('layout/page', { title: page.title, content }, shellOf(response)))
}

/** Answers with a part of a page, to a page that asked for just that (htmx); what of the address was left out stands above it. */
export function renderPart<V extends View>(response: Response, view: V, page: Pages[V]): void {
  const shell = shellOf(response)
  const said = shell.leftOut === null ? '' : markup('partials/left-out', { text: shell.leftOut }, shell)
  response.type('html').send(said + markup(view, page, shell))
}

/** Whether a script on one of our pages asks for a part of it. */
export const wantsPart = (request: Request): boolean => request.get('HX-Request') === 'true' && request.get('HX-Boosted') !== 'true'

export function setShell(response: Response, shell: Shell): void {
  response.locals['shell'] = shell
}

/** Says on the page what of its address was left out. */
export const leaveOut = (response: Response, leftOut: string): void => setShell(response, { ...shellOf(response), leftOut })

function shellOf(response: Response): Shell {
  return response.locals['shell'] as Shell
}

function compile(file: string): ejs.TemplateFunction {
  const options = { filename: file, root: viewsFolder, strict: true, destructuredLocals: ['page', 'shell', 'include'], escape: printable }
  return ejs.compile(readFileSync(file, 'utf8'), options)
}

const marks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

const marked = /[&<>"']/
const everyMark = /[&<>"']/g

/** EJS prints undefined as nothing; here a missing value is a fault. */
export function printable(value: unknown): string {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  if (typeof value !== 'string') throw new TypeError(`A template printed ${String(value)}`)
  return marked.test(value) ? value.replace(everyMark, (mark) => marks[mark] ?? mark) : value
}
