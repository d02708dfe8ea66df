import type { AccountPage, LinkMadePage, PeoplePage, PersonPage, RolesWaitingPage, SignInPage } from '../accounts/pages.ts'
import type { HomePage } from '../home/pages.ts'
import type { FieldState } from './forms.ts'
import type { Html } from './views.ts'

/** What every field of a form is given. `id` and `name` are the same, so that an error summary can lead to it. */
interface Field {
  name: string
  label: string
  hint: string | null
  field: FieldState
}

export interface Choice {
  value: string
  label: string
}

/** Every view and what it is given: the site map on one screen. */
export interface Pages {
  'layout/page': { title: string; content: Html }
  'layout/form': FormPage
  'home/show': HomePage
  'set-up/waiting': { title: string }
  'accounts/sign-in': SignInPage
  'accounts/account': AccountPage
  'accounts/people': PeoplePage
  'accounts/person': PersonPage
  'accounts/link-made': LinkMadePage
  'accounts/roles-waiting': RolesWaitingPage
  'errors/refused': { title: string; message: string; next: { label: string; href: string } | null }
  'errors/fault': { title: string; reference: string }

  'partials/error-summary': { error: string | null; summary: { href: string; message: string }[] }
  'partials/field': Field & { type: 'text' | 'date' | 'number' | 'email' | 'tel' | 'url' | 'search' | 'password'; autocomplete: string; required: boolean }
  'partials/textarea': Field & { rows: number; required: boolean }
  'partials/select': Field & { choices: Choice[]; empty: string | null; required: boolean }
  'partials/radios': Field & { choices: (Choice & { hint: string | null })[]; required: boolean }
  'partials/checkboxes': Field & { choices: Choice[] }
  'partials/file': Field & { accept: string; required: boolean }
  'partials/form': FormPage
  'partials/pagination': Pagination
  'partials/state': State
  'partials/head': Head
  'partials/notice': Notice
  'partials/empty': { title: string; text: string; first: Link | null }
  'partials/facts': { facts: Fact[] }
  'partials/tiles': { tiles: Tile[] }
  'partials/sort-head': { columns: Column[] }
  'partials/facets': { groups: Facet[] }
  'partials/bar': Bar
}

/** A page that is one form. */
export interface FormPage {
  title: string
  head: Head
  notice: Notice | null
  error: string | null
  summary: { href: string; message: string }[]
  action: string
  /** Whether it carries a file, and so is sent in parts. */
  upload: boolean
  /** What goes along unseen: a version (R3), a one-time token (M7). */
  hidden: { name: string; value: string }[]
  fields: FormField[]
  submit: string
  tone: 'main' | 'warn'
  back: Link | null
}

export type FormField =
  | ({ kind: 'input' } & Pages['partials/field'])
  | ({ kind: 'area' } & Pages['partials/textarea'])
  | ({ kind: 'select' } & Pages['partials/select'])
  | ({ kind: 'radios' } & Pages['partials/radios'])
  | ({ kind: 'checks' } & Pages['partials/checkboxes'])
  | ({ kind: 'file' } & Pages['partials/file'])
  | { kind: 'heading'; text: string; hint: string | null }

export interface Link {
  label: string
  href: string
}

/** The top of a page: where it stands, what it is in one line, and what can be done. Of the actions, one at most is `main`. */
export interface Head {
  crumbs: { label: string; href: string | null }[]
  title: string
  state: State | null
  lede: string | null
  actions: (Link & { tone: 'main' | 'plain' | 'warn'; method: 'get' | 'post' })[]
}

/** A hold, a refusal or a danger, above everything else: each line with what would lift it. */
export interface Notice {
  tone: 'warn' | 'bad' | 'calm'
  title: string
  lines: { text: string; lift: Link | null }[]
}

export interface Fact {
  label: string
  value: string
  href: string | null
}

/** One figure and the rows behind it. */
export interface Tile {
  name: string
  figure: string
  change: string | null
  href: string | null
}

/** A column's head; `href` sorts by it, or turns the order round. */
export interface Column {
  label: string
  number: boolean
  href: string | null
  sorted: 'ascending' | 'descending' | null
}

/** One group of filters beside a list. A choice's link keeps all other filters; the link of a current one takes it away. */
export interface Facet {
  label: string
  open: boolean
  choices: (Link & { count: string; current: boolean })[]
}

/** A whole and its parts, drawn as one bar. `from` and `width` are in hundredths of the whole; `fill` is a colour of the theme. */
export interface Bar {
  said: string
  parts: { label: string; from: number; width: number; fill: 'c1' | 'c2' | 'c3' | 'c4' }[]
}

/** A state is a word and a mark, never a colour alone. */
export interface State {
  word: string
  tone: 'good' | 'warn' | 'bad' | 'calm' | 'still'
}

/** Under a list: which rows these are, and the way to the others. */
export interface Pagination {
  said: string
  previousHref: string | null
  nextHref: string | null
  pages: { label: string; href: string; current: boolean }[]
}
