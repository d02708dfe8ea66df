import { randomUUID } from 'node:crypto'
import { approveAllocation } from '../../src/allocations/approval-service.ts'
import { listMoves, sealOf } from '../../src/allocations/approval-queries.ts'
import { getAllocation } from '../../src/allocations/queries.ts'
import { draftAllocation, proposeAllocation } from '../../src/allocations/service.ts'
import { addEntry, addFund } from '../../src/funds/service.ts'
import { planPayment, releasePayment } from '../../src/payments/service.ts'
import type { Person } from '../../src/shared/actor.ts'
import type { Money } from '../../src/shared/money.ts'
import { cora, paul, priya, type TestRegister } from './register.ts'

// Money for tests, always by way of the services, so that nothing here can break a rule.

/** As in the tests' settings: above $10,000.00 two people approve. */
export const threshold: Money = { minor: 1_000_000, currency: 'USD' }

/** A token as a form would carry it. */
export const token = (): string => randomUUID()

let funds = 0

interface FundOptions {
  code?: string
  currency?: string
  received?: number
  startsOn?: string
  endsOn?: string | null
  purposes?: string[]
  countries?: string[]
}

/** A fund of Priya's, with $100,000.00 received when not said otherwise. @returns its id */
export async function fundWith(register: TestRegister, options: FundOptions = {}): Promise<number> {
  const { code = `FUND-${++funds}`, currency = 'USD', received = 10_000_000, startsOn = '2026-01-01', endsOn = null, purposes = [], countries = [] } = options
  const id = await addFund(register.writer, priya, {
    code,
    name: 'Winter appeal',
    giver: 'The Harbour Foundation',
    currency,
    startsOn: Temporal.PlainDate.from(startsOn),
    endsOn: endsOn === null ? null : Temporal.PlainDate.from(endsOn),
    purposes,
    countries,
    token: token(),
  })
  const entry = { kind: 'receipt', direction: '', amount: received, otherFund: null, on: null, note: 'First transfer', token: token() } as const
  if (received > 0) await addEntry(register.writer, priya, id, entry)
  return id
}

interface AllocationOptions {
  fund: number
  center: number
  amount?: number
  purpose?: string
  populations?: string[]
  fromAge?: number | null
  toAge?: number | null
  reportDays?: number
  by?: Person
}

/** A draft of Cora's for $1,000.00 of everyday needs for women, when not said otherwise. @returns its id */
export const draft = (register: TestRegister, options: AllocationOptions): Promise<number> => {
  const { fund, center, amount = 100_000, purpose = 'FUND-BASIC', populations = ['POP-WOMEN'], fromAge = null, toAge = null, reportDays = 45, by = cora } = options
  return draftAllocation(register.writer, by, {
    fund,
    center,
    purpose,
    amount,
    forWhat: 'Food and bedding',
    populations,
    fromAge,
    toAge,
    needs: [],
    reportDays,
    token: token(),
  })
}

export async function proposed(register: TestRegister, options: AllocationOptions): Promise<number> {
  const id = await draft(register, options)
  await proposeAllocation(register.writer, options.by ?? cora, id, token())
  return id
}

/** Approves as a person who was just shown the allocation. */
export async function approve(register: TestRegister, who: Person, id: number, limit = threshold): Promise<{ approved: boolean; more: number }> {
  const seal = sealOf(await getAllocation(register.reader, id), await listMoves(register.reader, id))
  return approveAllocation(register.writer, who, limit, id, { seal, comment: null, token: token() })
}

/** Drafted and proposed by Cora, approved by Priya, and by Paul too where two people must. @returns its id */
export async function approved(register: TestRegister, options: AllocationOptions, approver: Person = priya): Promise<number> {
  const id = await proposed(register, options)
  const first = await approve(register, approver, id)
  if (!first.approved) await approve(register, paul, id)
  return id
}

/** A payment that Cora plans, in the allocation's own currency. @returns its id */
export async function planned(register: TestRegister, allocationId: number, minor: number, by: Person = cora): Promise<number> {
  const { currency } = await getAllocation(register.reader, allocationId)
  const payment = {
    minor,
    plannedOn: by.today,
    method: 'bank transfer',
    reference: 'LAN-1',
    paid: { minor, currency },
    rate: null,
    rateIsRight: false,
    token: token(),
  } as const
  return planPayment(register.writer, by, allocationId, payment)
}

export const release = (register: TestRegister, who: Person, paymentId: number, formToken = token()): Promise<number> =>
  releasePayment(register.writer, who, threshold, paymentId, { bankOn: null, token: formToken })

/** How many rows stand in the tables of money: what a refused call must leave as it is. */
export async function moneyRows(register: TestRegister): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const table of ['funds', 'fund_entries', 'allocations', 'allocation_moves', 'approvals', 'payments', 'payment_events', 'exchange_rates', 'events'] as const) {
    const { count } = await register.reader
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    counts[table] = count
  }
  return counts
}
