import type { CatalogueItem } from '../lists/list.ts'
import { isBefore, type Day } from '../shared/days.ts'
import { folded } from '../shared/folded.ts'
import type { Money } from '../shared/money.ts'
import { problemIf, Refusal, type Problem } from '../shared/refusal.ts'

export const priorities = ['urgent', 'normal', 'low'] as const
export type Priority = (typeof priorities)[number]

export const needStates = ['open', 'partly met', 'met', 'withdrawn'] as const
export type NeedState = (typeof needStates)[number]

/** What of a need its state follows from: quantities, all in the need's own unit. */
export interface NeedProgress {
  quantity: number
  /** Arrived in good order, over all deliveries, receipts that reverse taken off. */
  received: number
  withdrawnBecause: string | null
}

export interface Need extends NeedProgress {
  id: number
  centerId: number
  centerName: string
  country: string
  catalogueCode: string | null
  category: string
  item: string
  unit: string
  /** Estimated, for one unit. */
  unitCost: Money | null
  people: number | null
  priority: Priority
  neededBy: Day | null
  recordedBy: number
  recordedOn: Day
  withdrawnBy: number | null
  withdrawnOn: Day | null
  version: number
  /** Sent and not yet accounted for by a receipt. */
  onTheWay: number
  /** On lines of deliveries that have not left. */
  packed: number
}

/** S2: a need is met by what was received, never by what was sent. Only a withdrawal is said. */
export function stateOf({ quantity, received, withdrawnBecause }: NeedProgress): NeedState {
  if (withdrawnBecause !== null) return 'withdrawn'
  if (received >= quantity) return 'met'
  return received > 0 ? 'partly met' : 'open'
}

/** Whether something is still lacking that nobody has taken back. */
export const isWanted = (state: NeedState): boolean => state === 'open' || state === 'partly met'

/** Late is the day after the one it was needed by, while it is wanted. */
export const isLate = (need: NeedProgress & { neededBy: Day | null }, today: Day): boolean =>
  isWanted(stateOf(need)) && need.neededBy !== null && isBefore(need.neededBy, today)

/** What has not arrived yet, whether it is on the way or not. */
export const stillLacking = ({ quantity, received }: NeedProgress): number => Math.max(0, quantity - received)

/** What to pack: lacking, and neither on the way nor packed already. */
export const leftToPack = (need: NeedProgress & { onTheWay: number; packed: number }): number => Math.max(0, stillLacking(need) - need.onTheWay - need.packed)

export function assertMayWithdraw(need: NeedProgress): void {
  const state = stateOf(need)
  if (!isWanted(state)) throw new Refusal('conflict', `This need is already ${state}.`)
}

export function assertNotWithdrawn(need: Need): void {
  if (stateOf(need) === 'withdrawn') throw new Refusal('conflict', 'This need was withdrawn. Log another one instead.')
}

/** Receipts count in the need's unit, so what was packed or sent for it fixes what it is a need for. Of what could not be read nothing is said. */
export function changeProblems(need: Need, { item = need.item, unit = need.unit }: { item?: string; unit?: string }): Problem[] {
  const used = need.received + need.onTheWay + need.packed > 0
  const message = `Goods were packed or sent for this need, so it stays a need for ${need.item}, counted by the ${need.unit}. Log another need instead.`
  return problemIf(used && (need.item !== item || need.unit !== unit), need.item === item ? 'unit' : 'item', message)
}

const otherCategory = 'other'

/** The categories that needs fall into, in the catalogue's order; what is in no catalogue may be of any, or of none of them. */
export const categoriesOf = (catalogue: readonly CatalogueItem[]): string[] => [...new Set([...catalogue.map(({ category }) => category), otherCategory])]

/** The item of the catalogue that somebody typed, whatever its case and accents; null for a free one. */
export function findItem(catalogue: readonly CatalogueItem[], typed: string): CatalogueItem | null {
  const name = folded(typed)
  return catalogue.find(({ item }) => folded(item) === name) ?? null
}

export const priorityName: Record<Priority, string> = { urgent: 'Urgent', normal: 'Normal', low: 'Low' }
