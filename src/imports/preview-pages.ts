import { countText, listHref, pageSize, pagination, type ListQuery } from '../http/lists.ts'
import type { Fact, Head, Pagination, State, Tile } from '../http/parts.ts'
import { dayOrderName } from './day-order.ts'
import { encodingName, type Encoding } from './encoding.ts'
import { fieldOf, fieldNames } from './fields.ts'
import type { Held } from './known-names.ts'
import { leftOut, type Mapping, type Sources } from './mapping.ts'
import { importCrumbs, nameOf, stateOf } from './pages.ts'
import type { Counts } from './plan.ts'
import type { Waiting } from './queries.ts'
import { readText, type ListNames } from './read-as.ts'
import type { Result, Told } from './result.ts'
import { placelessText } from './refused-file.ts'
import { delimiterName, type Sheet } from './sheet.ts'

export interface PreviewPage {
  title: string
  head: Head
  tiles: Tile[]
  /** The one action: null once done, or with nothing to take in. */
  taking: { action: string; token: string; revision: string; centers: string; submit: string; said: string } | null
  refusedHref: string | null
  chosen: { label: string; href: string } | null
  listed: string
  rows: {
    row: string
    organization: string
    runBy: { said: string; href: string | null } | null
    name: string
    href: string | null
    state: State
    /** How its cells were read, of a good row. */
    read: string | null
    problems: string[]
    notices: string[]
  }[]
  pagination: Pagination
  facts: Fact[]
  leftOut: string | null
  mappingHref: string | null
  withdrawal: string
}

const kinds = ['new', 'there', 'refused', 'noticed'] as const
export type Shown = (typeof kinds)[number] | ''
export const shownIn = (text: string): Shown => kinds.find((kind) => kind === text) ?? ''

const shownName: Record<Exclude<Shown, ''>, string> = { new: 'New centers', there: 'There already', refused: 'Refused', noticed: 'With something to look at' }

export interface Preview {
  waiting: Waiting
  sheet: Sheet
  encoding: Encoding
  result: Result
  names: ListNames
}

export function previewPage({ waiting, sheet, encoding, result, names }: Preview, list: { shown: Shown; page: number }, timeZone: string, token: string): PreviewPage {
  const base = `/imports/${waiting.id}`
  const taken = waiting.takenAt !== null
  const { counts } = result
  const query: ListQuery = list.shown === '' ? {} : { show: [list.shown] }
  const rows = result.rows.filter((told) => isShown(told, list.shown))
  const pages = Math.max(1, Math.ceil(rows.length / pageSize))
  const page = Math.min(list.page, pages)
  const out = leftOut(sheet.columns, waiting.mapping.sources)
  return {
    title: taken ? 'What was taken in' : 'What would become of each row',
    head: {
      crumbs: [...importCrumbs, { label: nameOf(waiting, timeZone), href: null }],
      title: taken ? 'What was taken in' : 'What would become of each row',
      state: stateOf(waiting),
      lede: [ledeOf(counts, taken), placelessText(sheet.columns, waiting.mapping.sources) ?? []].flat().join(' '),
      actions: [],
    },
    tiles: tilesOf(base, result, taken),
    taking: taken || counts.new === 0 ? null : takingOf(base, waiting, counts, token),
    refusedHref: counts.refused > 0 ? `${base}/refused.csv` : null,
    chosen: list.shown === '' ? null : { label: shownName[list.shown], href: base },
    listed: `${countText(rows.length)} ${rows.length === 1 ? 'row' : 'rows'}`,
    rows: rows.slice((page - 1) * pageSize, page * pageSize).map((told) => rowOf(told, taken, names)),
    pagination: pagination(base, query, { page, total: rows.length }),
    facts: factsOf(waiting.mapping, sheet, encoding),
    leftOut: out.length > 0 ? out.join(', ') : null,
    mappingHref: taken ? null : `${base}/mapping`,
    withdrawal: `${base}/withdrawal`,
  }
}

const isShown = (told: Told, shown: Shown): boolean => shown === '' || (shown === 'noticed' ? told.notices.length > 0 : told.kind === shown)

