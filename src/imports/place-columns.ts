import { placeLike } from '../shared/place-like.ts'
import { headingWords, namesOpenField } from './fields.ts'
import type { Sheet } from './sheet.ts'

// CONF-06: which columns of a file say where a center is, whatever they are taken for. None of their cells is shown, quoted or given back.

const english =
  'address(?:es)?|addr|streets?|road|city|cities|towns?|villages?|suburb|neighbou?rhood|zip ?(?:codes?)?|post(?:al)?(?: ?codes?)?|postcode|county|counties|regions?|provinces?|states?|districts?|municipality|parish|lat(?:itude)?|lon|lng|long(?:itude)?|geo\\w*|gps|coord\\w*|location|directions?|transport\\w*|intersection|landmark|map|where|place|area|areas|building|room|latlong'
const others =
  'adresse?|anschrift|strasse|straße|ort|ortschaft|stadt|plz|postleitzahl|wo|rue|ville|lieu|quartier|code postal|direccion|calle|ciudad|barrio|ubicacion|lugar|codigo postal|donde|endereco|rua|cidade|bairro|onde|indirizzo|via|citta|adres|stad|plaats|postcode|адрес|улица|город|место|адреса|вулиця|місто|عنوان|العنوان|شارع|مدينة|المدينة|पता|शहर|ที่อยู่'
const placeWords = new RegExp(String.raw`(?<![\p{L}\p{M}\p{N}])(?:${english}|${others})(?![\p{L}\p{M}\p{N}])|地址|住所`, 'u')

/** An e-mail address is no address, and the name of a location no location. */
const misleading = /\b(?:e ?mail|web(?: ?site)?|internet|url) address(?:es)?\b|\b(?:location|place|building) names?\b|\bnames? of (?:location|place|building)s?\b/g

/** Whether a column looks, by its heading, as if it said where a center is. One that nobody chose is treated so too: rather too many than one address given back. */
export const looksLikePlace = (heading: string): boolean => placeWords.test(headingWords(heading).replaceAll(misleading, ''))

/** As `placeLike`, for what may be a name: “Hope House 2” is one of several houses, and no address. */
export const placeLikeName = (name: string): string | null => placeLike(name.replace(/\bhouse\s+\d{1,3}$/iu, 'house'))

const cellsLookedAt = 200

/** The columns that look like a place by their heading, unless it is one of a field that is none or all of their cells are ids. */
export function placeHeadings({ columns, rows }: Pick<Sheet, 'columns' | 'rows'>): ReadonlySet<number> {
  return new Set(columns.flatMap((heading, at) => (looksLikePlace(heading) && !namesOpenField(heading) && !holdsIds(rows, at) ? [at] : [])))
}

/** The columns that look like a place by their heading, or by more than half of their cells. */
export function placeColumns(sheet: Pick<Sheet, 'columns' | 'rows'>): ReadonlySet<number> {
  const headings = placeHeadings(sheet)
  return new Set(sheet.columns.flatMap((_heading, at) => (headings.has(at) || holdsPlaces(sheet.rows, at) ? [at] : [])))
}

const id = /^\{?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\}?$/iu

/** Whether a column holds UUIDs and nothing else, as under “location_uuid”: of all rows, since one address among them would be given back. */
function holdsIds(rows: Sheet['rows'], at: number): boolean {
  const cells = rows.map((row) => (row.cells[at] ?? '').trim()).filter((cell) => cell !== '')
  return cells.length > 0 && cells.every((cell) => id.test(cell))
}

function holdsPlaces(rows: Sheet['rows'], at: number): boolean {
  const cells: string[] = []
  for (const row of rows) {
    const cell = (row.cells[at] ?? '').trim()
    if (cell !== '') cells.push(cell)
    if (cells.length === cellsLookedAt) break
  }
  return cells.filter((cell) => placeLikeName(cell) !== null).length * 2 > cells.length
}
