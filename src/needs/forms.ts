import { z } from 'zod'
import type { CatalogueItem } from '../lists/list.ts'
import { onceRead } from '../http/forms.ts'
import { line, optionalDay, optionalLine, optionalWhole, token, version, whole } from '../http/inputs.ts'
import { anyway, warnsOfPlaces, type Held } from '../http/place-warning.ts'
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
  priority: z.enum(priorities, 'Choose how urgent it is.'),
  neededBy: optionalDay(),
  people: optionalWhole('Enter a whole number from 1 to 100,000, or leave it empty.', 1, 100_000),
  unitCost: optionalLine(40),
  currency: z.string().trim().toUpperCase().max(3, 'Choose a currency.'),
  anyway,
}

export const needFields = ['item', 'quantity', 'unit', 'category', 'priority', 'neededBy', 'people', 'unitCost', 'currency', 'anyway'] as const
export type NeedField = (typeof needFields)[number]

type Entered = z.output<z.ZodObject<typeof fields>>

/** A free item says its own category and unit; one of the catalogue has them. */
const itemIsWhole = (catalogue: readonly CatalogueItem[]) => [
  onceRead(['item', 'category'], ({ item, category }: Pick<Entered, 'item' | 'category'>) => {
    if (category === null) return findItem(catalogue, item) === null ? [{ field: 'category', message: 'It is not in the catalogue, so choose a category.' }] : []
    return categoriesOf(catalogue).includes(category) ? [] : [{ field: 'category', message: 'Choose a category from the list.' }]
  }),
  onceRead(['item', 'unit'], ({ item, unit }: Pick<Entered, 'item' | 'unit'>) =>
    unit === null && findItem(catalogue, item) === null ? [{ field: 'unit', message: 'It is not in the catalogue, so say in what unit, such as piece or kit.' }] : [],
  ),
]

const costIsAnAmount = onceRead(['unitCost', 'currency'], ({ unitCost, currency }: Pick<Entered, 'unitCost' | 'currency'>) => {
  if (unitCost === null) return []
  if (!isCurrency(currency)) return [{ field: 'currency', message: 'Choose the currency of the estimate.' }]
  return parseAmount(unitCost, currency) === null ? [{ field: 'unitCost', message: `Enter an amount in ${currency}, such as 1,250.00.` }] : []
})

const costIsCounted = onceRead(['unitCost', 'currency', 'quantity'], ({ unitCost, currency, quantity }: Pick<Entered, 'unitCost' | 'currency' | 'quantity'>) => {
  const minor = unitCost === null || !isCurrency(currency) ? null : parseAmount(unitCost, currency)
  if (minor === null || !isTooMuch(minor * quantity)) return []
  return [{ field: 'unitCost', message: 'That is more than the register counts. Check the amount and the quantity.' }]
})

const checksOf = (catalogue: readonly CatalogueItem[], held: Held<'item' | 'unit'> = {}) => [
  ...itemIsWhole(catalogue),
  costIsAnAmount,
  costIsCounted,
  ...warnsOfPlaces(['item', 'unit'], held),
]

/** M7: a need logged twice would be sent for twice, so its form counts once. */
export const newNeedForm = (catalogue: readonly CatalogueItem[]) => z.strictObject({ ...fields, token }).check(...checksOf(catalogue))
/** R3: carries the version that it was filled from. */
export const changedNeedForm = (catalogue: readonly CatalogueItem[], held: Held<'item' | 'unit'>) =>
  z.strictObject({ ...fields, version }).check(...checksOf(catalogue, held))

/** What a form says that is needed, and in what unit, as far as it could be read: the catalogue's own words where it names one of its items. */
export function neededIn(catalogue: readonly CatalogueItem[], { item, unit }: Partial<Pick<Entered, 'item' | 'unit'>>): { item?: string; unit?: string } {
  if (item === undefined) return {}
  const known = findItem(catalogue, item)
  const counted = unit ?? known?.unit
  return { item: known?.item ?? item, ...(unit !== undefined && counted !== undefined && { unit: counted }) }
}

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

export const withdrawalForm = z.strictObject({ reason: line('Say why it is no longer needed.', 1000), anyway }).check(...warnsOfPlaces(['reason']))
