import { z } from 'zod'
import type { CatalogueItem } from '../lists/list.ts'
import { line, optionalDay, optionalLine, optionalWhole, token, version, whole } from '../http/inputs.ts'
import { anyway, warnsOfPlaces } from '../http/place-warning.ts'
import { isCurrency } from '../shared/currencies.ts'
import type { Day } from '../shared/days.ts'
import { isTooMuch, parseAmount, type Money } from '../shared/money.ts'
import { categoriesOf, findItem, priorities, type Priority } from './need.ts'

/** What somebody says a center needs, in full. */
export interface NeedDetails {
  catalogueCode: string | null
  category: string
  item: string
  unit: string
  quantity: number
  unitCost: Money | null
  people: number | null
  priority: Priority
  neededBy: Day | null
}

const fields = {
  item: line('Say what is needed.'),
  quantity: whole('Enter a whole number from 1 to 10,000,000.', 1),
  unit: optionalLine(40),
  category: optionalLine(60),
  unitCost: optionalLine(40),
  currency: z.string().trim().toUpperCase().max(3, 'Choose a currency.'),
  people: optionalWhole('Enter a whole number from 1 to 100,000, or leave it empty.', 1, 100_000),
  priority: z.enum(priorities, 'Choose how urgent it is.'),
  neededBy: optionalDay(),
  anyway,
}

export const needFields = ['item', 'quantity', 'unit', 'category', 'unitCost', 'currency', 'people', 'priority', 'neededBy', 'anyway'] as const
export type NeedField = (typeof needFields)[number]

type Entered = z.output<z.ZodObject<typeof fields>>

/** A free item says its own category and unit; one of the catalogue has them. */
function complete(catalogue: readonly CatalogueItem[], { value, issues }: { value: Entered; issues: z.core.$ZodRawIssue[] }): void {
  const complain = (field: NeedField, message: string): void => void issues.push({ code: 'custom', path: [field], message, input: value[field] })
  const known = findItem(catalogue, value.item)
  if (known === null && value.category === null) complain('category', 'It is not in the catalogue, so choose a category.')
  if (known === null && value.unit === null) complain('unit', 'It is not in the catalogue, so say in what unit, such as piece or kit.')
  if (value.category !== null && !categoriesOf(catalogue).includes(value.category)) complain('category', 'Choose a category from the list.')
  if (value.unitCost === null) return
  if (!isCurrency(value.currency)) return complain('currency', 'Choose the currency of the estimate.')
  const minor = parseAmount(value.unitCost, value.currency)
  if (minor === null) complain('unitCost', `Enter an amount in ${value.currency}, such as 1,250.00.`)
  else if (isTooMuch(minor * value.quantity)) complain('unitCost', 'That is more than the register counts. Check the amount and the quantity.')
}

/** M7: a need logged twice would be sent for twice, so its form counts once. */
export const newNeedForm = (catalogue: readonly CatalogueItem[]) =>
  z
    .strictObject({ ...fields, token })
    .check((payload) => complete(catalogue, payload))
    .superRefine((form, context) => warnsOfPlaces<typeof form>(['item', 'unit'])(form, context))
/** R3: carries the version that it was filled from. */
export const changedNeedForm = (catalogue: readonly CatalogueItem[]) =>
  z
    .strictObject({ ...fields, version })
    .check((payload) => complete(catalogue, payload))
    .superRefine((form, context) => warnsOfPlaces<typeof form>(['item', 'unit'])(form, context))

/** What a form that was found complete says: the catalogue's own words where it names one of its items. */
export function detailsOf(catalogue: readonly CatalogueItem[], entered: Omit<Entered, 'anyway'>): NeedDetails {
  const known = findItem(catalogue, entered.item)
  const minor = entered.unitCost === null ? null : parseAmount(entered.unitCost, entered.currency)
  return {
    catalogueCode: known?.code ?? null,
    category: entered.category ?? known?.category ?? '',
    item: known?.item ?? entered.item,
    unit: entered.unit ?? known?.unit ?? '',
    quantity: entered.quantity,
    unitCost: minor === null ? null : { minor, currency: entered.currency },
    people: entered.people,
    priority: entered.priority,
    neededBy: entered.neededBy,
  }
}

export const withdrawalForm = z.strictObject({ reason: line('Say why it is no longer needed.', 1000) })
