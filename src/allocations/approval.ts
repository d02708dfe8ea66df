import type { Day } from '../shared/days.ts'
import { moneyText, type Money } from '../shared/money.ts'
import { ratesText, totalIn, type DatedMoney, type Rate, type Total } from '../shared/rates.ts'
import { Refusal } from '../shared/refusal.ts'
import type { Allocation } from './allocation.ts'

/** How far back a center's approved allocations count together (M3). */
export const countedDays = 30

/** An allocation that counts, at the day on which it was approved (for this one: today). */
export interface Counted extends DatedMoney {
  id: number
}

/** How many people must approve, and what that follows from. */
export interface Needed {
  people: 1 | 2
  total: Total
  threshold: Money
}

/**
 * M3: two people above the threshold. What counts is the sum of the center's allocations approved in the 30 days up to
 * this one, this one included; what has no rate counts as above it (M11).
 */
export function approvalsNeeded(counted: readonly Counted[], threshold: Money, rates: ReadonlyMap<string, readonly Rate[]>): Needed {
  const total = totalIn(counted, threshold.currency, rates)
  const above = total.minor > threshold.minor || total.unconverted.length > 0
  return { people: above ? 2 : 1, total, threshold }
}

/** Why so many: said on the page and to whoever approves. */
export function neededText({ people, total, threshold }: Needed): string {
  const sum = `This center’s allocations approved in the last ${countedDays} days, this one included, come to ${totalText(total)}`
  const limit = moneyText(threshold)
  if (people === 1) return `${sum}. One person approves up to ${limit}.`
  if (total.unconverted.length > 0)
    return `${sum}. What has no exchange rate counts as above ${limit}, and one that you entered since it was proposed does not count for you, so two different people approve.`
  return `${sum}. Above ${limit} two different people approve.`
}

/** A converted total with the days of its rates, and what is not in it (M1, M11). */
export const totalText = (total: Total): string => [moneyText(total), ratesText(total)].filter((each) => each !== null).join(', ')

/** One person's approval. It counts only while what was approved is still what stands there. */
export interface Approval {
  id: number
  by: number
  on: Day
  comment: string | null
  counts: boolean
}

/**
 * Why somebody may not approve: null when they may.
 * @param proposers who drafted it or ever proposed it (M3)
 */
export function approvalBar(allocation: Pick<Allocation, 'state'>, proposers: ReadonlySet<number>, approvals: readonly Approval[], personId: number): string | null {
  if (allocation.state !== 'proposed') return 'This allocation does not wait for approval.'
  if (proposers.has(personId)) return 'You proposed this allocation, so someone else must approve it.'
  if (approvals.some(({ by, counts }) => counts && by === personId)) return 'You approved it already. A second person must approve it too.'
  return null
}

/** @throws Refusal, in the words of `approvalBar` */
export function assertMayApprove(...of: Parameters<typeof approvalBar>): void {
  const bar = approvalBar(...of)
  if (bar !== null) throw new Refusal(of[0].state === 'proposed' ? 'forbidden' : 'conflict', bar)
}

/** How many more must approve before it is approved: at least one while it waits. */
export const stillNeeded = ({ people }: Needed, approvals: readonly Approval[]): number => Math.max(1, people - approvals.filter(({ counts }) => counts).length)

/** All that an approval binds, in one text of one meaning. `proposalId` is the move that proposed it: what was sent back is approved anew. */
export const approvedText = (allocation: Allocation, proposalId: number): string =>
  JSON.stringify([
    allocation.id,
    proposalId,
    allocation.fundId,
    allocation.centerId,
    allocation.purposeCode,
    allocation.minor,
    allocation.currency,
    allocation.forWhat,
    allocation.populations,
    allocation.fromAge,
    allocation.toAge,
    allocation.needs,
    allocation.reportDays,
  ])
