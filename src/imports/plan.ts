import { countryName } from '../shared/countries.ts'
import { nameIdentity } from '../shared/folded.ts'
import { KnownNames, type Held } from './known-names.ts'
import { columnOf } from './mapping.ts'
import { placeColumns } from './place-columns.ts'
import { readRow, type Draft, type Guide, type Remark } from './row.ts'
import type { Sheet, SheetRow } from './sheet.ts'

/** What the register holds already, of the countries concerned. */
export interface Known {
  organizations: readonly { id: number; name: string; country: string }[]
  centers: readonly { id: number; organizationId: number; name: string }[]
}

/** What would become of a row: a new center, one that is there already, or nothing, for reasons. */
export type Outcome = { row: SheetRow; notices: Remark[] } & Becoming
/** `held` is the organization's name where it stands already; null when it is new with this row. */
type Becoming =
  | { kind: 'new'; draft: Draft; organization: { key: string; id: number | null; held: Held | null } }
  | { kind: 'there'; centerId: number; held: Held; problems: Remark[] }
  | { kind: 'refused'; problems: Remark[] }

export interface Counts {
  rows: number
  new: number
  there: number
  refused: number
  /** Organizations that would be new with them. */
  organizations: number
}

/**
 * What becomes of each row of a file. An organization is one of the register, or of a row above, when its legal name (`nameIdentity`)
 * and its country are the same; a center is there already when its organization and its name are. Rows that repeat a good row above
 * them are refused. A name that only reads like another is taken as a name of its own, and that is said.
 */
export function planImport(sheet: Sheet, guide: Guide, known: Known): Outcome[] {
  const names: Names = {
    organizations: new KnownNames(Map.groupBy(known.organizations, ({ country }) => country)),
    centers: new KnownNames(Map.groupBy(known.centers, ({ organizationId }) => String(organizationId))),
    remark: (fields, said) => ({ column: fields.map((field) => columnOf(sheet.columns, guide.sources, field)).join(' and '), said }),
  }
  const table = { columns: sheet.columns, places: placeColumns(sheet) }
  return sheet.rows.map((row) => {
    const { problems, notices, draft } = readRow(row, table, guide)
    if (draft === null) return { row, notices, kind: 'refused', problems }
    const becoming = becomingOf(draft, names)
    if (becoming.kind === 'new') notices.push(...takeNames(row.number, becoming, names))
    return { row, notices, ...becoming }
  })
}

/** Organizations by their country; centers by their organization: its id, or its key while it has none. */
interface Names {
  organizations: KnownNames<Held>
  centers: KnownNames<Held>
  remark: (fields: ('organization' | 'name')[], said: string) => Remark
}

function becomingOf(draft: Draft, { organizations, centers, remark }: Names): Becoming {
  const { organization, organizationCountry: country, name } = draft
  const found = organizations.same(country, organization)
  if (found.length > 1) return { kind: 'refused', problems: [remark(['organization'], ambiguous(found.length, draft))] }
  const held = found[0] ?? null
  const runBy = { key: `${country} ${nameIdentity(organization)}`, id: held !== null && 'id' in held ? held.id : null, held }
  const same = centers.same(scopeOf(runBy), name)
  const center = same.find((each) => each.name === name) ?? same[0]
  if (held === null || center === undefined) return { kind: 'new', draft, organization: runBy }
  if ('row' in center) return { kind: 'refused', problems: [remark(['organization', 'name'], `It is the same center as row ${center.row}.`)] }
  const problems = [remark(['organization', 'name'], 'This center of this organization is in the register already.')]
  return { kind: 'there', centerId: center.id, held, problems }
}

/** The rows below know the names of a new center. @returns what else they read like */
function takeNames(row: number, { draft, organization: runBy }: Extract<Becoming, { kind: 'new' }>, { organizations, centers, remark }: Names): Remark[] {
  const { organization, organizationCountry: country, name } = draft
  const others = {
    organization: runBy.held === null ? organizations.alike(country, organization) : null,
    name: centers.alike(scopeOf(runBy), name),
  }
  if (runBy.held === null) organizations.add(country, { name: organization, row })
  centers.add(scopeOf(runBy), { name, row })
  return [
    ...(others.organization === null ? [] : [remark(['organization'], alike(organization, others.organization, 'organization'))]),
    ...(others.name === null ? [] : [remark(['name'], alike(name, others.name, 'center'))]),
  ]
}

const scopeOf = ({ key, id }: { key: string; id: number | null }): string => (id === null ? key : String(id))

const ambiguous = (count: number, { organization, organizationCountry: country }: Draft): string =>
  `The register has ${count} organizations called “${organization}” in ${countryName(country) ?? country}, so which is meant is not known.`

const alike = (name: string, other: Held, what: 'organization' | 'center'): string =>
  `“${name}” reads like “${other.name}”, which is in ${'id' in other ? 'the register already' : `row ${other.row}`}. It is taken as another ${what}.`

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
