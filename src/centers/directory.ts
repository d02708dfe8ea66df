import { spellings } from '../shared/spellings.ts'
import { longestSearch, oneLine } from '../shared/written.ts'
import { standingKinds, type StandingKind } from './standing-kinds.ts'

export const centerSorts = ['name', 'country', 'standing', 'lapses'] as const
export type CenterSort = (typeof centerSorts)[number]
/** `fit`: how well a name answers what was searched for. Nobody chooses it: it is the order of a search for which none was chosen. */
export type CenterOrder = CenterSort | 'fit'

/** What a list of centers is filtered by, read from its address. Any of the standings, countries or states; all of the services and groups. */
export interface CenterFilter {
  q: string
  standing: StandingKind[]
  country: string[]
  /** Shown regions of the US; `withheld` for those that show none. */
  state: string[]
  service: string[]
  population: string[]
  /** Only those that are vetted and to which nothing may be sent all the same. */
  onHold: boolean
  /** Only those led by this person. */
  leadId: number | null
}

export const filterNames = ['q', 'standing', 'country', 'state', 'service', 'population', 'hold', 'mine'] as const

/** The filters that an address asks for; what no list could ever hold is passed over. */
export function filterOf(query: Readonly<Record<string, readonly string[]>>, personId: number): CenterFilter {
  const all = (name: string): string[] => [...(query[name] ?? [])]
  return {
    q: all('q')[0] ?? '',
    standing: standingKinds.filter((kind) => all('standing').includes(kind)),
    country: all('country').filter((code) => /^[A-Z]{2}$/.test(code)),
    state: all('state'),
    service: all('service'),
    population: all('population'),
    onHold: all('hold').length > 0,
    leadId: all('mine').length > 0 ? personId : null,
  }
}

const mostWords = 10

/**
 * The words of a search as FTS5 takes them (INJ-03): each quoted, and each the beginning of a word. At most ten of them,
 * of the first 200 characters. None means that nothing was searched for.
 */
export const searchWords = (q: string): string[] => readWords(q).map(beginning)

/** The words of a search that are read, as they were typed. What holds an `@` is one: only all of an e-mail address says whose it is. */
export const readWords = (q: string): string[] => wordsIn(q).slice(0, mostWords)

/** What FTS5 finds the words by that begin as this one, under any of its spellings. */
export function beginning(word: string): string {
  const [only = word, ...others] = spellings(word).map((spelling) => `"${spelling}"*`)
  return others.length === 0 ? only : `(${[only, ...others].join(' OR ')})`
}

function wordsIn(q: string): string[] {
  const text = oneLine(q.slice(0, longestSearch).toWellFormed())
  const words = text.split(/[\s,;:<>()"]+/u).flatMap((typed) => {
    const parts = typed.split(/[^\p{L}\p{M}\p{N}@]+/u)
    return typed.includes('@') ? [parts.join(' ').trim()] : parts
  })
  return words.filter((word) => /[\p{L}\p{N}]/u.test(word))
}

/** An e-mail address is searched for as one, and what a number is dialled with goes with it. */
const partOfAContact = /[^\s@]+@[^\s@]+|\+(?=\s?\d)/gu
const signs = /[\p{Sm}\p{Sc}\p{So}#@*%\\]/gu

/** What of a search is not searched for, in words; null when all of it is. What mostly parts words, such as a hyphen, is not worth a word. */
export function unsearched(q: string): string | null {
  const left = [...new Set(q.replaceAll(partOfAContact, ' ').match(signs))].slice(0, 5)
  const unread = wordsIn(q).length > mostWords ? [`only the first ${mostWords} words are searched for`] : []
  const said = [
    ...(left.length === 0 ? [] : [`${left.map((sign) => `“${sign}”`).join(', ')} cannot be searched for and ${left.length === 1 ? 'is' : 'are'} left out`]),
    ...unread,
  ]
  return said.length === 0 ? null : said.join('; ')
}

/** A search that holds signs but no word finds nothing, rather than everything. */
export const isWordless = (q: string): boolean => q.trim() !== '' && searchWords(q).length === 0

/** What is found by a filter is kept under it. */
export const keyOf = (filter: CenterFilter): string => JSON.stringify(filter)

/** How many centers each choice of a filter would leave, all other filters staying as they are. */
export interface FacetCounts {
  standing: Map<string, number>
  country: Map<string, number>
  state: Map<string, number>
  service: Map<string, number>
  population: Map<string, number>
  onHold: number
  mine: number
}
