import type { Pages } from '../../src/http/pages.ts'
import { markup, type Html, type Shell, type View } from '../../src/http/views.ts'
import { allTemplates } from './templates.ts'

export interface Rendered {
  /** The whole document. */
  html: string
  /** The view's own part of it. */
  own: string
  /** Whether the view is a page of its own, and no part of others. */
  whole: boolean
}

const included = new Set(allTemplates().flatMap(({ source }) => [...source.matchAll(/include\('\/([^']+)'/g)].map((match) => match[1])))

/**
 * A view as it comes to a browser, made by the product's own code. A page of its own (it has a title,
 * and no view includes it) stands in the layout as it is; a part stands there as it would on a page.
 */
export function rendered<V extends View>(view: V, page: Pages[V], shell: Shell): Rendered {
  const own = markup(view, page, shell)
  if (view === 'layout/page') return { html: own, own, whole: true }
  const whole = 'title' in page && !included.has(view)
  const content = whole ? own : (placed(view, own) as Html)
  return { html: markup('layout/page', { title: 'A', content }, shell), own, whole }
}

function placed(view: View, part: string): string {
  if (view === 'partials/head') return part
  const inPlace = view === 'partials/sort-head' ? `<table>${part}</table>` : part
  return `<h1>A page</h1><h2>A section</h2>${inPlace}`
}

type Attributes = Map<string, string>

const tag = /<([a-z][\w-]*)((?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>]+))?)*)\s*\/?>/gi
const attribute = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+)))?/g

const tagsOf = (html: string): { name: string; attributes: Attributes }[] =>
  [...html.matchAll(tag)].map(([, name = '', attributes = '']) => ({
    name: name.toLowerCase(),
    attributes: new Map([...attributes.matchAll(attribute)].map((match) => [(match[1] ?? '').toLowerCase(), match[2] ?? match[3] ?? match[4] ?? ''])),
  }))

const addresses = ['href', 'action', 'formaction', 'src', 'hx-get', 'hx-post']
const pointers = ['for', 'form', 'list', 'aria-describedby', 'aria-labelledby', 'aria-controls', 'aria-owns']

/** Everything about a page as it was sent that no page may have, besides what html-validate finds. */
export function renderedComplaints({ html, whole }: Pick<Rendered, 'html' | 'whole'>): string[] {
  const tags = tagsOf(html)
  const valuesOf = (name: string): string[] => tags.flatMap(({ attributes }) => attributes.get(name) ?? [])
  const ids = valuesOf('id')
  const missing = (wanted: string[]): string[] => wanted.filter((id) => !ids.includes(id))
  const headings = tags.filter(({ name }) => name === 'h1').length
  const word = /\b(?:undefined|NaN)\b|\[object \w+\]/.exec(html)
  // A part alone may lead to what stands elsewhere on its page.
  const fragments = whole ? valuesOf('href').filter((href) => href.startsWith('#')) : []
  return [
    ...(headings === 1 ? [] : [`has ${headings} h1`]),
    ...(word === null ? [] : [`says ${word[0]}`]),
    ...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `has the id ${id} twice`),
    ...addresses.flatMap((name) =>
      valuesOf(name)
        .filter(leadsAway)
        .map((value) => `has ${name}="${value}"`),
    ),
    ...pointers.flatMap((name) => missing(valuesOf(name).flatMap((value) => value.split(/\s+/))).map((id) => `points to no id by ${name}="${id}"`)),
    ...missing(fragments.map((href) => href.slice(1))).map((id) => `leads to no id by href="#${id}"`),
    ...tags.flatMap(({ attributes }) => [...attributes.keys()].filter((name) => /^(?:style$|on|hx-on)/.test(name)).map((name) => `has the attribute ${name}`)),
    ...tags.filter(({ name, attributes }) => name === 'style' || (name === 'script' && !attributes.has('src'))).map(({ name }) => `has ${name} in the page`),
  ]
}

const leadsAway = (address: string): boolean => !/^(?:\/(?!\/)|#)/.test(address)
