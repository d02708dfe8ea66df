import type { FieldName } from './fields.ts'
import type { Held } from './known-names.ts'
import type { Sources } from './mapping.ts'
import { countsOf, type Counts, type Outcome } from './plan.ts'
import { readAs, type ReadAs } from './read-as.ts'
import { isLeftOut, notShown } from './left-out.ts'
import { placeLikeName } from './place-columns.ts'
import { wholeRow, type Remark } from './row.ts'
import type { Sheet } from './sheet.ts'

/** What is told of a row: what became of it or would, and why. It holds no place. */
export interface Told {
  row: number
  organization: string
  name: string
  kind: Outcome['kind']
  centerId: number | null
  /** Its organization, where it stands already; null when it is new with this row, absent when none is known. */
  runBy?: Held | null
  /** How its cells were read; of a good row only, and absent from what was kept before this was told. */
  readAs?: ReadAs
  problems: string[]
  notices: string[]
}

export interface Result {
  counts: Counts
  rows: Told[]
}

/** A file that was read, how, and what became or would become of its rows. */
export interface ReadFile {
  sheet: Sheet
  sources: Sources
  result: Result
  /** The columns of places that the mapping names and this file of refused rows lacks. */
  lacking: string[]
}

/** What the columns were taken for, and which of them look like a place. */
interface Said {
  sources: Sources
  places: ReadonlySet<number>
}

/** An outcome in words; `centers` are those that were made, by their row. */
export function tellAll(outcomes: readonly Outcome[], columns: Said, centers: ReadonlyMap<number, number> = new Map()): Result {
  return { counts: countsOf(outcomes), rows: outcomes.map((outcome) => tell(outcome, columns, centers)) }
}

function tell(outcome: Outcome, columns: Said, centers: ReadonlyMap<number, number>): Told {
  const { row, kind, notices } = outcome
  const runBy = kind === 'there' ? outcome.held : kind === 'new' ? outcome.organization.held : undefined
  const said = ({ column, said }: Remark): string => (column === wholeRow ? said : `${column}: ${said}`)
  return {
    row: row.number,
    organization: asItStands(outcome, columns, 'organization'),
    name: asItStands(outcome, columns, 'name'),
    kind,
    centerId: kind === 'there' ? outcome.centerId : (centers.get(row.number) ?? null),
    ...(runBy === undefined ? {} : { runBy: runBy === null ? null : heldOf(runBy) }),
    ...(kind === 'new' ? { readAs: readAs(outcome.draft) } : {}),
    problems: kind === 'new' ? [] : outcome.problems.map(said),
    notices: notices.map(said),
  }
}

/** Of the register's row no more than is told. */
const heldOf = (held: Held): Held => ('id' in held ? { name: held.name, id: held.id } : { name: held.name, row: held.row })

function asItStands(outcome: Outcome, { sources, places }: Said, field: Extract<FieldName, 'organization' | 'name'>): string {
  if (outcome.kind === 'new') return outcome.draft[field]
  if (outcome.problems.some(({ column }) => column === wholeRow)) return '' // Under this heading a street may stand.
  const source = sources[field]
  const text = source === undefined ? '' : 'value' in source ? source.value : (outcome.row.cells[source.column] ?? '')
  if (text.trim() !== '' && ((source && 'column' in source && places.has(source.column)) || placeLikeName(text) !== null || isLeftOut(text))) return notShown
  return text
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, 120)
}
