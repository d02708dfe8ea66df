import { countryName } from '../shared/countries.ts'
import { folded } from '../shared/folded.ts'
import { columnOf } from './mapping.ts'
import { readRow, type Draft, type Guide, type Remark } from './row.ts'
import type { Sheet, SheetRow } from './sheet.ts'

/** What the register holds already, of the countries concerned. */
export interface Known {
  organizations: readonly { id: number; name: string; country: string }[]
  centers: readonly { id: number; organizationId: number; name: string }[]
}

/** What would become of a row: a new center, one that is there already, or nothing, for reasons. */
export type Outcome = { row: SheetRow; notices: Remark[] } & (
  | { kind: 'new'; draft: Draft; organization: { key: string; id: number | null } }
  | { kind: 'there'; centerId: number; problems: Remark[] }
  | { kind: 'refused'; problems: Remark[] }
)

export interface Counts {
  rows: number
  new: number
  there: number
  refused: number
  /** Organizations that would be new with them. */
  organizations: number
}

/**
 * What becomes of each row of a file. An organization is one of the register when its folded legal name and its country
 * are the same; a center is there already when its organization and its folded name are. Rows that repeat a good row
 * above them are refused.
 */
export function planImport(sheet: Sheet, guide: Guide, known: Known): Outcome[] {
  const organizations = Map.groupBy(known.organizations, ({ name, country }) => organizationKey(name, country))
  const centers = new Map(known.centers.map(({ id, organizationId, name }) => [`${organizationId} ${nameKey(name)}`, id]))
  const rowOf = new Map<string, number>()
  const about = (fields: ('organization' | 'name')[], said: string): Remark[] => [
    { column: fields.map((field) => columnOf(sheet.columns, guide.sources, field)).join(' and '), said },
  ]
  return sheet.rows.map((row) => {
    const { problems, notices, draft } = readRow(row, sheet, guide)
    if (draft === null) return { row, notices, kind: 'refused', problems }
    const key = organizationKey(draft.organization, draft.organizationCountry)
    const found = organizations.get(key) ?? []
    if (found.length > 1) return { row, notices, kind: 'refused', problems: about(['organization'], ambiguous(found.length, draft)) }
    const id = found[0]?.id ?? null
    const centerId = id === null ? undefined : centers.get(`${id} ${nameKey(draft.name)}`)
    if (centerId !== undefined)
      return { row, notices, kind: 'there', centerId, problems: about(['organization', 'name'], 'This center of this organization is in the register already.') }
    const centerKey = `${key} ${nameKey(draft.name)}`
    const before = rowOf.get(centerKey)
    if (before !== undefined) return { row, notices, kind: 'refused', problems: about(['organization', 'name'], `It is the same center as row ${before}.`) }
    rowOf.set(centerKey, row.number)
    return { row, notices, kind: 'new', draft, organization: { key, id } }
  })
}

const ambiguous = (count: number, { organization, organizationCountry: country }: Draft): string =>
  `The register has ${count} organizations called “${organization}” in ${countryName(country) ?? country}, so which is meant is not known.`

/** A name of signs alone folds to nothing: it is then compared as it is, so that “-” and “#” stay two names. */
const nameKey = (name: string): string => folded(name) || name.normalize('NFKC').toLowerCase()
const organizationKey = (name: string, country: string): string => `${country} ${nameKey(name)}`

export function countsOf(outcomes: readonly Outcome[]): Counts {
  const created = outcomes.filter((each) => each.kind === 'new')
  return {
    rows: outcomes.length,
    new: created.length,
    there: outcomes.filter(({ kind }) => kind === 'there').length,
    refused: outcomes.filter(({ kind }) => kind === 'refused').length,
    organizations: new Set(created.filter(({ organization }) => organization.id === null).map(({ organization }) => organization.key)).size,
  }
}
