import type { Allocation, Use } from '../allocations/allocation.ts'
import type { Person } from '../shared/actor.ts'
import { moneyText } from '../shared/money.ts'
import { Refusal } from '../shared/refusal.ts'
import { groupText, holdGroups, type HoldGroup } from '../standing/hold-groups.ts'
import type { Hold } from '../standing/holds.ts'
import type { Balance } from '../funds/balance.ts'
import type { Payment, PaymentState } from './payment.ts'

/** All that decides whether a payment may leave, as it stands in one moment. */
export interface ReleaseFacts {
  payment: Payment
  state: PaymentState
  allocation: Allocation
  use: Use
  /** Whether an approval still counts for the allocation as it stands. */
  approved: boolean
  proposers: ReadonlySet<number>
  /** Who gave the last approval that counts; null when none does. */
  lastApprover: number | null
  /** M4: whether more than the threshold was approved, or two people did. */
  aboveThreshold: boolean
  holds: readonly Hold[]
  /** What of those it is for lies outside the approval of the center, to follow "The approval". */
  outside: readonly string[]
  /** M2 anew: reasons for which the fund may no longer pay. */
  misfits: readonly string[]
  balance: Balance
}

/** One thing that keeps a payment from leaving, what would lift it, and where. */
export interface Bar {
  /** `person`: another person could release it. `records`: nobody can until the records change. */
  kind: 'person' | 'records'
  text: string
  href: string | null
}

const records = (text: string, href: string | null = null): Bar => ({ kind: 'records', text, href })

/** M2, M4, M5, M6: everything that keeps this person from releasing this payment now; none means that it may leave. */
export function releaseBars(facts: ReleaseFacts, person: Pick<Person, 'id' | 'roles'>): Bar[] {
  const over = overBar(facts.state)
  if (over !== null) return [over]
  return [...centerBars(facts), ...moneyBars(facts), ...personBars(facts, person)]
}

function overBar(state: PaymentState): Bar | null {
  switch (state) {
    case 'planned':
      return null
    case 'void':
      return records('This payment was voided. Plan another one.')
    case 'sent':
    case 'arrived':
    case 'returned':
      return records('This payment has left already. It leaves once.')
    default:
      return state satisfies never
  }
}

/** M6: standing, holds, and whether those it is for are within the approval. */
function centerBars({ holds, outside, payment: { centerId, centerName } }: ReleaseFacts): Bar[] {
  const page = `/centers/${centerId}`
  const held = holdGroups(holds).map((group) => records(`Nothing can be sent to ${centerName} now: ${groupText(group)}. ${liftText(group)}`, page))
  return [
    ...held,
    ...outside.map((what) => records(`This money is for people whom the approval of ${centerName} leaves out: it ${what}. A review that covers them is needed.`, page)),
  ]
}

/** Each kind of hold as sentences of their own: what it is and what would lift it. */
export const heldTexts = (holds: readonly Hold[]): string[] =>
  holdGroups(holds).map((group) => {
    const text = groupText(group)
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}. ${liftText(group)}`
  })

/** What would lift all holds of a kind. */
function liftText({ first, holds }: HoldGroup): string {
  const one = holds.length === 1
  switch (first.kind) {
    case 'not vetted':
      if (first.standing.kind === 'closed') return 'It must be reopened, and a review must approve it.'
      return first.standing.kind === 'suspended' ? 'Someone other than who suspended it must reinstate it.' : 'A review must approve it first.'
    case 'approved for longer than V7 allows':
      return 'Decide a new review.'
    case 'condition overdue':
      return `It is lifted once ${one ? 'the condition is' : 'all of them are'} met.`
    case 'evidence not in date':
      return `It is lifted once someone accepts newer evidence${one ? '' : ' for each of them'}.`
    default:
      return first satisfies never
  }
}

/** M2, M5 */
function moneyBars({ allocation, use, approved, misfits, balance, payment }: ReleaseFacts): Bar[] {
  const { minor, currency } = payment
  const bars = misfits.map((text) => records(text, `/funds/${payment.fundId}`))
  if (allocation.state !== 'approved') bars.push(records('Its allocation is not approved.', `/allocations/${allocation.id}`))
  else if (!approved) bars.push(records('Its allocation changed after it was approved, so the approval counts no longer.', `/allocations/${allocation.id}`))
  const left = allocation.minor - use.paidMinor
  if (minor > left) bars.push(records(`Only ${moneyText({ minor: left, currency })} of its allocation is left.`, `/allocations/${allocation.id}`))
  const inHand = balance.received - balance.paid
  if (balance.available < 0 || minor > inHand)
    bars.push(records(`The fund ${payment.fundCode} holds only ${moneyText({ minor: inHand, currency })}.`, `/funds/${payment.fundId}`))
  return bars
}

/** M4 */
function personBars({ proposers, lastApprover, aboveThreshold }: ReleaseFacts, { id, roles }: Pick<Person, 'id' | 'roles'>): Bar[] {
  const bar = (text: string): Bar[] => [{ kind: 'person', text, href: null }]
  if (!roles.includes('manager')) return bar('A program manager releases payments.')
  if (proposers.has(id)) return bar('You proposed its allocation, so someone else must release the payment.')
  if (aboveThreshold && lastApprover === id)
    return bar('You gave its allocation the last approval, and it is above the threshold, so someone else must release the payment.')
  return []
}

/** @throws Refusal that says everything which stands against it */
export function assertMayRelease(facts: ReleaseFacts, person: Pick<Person, 'id' | 'roles'>): void {
  const bars = releaseBars(facts, person)
  if (bars.length === 0) return
  throw new Refusal(bars.every(({ kind }) => kind === 'person') ? 'forbidden' : 'conflict', bars.map(({ text }) => text).join(' '))
}
