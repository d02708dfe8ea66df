import type { FieldState } from './forms.ts'

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

export type TextField = Field & {
  type: 'text' | 'date' | 'number' | 'email' | 'tel' | 'url' | 'search' | 'password'
  autocomplete: string
  required: boolean
  /** What the browser offers while one types; anything else may be typed too. */
  suggestions?: readonly string[]
}
export type AreaField = Field & { rows: number; required: boolean }
export type SelectField = Field & { choices: Choice[]; empty: string | null; required: boolean }
export type RadiosField = Field & { choices: (Choice & { hint: string | null })[]; required: boolean }
export type ChecksField = Field & { choices: Choice[] }
export type FileField = Field & { accept: string; required: boolean }

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

/** R3: a form that was saved second, and what the register holds now beside what was typed. */
export interface ConflictPage {
  title: string
  head: Head
  notice: Notice | null
  conflict: Conflict
  form: FormPage
}

export interface Conflict {
  lede: string
  /** The fields that both changed. */
  rows: { label: string; href: string; held: string; typed: string }[]
  /** What only one of the two changed, and stands in the form as they left it. */
  kept: string | null
  /** What to do about it. */
  next: string
}

export type FormField =
  | ({ kind: 'input' } & TextField)
  | ({ kind: 'area' } & AreaField)
  | ({ kind: 'select' } & SelectField)
  | ({ kind: 'radios' } & RadiosField)
  | ({ kind: 'checks' } & ChecksField)
  | ({ kind: 'file' } & FileField)
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
  /** A second figure to read the first by, with its own rows. */
  beside?: Link | null
  change: string | null
  /** By which days' rates a converted figure is, and what it leaves out (M1, M11). */
  note?: string | null
  href: string | null
}

/** A column's head; `href` sorts by it, or turns the order round. */
export interface Column {
  label: string
  number: boolean
  href: string | null
  sorted: 'ascending' | 'descending' | null
}

/** The filters of a list as one short form above it. `hidden` is what the address says besides: its order, a center it is narrowed to. */
export interface Filters {
  action: string
  hidden: { name: string; value: string }[]
  search: { label: string; value: string } | null
  selects: { label: string; name: string; value: string; any: string; choices: Choice[] }[]
  submit: string
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
