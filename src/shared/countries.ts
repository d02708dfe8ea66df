import isoCodes from 'i18n-iso-countries/codes.json' with { type: 'json' }
import english from 'i18n-iso-countries/langs/en.json' with { type: 'json' }
import { folded, namesToCodes } from './folded.ts'

export interface Country {
  /** ISO 3166-1 alpha-2. */
  code: string
  alpha3: string
  /** Three digits, `004`: how map data names a country. */
  numeric: string
  name: string
}

// The library's files are read as they are: its code loads eighty languages.
const listed = english.countries as Record<string, string | string[]>
const namesOf = (code: string): string[] => [listed[code] ?? code].flat()

/** Where the library's first name is the formal one, or inverted: the name people use. */
const usualNames: Record<string, string> = {
  BN: 'Brunei',
  CG: 'Congo (Brazzaville)',
  CD: 'Congo (Kinshasa)',
  CI: 'Côte d’Ivoire',
  CN: 'China',
  CZ: 'Czechia',
  FM: 'Micronesia',
  GM: 'The Gambia',
  IR: 'Iran',
  LA: 'Laos',
  MD: 'Moldova',
  MK: 'North Macedonia',
  PN: 'Pitcairn Islands',
  PS: 'Palestine',
  RE: 'Réunion',
  RU: 'Russia',
  ST: 'São Tomé and Príncipe',
  SY: 'Syria',
  TW: 'Taiwan',
  TZ: 'Tanzania',
  US: 'United States',
  VA: 'Vatican City',
  VG: 'British Virgin Islands',
  VI: 'U.S. Virgin Islands',
}

/** What else people write. `Congo`, `Korea`, `Virgin Islands` and `Saint Martin` are two countries each, and so are read as none. */
const otherNames: readonly (readonly [string, string])[] = [
  ['Bolivia, Plurinational State of', 'BO'],
  ['Burma', 'MM'],
  ['Cabo Verde', 'CV'],
  ['Congo', 'CG'],
  ['Congo', 'CD'],
  ['Congo, Democratic Republic of the', 'CD'],
  ['Democratic Republic of Congo', 'CD'],
  ['DR Congo', 'CD'],
  ['DRC', 'CD'],
  ['Congo, Republic of the', 'CG'],
  ['Republic of Congo', 'CG'],
  ['Democratic People’s Republic of Korea', 'KP'],
  ['East Timor', 'TL'],
  ['England', 'GB'],
  ['Scotland', 'GB'],
  ['Wales', 'GB'],
  ['Northern Ireland', 'GB'],
  ['Eswatini', 'SZ'],
  ['Holland', 'NL'],
  ['Korea', 'KP'],
  ['Korea', 'KR'],
  ['Lao PDR', 'LA'],
  ['Macau', 'MO'],
  ['Macedonia', 'MK'],
  ['Saint Martin', 'MF'],
  ['Saint Martin', 'SX'],
  ['Swaziland', 'SZ'],
  ['Tanzania, United Republic of', 'TZ'],
  ['United Kingdom of Great Britain and Northern Ireland', 'GB'],
  ['Vatican', 'VA'],
  ['Venezuela, Bolivarian Republic of', 'VE'],
  ['Viet Nam', 'VN'],
  ['Virgin Islands', 'VG'],
  ['Virgin Islands', 'VI'],
]

const collator = new Intl.Collator('en')

// Kosovo is in the library but not in ISO 3166-1: XK is a code that anyone may use for anything.
const officialCodes = isoCodes.filter(([code]) => code !== 'XK')

/** The 249 countries and territories of ISO 3166-1, by English name. */
export const countries: readonly Country[] = officialCodes
  .map(([code = '', alpha3 = '', numeric = '']) => ({ code, alpha3, numeric, name: usualNames[code] ?? namesOf(code)[0] ?? code }))
  .toSorted((a, b) => collator.compare(a.name, b.name))

const byCode = new Map(countries.map((country) => [country.code, country]))
const byAlpha3 = new Map(countries.map((country) => [country.alpha3, country.code]))

/** The English name of an alpha-2 code in capitals; null when it is no country's. */
export const countryName = (code: string): string | null => byCode.get(code)?.name ?? null

/** ISO's number of a country, three digits; null when the code is no country's. */
export const countryNumeric = (code: string): string | null => byCode.get(code)?.numeric ?? null

let names: ReadonlyMap<string, string> | null = null

/** All English names with their codes, the one that people use first. */
function knownNames(): (readonly [name: string, code: string])[] {
  const display = new Intl.DisplayNames('en', { type: 'region' })
  const short = new Intl.DisplayNames('en', { type: 'region', style: 'short' })
  const known = countries.flatMap(({ code, name }) => [name, ...namesOf(code), display.of(code) ?? name, short.of(code) ?? name].map((each) => [each, code] as const))
  return [...known, ...otherNames]
}

const readNames = (): ReadonlyMap<string, string> => namesToCodes(knownNames().flatMap(([name, code]) => [name, turned(name)].map((each) => [each, code] as const)))

/**
 * The names that people search a country by, with its code: the one that is shown, and of the others those of one or two words. In a
 * longer one stand words that tell nothing, such as `republic` and `state`.
 */
export const shortCountryNames = (): (readonly [name: string, code: string])[] =>
  knownNames().filter(([name, code]) => name === countryName(code) || name.trim().split(/\s+/).length <= 2)

/** `Moldova, Republic of` and `Iran (Islamic Republic of)` the other way round. */
function turned(name: string): string {
  const [before = '', ...after] = name.split(/[,(]/)
  return `${after.join(' ')} ${before}`
}

/**
 * The alpha-2 code of a country written as alpha-2, alpha-3 or an English name, whatever its case and accents; null when unsure (R5).
 * `NA` in capitals is Namibia, as every list of codes means it; `na`, `n/a` and `N.A.` say that nothing is known.
 */
export function countryCode(text: string): string | null {
  const typed = text.trim()
  if (typed === 'na' || typed === 'Na') return null
  const capitals = /^[a-z]{2,3}$/i.test(typed) ? typed.toUpperCase() : ''
  if (byCode.has(capitals)) return capitals
  const alpha3 = byAlpha3.get(capitals)
  if (alpha3 !== undefined) return alpha3
  names ??= readNames()
  return names.get(folded(typed)) ?? names.get(folded(turned(typed))) ?? null
}
