import type { Request } from 'express'
import { queryText, queryTexts } from './access.ts'
import type { Choice, Column, Filters, Pagination } from './parts.ts'
import { numberIn } from '../shared/written.ts'

/** What a list's address says: its filters, its order and its page. Only names that the list knows are in it. */
export type ListQuery = Readonly<Record<string, readonly string[]>>

export const pageSize = 25
/** INJ-02, DOS: nobody reads further than this; filters get there sooner. */
const lastPage = 4000

/** The filters of a list, from its address: under each name what was chosen, each once. Unknown names are passed over. */
export function queryIn(request: Request, names: readonly string[]): ListQuery {
  const entries = names.map(
    (name) => [name, [...new Set(queryTexts(request, name).map((each) => each.replaceAll('\0', '').trim()))].filter((each) => each !== '')] as const,
  )
  return Object.fromEntries(entries.filter(([, chosen]) => chosen.length > 0))
}

/** How many pages a list of so many rows has: one at least. */
const pagesOf = (total: number, size: number): number => Math.min(Math.max(1, Math.ceil(total / size)), lastPage)

/** The page that is asked for, of those that a list of so many rows has: the last where it lies beyond, the first for anything else (DOS-03). */
export function pageIn(request: Request, total: number, size = pageSize): number {
  const text = queryText(request, 'page')
  return /^[1-9]\d*$/.test(text) ? Math.min(Number(text), pagesOf(total, size)) : 1
}

/** A page of a list whose rows come with their number: read once more where the page that is asked for lies beyond the end. */
export async function readPage<Found extends { total: number }>(
  request: Request,
  size: number,
  read: (page: number) => Promise<Found>,
): Promise<Found & { page: number }> {
  const asked = pageIn(request, Infinity, size)
  const found = await read(asked)
  const page = pageIn(request, found.total, size)
  return { ...(page === asked ? found : await read(page)), page }
}

export interface Sort<Key extends string> {
  by: Key
  descending: boolean
}

/** The order that is asked for (`sort=name`, `sort=-name`), of the columns allowed (INJ-02); else `usual`. */
export function sortIn<Key extends string>(request: Request, allowed: readonly Key[], usual: Sort<Key>): Sort<Key> {
  const text = queryText(request, 'sort')
  const by = allowed.find((key) => key === text.replace(/^-/, ''))
  return by === undefined ? usual : { by, descending: text.startsWith('-') }
}

export const sortText = <Key extends string>({ by, descending }: Sort<Key>): string => `${descending ? '-' : ''}${by}`

/** The address of a list with some of its values put in place of others; an empty one is left out. */
export function listHref(path: string, query: ListQuery, changes: Readonly<Record<string, readonly string[]>> = {}): string {
  const values = new URLSearchParams()
  for (const [name, chosen] of Object.entries({ ...query, ...changes })) for (const each of chosen) values.append(name, each)
  const text = values.toString()
  return text === '' ? path : `${path}?${text}`
}

/** The address with one value of a filter put in, or taken away if it is there: back on the first page. */
export function toggledHref(path: string, query: ListQuery, name: string, value: string): string {
  const chosen = query[name] ?? []
  return listHref(path, query, { [name]: chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value], page: [] })
}

/** Heads of columns that sort by an allow-listed key, or turn its order round; a key of null does not sort. */
export function sortColumns<Key extends string>(
  path: string,
  query: ListQuery,
  sort: Sort<Key>,
  columns: readonly { label: string; key: Key | null; number?: boolean }[],
): Column[] {
  return columns.map(({ label, key, number = false }) => {
    const current = key === sort.by
    const next = key === null ? '' : sortText({ by: key, descending: current && !sort.descending })
    return {
      label,
      number,
      href: key === null ? null : listHref(path, query, { sort: [next], page: [] }),
      sorted: current ? (sort.descending ? 'descending' : 'ascending') : null,
    }
  })
}

type Select = { label: string; name: string; any?: string; choices: Choice[] }

/** The filters of a list as a form above it, as its address stands: what the form does not ask for stays as it is. */
export function filtersOf(
  path: string,
  query: ListQuery,
  selects: readonly Select[],
  { search = null, submit = 'Filter' }: { search?: string | null; submit?: string } = {},
): Filters {
  const asked = [...selects.map(({ name }) => name), 'page', ...(search === null ? [] : ['q'])]
  const value = (name: string): string => query[name]?.[0] ?? ''
  return {
    action: path,
    hidden: Object.entries(query).flatMap(([name, values]) => (asked.includes(name) ? [] : values.map((each) => ({ name, value: each })))),
    search: search === null ? null : { label: search, value: value('q') },
    selects: selects.map(({ label, name, any = 'Any', choices }) => ({ label, name, value: value(name), any, choices })),
    submit,
  }
}

interface Paged {
  page: number
  total: number
  /** Where counting stopped: `total` is then "more than". */
  capped?: boolean
  size?: number
}

const counted = new Intl.NumberFormat('en')

/** A count as it is said: `1,204`. */
export const countText = (count: number, capped = false): string => (capped ? `more than ${counted.format(count)}` : counted.format(count))

/** Under a list: which rows these are, and the way to the others. `query` is the list's, with its order, without its page. */
export function pagination(path: string, query: ListQuery, { page, total, capped = false, size = pageSize }: Paged): Pagination {
  const pages = pagesOf(total, size)
  const at = Math.min(page, pages)
  const hrefOf = (to: number): string => listHref(path, query, { page: to === 1 ? [] : [String(to)] })
  const near = [1, at - 1, at, at + 1, pages].filter((each) => each >= 1 && each <= pages)
  return {
    said: total === 0 ? '' : `${counted.format((at - 1) * size + 1)} to ${counted.format(Math.min(at * size, total))} of ${countText(total, capped)}`,
    previousHref: at > 1 ? hrefOf(at - 1) : null,
    nextHref: at < pages ? hrefOf(at + 1) : null,
    pages: [...new Set(near)].toSorted((a, b) => a - b).map((each) => ({ label: String(each), href: hrefOf(each), current: each === at })),
  }
}

/** The center that a list is narrowed to, by its id; null when it is of all. */
export function centerIn(query: ListQuery): number | null {
  return numberIn(query['center']?.[0] ?? '')
}