function ledeOf({ new: made, organizations }: Counts, taken: boolean): string {
  const what = `${centersText(made)} and ${countText(organizations)} ${organizations === 1 ? 'organization' : 'organizations'}`
  if (taken) return `${what} are new in the register. The file itself is gone after 24 hours; what was taken in stays.`
  return made === 0 ? 'No row of this file would become a center as it is read now.' : `${what} would be new. Nothing is in the register yet.`
}

const centersText = (count: number): string => `${countText(count)} ${count === 1 ? 'center' : 'centers'}`

function tilesOf(base: string, { counts, rows }: Result, taken: boolean): Tile[] {
  const tile = (name: string, count: number, shown: Shown): Tile => ({
    name,
    figure: countText(count),
    change: null,
    href: listHref(base, shown === '' ? {} : { show: [shown] }),
  })
  return [
    tile('Rows in the file', counts.rows, ''),
    tile(taken ? 'Taken in' : 'New centers', counts.new, 'new'),
    tile('There already', counts.there, 'there'),
    tile('Refused', counts.refused, 'refused'),
    tile('With something to look at', rows.filter(({ notices }) => notices.length > 0).length, 'noticed'),
  ]
}

const takingOf = (base: string, { revision }: Waiting, counts: Counts, token: string): PreviewPage['taking'] => ({
  action: `${base}/taking-in`,
  token,
  revision: String(revision),
  centers: String(counts.new),
  submit: `Take in ${centersText(counts.new)}`,
  said: takingSaid(counts),
})

function takingSaid({ there, refused }: Counts): string {
  if (refused > 0)
    return 'The other rows stay out. Download those that were refused with their reasons, mend them in your own file by their numbers, and import it again: what went in stays as it is.'
  return there > 0 ? 'The other rows stay out: their centers are in the register already.' : 'Every row goes in.'
}

/** The CSV of refused rows has the whole of it. */
const shortened = (problem: string): string => (problem.length > 300 ? `${problem.slice(0, 300)}… All of it stands in the CSV of refused rows.` : problem)

const states: Record<Told['kind'], State> = {
  new: { word: 'new center', tone: 'good' },
  there: { word: 'there already', tone: 'still' },
  refused: { word: 'refused', tone: 'bad' },
}

const rowOf = (told: Told, taken: boolean, names: ListNames): PreviewPage['rows'][number] => ({
  row: String(told.row),
  organization: told.organization,
  runBy: told.runBy === undefined ? null : runByOf(told.runBy),
  name: told.name === '' ? 'no name' : told.name,
  href: told.centerId === null ? null : `/centers/${told.centerId}`,
  state: taken && told.kind === 'new' ? { word: 'taken in', tone: 'good' } : states[told.kind],
  read: told.readAs === undefined ? null : readText(told.readAs, names),
  problems: told.problems.map(shortened),
  notices: told.notices,
})

/** Which organization it is. A result that was kept before this was told has none. */
function runByOf(held: Held | null): { said: string; href: string | null } {
  if (held === null) return { said: 'New', href: null }
  return 'id' in held ? { said: `In the register: ${held.name}`, href: `/organizations/${held.id}` } : { said: `The one of row ${held.row}: ${held.name}`, href: null }
}

/** How the file was read. Of a place only which column it is taken from: one value for every row may be a city. */
const factsOf = ({ sources, days }: Mapping, { columns, delimiter }: Sheet, encoding: Encoding): Fact[] => [
  { label: 'Letters', value: encodingName[encoding], href: null },
  { label: 'Separated by', value: delimiterName[delimiter], href: null },
  ...(sources.openedOn ? [{ label: 'Days', value: dayOrderName[days], href: null }] : []),
  ...fieldNames.flatMap((name) => (sources[name] ? [{ label: fieldOf(name).label, value: sourceText(sources, name, columns), href: null }] : [])),
]

function sourceText(sources: Sources, name: (typeof fieldNames)[number], columns: readonly string[]): string {
  const source = sources[name]
  if (source === undefined) return ''
  if ('column' in source) return columns[source.column] ?? ''
  return fieldOf(name).place ? 'the same in every row' : `${source.value}, in every row`
}
