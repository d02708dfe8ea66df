import { day, morning } from './calendar.ts'
import type { MadeCenter, Making } from './center-rows.ts'
import type { Put } from './filler.ts'
import type { Sendable } from './vetting-rows.ts'

const currencies = ['USD', 'USD', 'USD', 'USD', 'USD', 'USD', 'USD', 'EUR', 'EUR', 'GBP'] as const
/** Enough for whatever is set aside in the largest register. */
const endowment = 100_000_000_000

/** Funds, a receipt in each, and the rates of two years, one a week. */
export function makeFunds(put: Put, recordedBy: number): void {
  for (const [place, currency] of currencies.entries()) {
    const said = {
      code: `FUND-${place + 1}`,
      name: `Fund ${place + 1}`,
      giver: 'A giver',
      currency,
      starts_on: day(-1000),
      ends_on: null,
      purposes: '[]',
      countries: '[]',
    }
    const fund_id = put('funds', { id: place + 1, ...said, created_by: recordedBy, created_at: morning(-1000) })
    const entry = { kind: 'receipt', amount_minor: endowment, on_day: day(-1000), note: 'The whole grant', other_fund_id: null, reverses_id: null } as const
    put('fund_entries', { fund_id, ...entry, recorded_by: recordedBy, recorded_on: day(-1000), recorded_at: morning(-1000) })
  }
  for (let on = -1000; on <= 0; on += 7) {
    put('exchange_rates', { currency: 'EUR', on_day: day(on), rate: '1.08', source: 'Invented', entered_by: recordedBy, entered_at: morning(on) })
    put('exchange_rates', { currency: 'GBP', on_day: day(on), rate: '1.27', source: 'Invented', entered_by: recordedBy, entered_at: morning(on) })
  }
}

/** Two allocations with five payments each. What may never be sent stays planned. */
export function makeMoney(making: Making, center: MadeCenter, sendable: Sendable): void {
  const { from, to } = sendable ?? { from: -30, to: 0 }
  const middle = Math.floor((from + to) / 2)
  makeAllocation(making, center, { from, to: middle, sends: sendable !== null, last: false })
  makeAllocation(making, center, { from: middle, to, sends: sendable !== null, last: true })
}

interface Stretch {
  from: number
  to: number
  sends: boolean
  /** The last payment of the center is planned only. */
  last: boolean
}

function makeAllocation({ put, log, chance, base }: Making, center: MadeCenter, { from, to, sends, last }: Stretch): void {
  const fund = chance.between(1, currencies.length)
  const currency = currencies[fund - 1] ?? 'USD'
  const amounts = Array.from({ length: 5 }, () => chance.between(200, 5000) * 100)
  const amount_minor = amounts.reduce((sum, each) => sum + each, 10_000)
  const [manager, other] = [chance.of(base.managers.slice(0, 3)), chance.of(base.managers.slice(3))]
  const by = { centerId: center.id, by: center.lead }
  const terms = {
    purpose_code: chance.of(base.purposes),
    amount_minor,
    currency,
    for_what: 'What was agreed for the year.',
    populations: JSON.stringify(center.populations),
  }
  const drafted = { drafted_by: center.lead, drafted_at: morning(from), from_age: null, to_age: null }
  const allocation = put('allocations', { fund_id: fund, center_id: center.id, ...terms, state: 'approved', ...drafted })
  for (const [move, by_id] of [
    ['proposed', center.lead],
    ['approved', manager],
  ] as const)
    put('allocation_moves', { allocation_id: allocation, move, on_day: day(from), reason: null, by_id, at: morning(from) })
  put('approvals', { allocation_id: allocation, approved_by: manager, on_day: day(from), at: morning(from), comment: null, hash: '0'.repeat(64) })
  log('allocation.drafted', { kind: 'allocation', id: allocation, ...by }, { after: { fundId: fund, amountMinor: amount_minor, currency } })
  log('allocation.proposed', { kind: 'allocation', id: allocation, ...by }, { state: ['draft', 'proposed'] })
  log('allocation.approved', { kind: 'allocation', id: allocation, centerId: center.id, by: manager }, { state: ['proposed', 'approved'] })
  for (const [place, amount] of amounts.entries()) {
    const on = from + Math.floor(((to - from) * (place + 1)) / 6)
    const paid = { paid_currency: currency, paid_minor: amount, rate: null, rate_source: null, rate_on: null, planned_by: center.lead, planned_at: morning(from) }
    const payment = put('payments', {
      allocation_id: allocation,
      amount_minor: amount,
      planned_on: day(on),
      method: 'bank transfer',
      reference: `P-${allocation}-${place + 1}`,
      ...paid,
    })
    log('payment.planned', { kind: 'payment', id: payment, ...by }, { amountMinor: amount, currency, plannedOn: day(on) })
    if (!sends || (last && place === amounts.length - 1)) continue
    const sent = { payment_id: payment, amount_minor: amount, bank_on: null, note: null }
    put('payment_events', { ...sent, kind: 'sent', on_day: day(on), by_id: other, recorded_on: day(on), at: morning(on) })
    log('payment.sent', { kind: 'payment', id: payment, centerId: center.id, by: other }, { on: day(on), amountMinor: amount })
    const arrived = on + 4
    if (arrived > 0) continue
    put('payment_events', { ...sent, kind: 'received', on_day: day(arrived), by_id: center.lead, recorded_on: day(arrived), at: morning(arrived) })
    log('payment.received', { kind: 'payment', id: payment, ...by }, { on: day(arrived), amountMinor: amount })
  }
}
