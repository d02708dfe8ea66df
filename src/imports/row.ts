import type { CenterKind } from '../centers/center.ts'
import type { Listed } from '../lists/list.ts'
import type { Place } from '../locations/location.ts'
import type { Day } from '../shared/days.ts'
import { namesToCodes } from '../shared/folded.ts'
import { languageCode } from '../shared/languages.ts'
import type { DayOrder } from './day-order.ts'
import { fieldOf, type FieldName } from './fields.ts'
import type { Sources } from './mapping.ts'
import { RowReader } from './row-reader.ts'
import { raggedness, type SheetRow } from './sheet.ts'

/** The register's lists, by folded name and by code, which cells are looked up in. */
export interface Lists {
  populations: ReadonlyMap<string, string>
  services: ReadonlyMap<string, string>
}

/** A list made ready to be looked up in. A name that two entries share is left out: which is meant would be a guess. */
export const lookUp = (list: readonly Listed[]): ReadonlyMap<string, string> =>
  namesToCodes(
    list.flatMap(({ code, name }) => [
      [name, code],
      [code, code],
    ]),
  )

/** What a remark is about when no column can be named: which cell is what is not known. */
export const wholeRow = 'the whole row'

/** What is wrong, or was done, with one cell: in which column, in words that never hold a place. */
export interface Remark {
  column: string
  said: string
}

/** A row as a center to be registered. */
export interface Draft {
  organization: string
  name: string
  country: string
  /** Where the organization is registered. */
  organizationCountry: string
  kind: CenterKind
  localName: string | null
  otherNames: string | null
  publicContact: string | null
  phone: string | null
  email: string | null
  languages: string[]
  populations: string[]
  services: string[]
  openedOn: Day | null
  notes: string | null
  place: Pick<Place, 'region' | 'city' | 'street' | 'postalCode' | 'latitude' | 'longitude'>
}

export type RowReading = { problems: Remark[]; notices: Remark[]; draft: Draft | null }

/** How a row is read: which column is what, how days are written, the lists, and today, after which nothing has happened. */
export interface Guide {
  sources: Sources
  days: DayOrder
  lists: Lists
  today: Day
}

/** The columns of a file, by their headings, and which of them look like a place. */
export interface Table {
  columns: readonly string[]
  places: ReadonlySet<number>
}

/** Reads one row as a center, and says everything that is wrong with it at once; it never guesses (R5). */
export function readRow(row: SheetRow, table: Table, guide: Guide): RowReading {
  const ragged = raggedness(row, table.columns.length)
  if (ragged !== null) return { problems: [{ column: wholeRow, said: ragged }], notices: [], draft: null }
  const reader = new RowReader(row, table, guide.sources)
  const [organization, name, country] = [reader.name('organization'), reader.name('name'), reader.country('country')]
  const draft: Draft = {
    organization,
    name,
    country: country ?? '',
    organizationCountry: reader.country('organizationCountry') ?? country ?? '',
    kind: reader.kind(),
    localName: reader.openName('localName'),
    otherNames: reader.openText('otherNames', 1000),
    ...reader.reached(),
    email: reader.email(),
    languages: reader.several('languages', 'a language', languageCode),
    populations: reader.listed('populations', guide.lists.populations),
    services: reader.listed('services', guide.lists.services),
    openedOn: reader.day(guide),
    notes: reader.openText('notes', 4000),
    place: reader.place(),
  }
  return { problems: reader.problems, notices: reader.notices, draft: reader.problems.length > 0 ? null : draft }
}

/** What one value for every row would be refused for; null when it can be read. */
export function valueProblem(field: FieldName, value: string, guide: Omit<Guide, 'sources'>): string | null {
  const row: SheetRow = { number: 1, cells: [] }
  const { problems } = readRow(row, { columns: [], places: new Set() }, { ...guide, sources: { [field]: { value } } })
  return problems.find(({ column }) => column === fieldOf(field).label)?.said ?? null
}
