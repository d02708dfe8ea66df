import { countryCode } from '../shared/countries.ts'
import { languageCode } from '../shared/languages.ts'
import { isEmailAddress, isLink, isPhoneNumber } from '../shared/reached.ts'
import { kindOf } from './closed-lists.ts'
import type { FieldName } from './fields.ts'
import type { Sources } from './mapping.ts'
import { isPlaceLabel } from './sheet.ts'

const digits = (text: string): boolean => /^[+-]?\d[\d\s.,/-]*$/.test(text)

/** What no heading of a column is that such a field takes, and a center's cell is. */
const values: Partial<Record<FieldName, (text: string) => boolean>> = {
  country: (text) => countryCode(text) !== null,
  organizationCountry: (text) => countryCode(text) !== null,
  kind: (text) => kindOf(text) !== null,
  languages: (text) => languageCode(text) !== null,
  website: isLink,
  phone: isPhoneNumber,
  email: isEmailAddress,
  openedOn: digits,
  postalCode: digits,
  latitude: digits,
  longitude: digits,
}

/** Whether the first row of a file, read by what its columns were taken for, is a center's: then no cell of it is told as a heading (CONF-06). */
function beginsWithCenter(columns: readonly string[], sources: Sources): boolean {
  if (columns.some(isPlaceLabel)) return true
  return (Object.entries(values) as [FieldName, (text: string) => boolean][]).some(([field, isValue]) => {
    const source = sources[field]
    return source !== undefined && 'column' in source && isValue(columns[source.column] ?? '')
  })
}

/** What the columns are called wherever one is told: by their headings, or by their numbers where the file has none. */
export const toldHeadings = (columns: readonly string[], sources: Sources): readonly string[] =>
  beginsWithCenter(columns, sources) ? columns.map((_label, at) => `Column ${at + 1}`) : columns
