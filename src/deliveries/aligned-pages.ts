import { shownVersion } from '../http/conflict.ts'
import { filledForm, typedIn, type FormState } from '../http/forms.ts'
import { lineFields, type LineField } from './forms.ts'
import { rowField } from './lines-pages.ts'
import type { Row } from './row-forms.ts'

// R3: what two people packed is compared line by line, and a line's number says only where it stood in one of the two forms.

export interface Aligned {
  typed: Row<LineField>[]
  /** Under the numbers that the typed rows have. */
  held: Row<LineField>[]
  /** The typed form's version and marks, and those of the lines that it did not have: its sender left them alone. */
  version: string
}

type State = FormState<LineField>

/** What was typed and what is packed now, each line beside its like: of the same need, or the same thing, or what stood in its place when the form was opened. */
export function alignRows(typed: readonly Row<LineField>[], held: readonly Row<LineField>[], body: unknown): Aligned {
  const version = String(typedIn(body)['version'] ?? '')
  const left = held.map(({ state }) => state)
  const take = (like: (state: State) => boolean): State | null => left.splice(...found(left, like))[0] ?? null
  const same = new Map(typed.map(({ key, state }) => [key, nameOf(state) === '' ? null : take((each) => nameOf(each) === nameOf(state))]))
  for (const { key, state } of typed)
    if (!same.get(key) && state.fields.need.entered === '')
      same.set(
        key,
        take((each) => stoodAt(version, key, each)),
      )
  const beside = typed.map(({ key, state }) => ({ key, state: same.get(key) ?? unpacked(state) }))
  const last = Math.max(0, ...typed.map(({ key }) => key))
  const added = left.filter(({ fields }) => fields.quantity.entered !== '').map((state, at) => ({ key: last + 1 + at, state }))
  const alone = added.map(({ key, state }) => ({ key, state: unpacked(state, state.fields.item.entered) }))
  return { typed: [...typed, ...alone], held: [...beside, ...added], version: `${version}${alone.map(marksOf).join('')}` }
}

const found = (states: readonly State[], like: (state: State) => boolean): [at: number, count: number] => {
  const at = states.findIndex(like)
  return at < 0 ? [0, 0] : [at, 1]
}

const nameOf = ({ fields: { need, item } }: State): string => (need.entered === '' ? item.entered.trim().toLowerCase() : `need ${need.entered}`)

/** A line of which nothing is packed; of a need, the need's own. */
const unpacked = ({ fields }: State, item = ''): State =>
  filledForm(lineFields, { need: fields.need.entered, item: fields.need.entered === '' ? item : fields.item.entered, unit: '', currency: fields.currency.entered })

const fieldsAt = ({ key, state: { fields } }: Row<LineField>, names: readonly LineField[]) => names.map((name) => rowField(key, name, name, fields[name]))
const marksOf = (row: Row<LineField>): string => shownVersion(0, fieldsAt(row, lineFields)).value.slice(1)

/** Whether a line for no need stood under this number when the form was opened. */
const stoodAt = (version: string, key: number, state: State): boolean =>
  state.fields.need.entered === '' && state.fields.item.entered !== '' && version.includes(shownVersion(0, fieldsAt({ key, state }, ['item'])).value.slice(1))
