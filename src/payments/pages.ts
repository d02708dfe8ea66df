import { fundsCrumb } from '../funds/form-pages.ts'
import type { FormState } from '../http/forms.ts'
import type { Fact, Head, Link, Notice } from '../http/parts.ts'
import type { Yardstick } from '../shared/cross-rate.ts'
import { dayText, type Day } from '../shared/days.ts'
import { moneyText } from '../shared/money.ts'
import { paymentsCrumb } from './form-pages.ts'
import { cameBackAtOnce } from './arrival.ts'
import { found, reportDueOn, type PaymentEvent } from './payment.ts'
import { leavesText, lookAgain, moneyFacts, paidCenter, type CenterRecords, type PaidCenter } from './release-pages.ts'
import { releaseBars, type ReleaseFacts } from './release.ts'
import { paymentState } from './state-pages.ts'

export interface PaymentPage {
  title: string
  head: Head
  error: string | null
  summary: { href: string; message: string }[]
  /** Everything that keeps it from leaving, each with what would lift it; null when it may leave or is past that. */
  notice: Notice | null
  /** The confirmation before money leaves; null when it can't. */
  release: { action: string; token: string; label: string; said: string; again: Notice | null; bankOn: FormState<'bankOn'>['fields']['bankOn'] } | null
  center: PaidCenter
  money: Fact[]
  facts: Fact[]
  history: { text: string; who: string; note: string | null; mark: string | null; reversal: Link | null }[]
  others: Link[]
}

interface Records extends CenterRecords {
  events: PaymentEvent[]
  /** What the rate is held against today; null when the allocation’s own currency is paid. */
  held: Yardstick | null
  names: ReadonlyMap<number, string>
  /** Who took it over from whoever planned it; null when nobody did. */
  follower: number | null
}

interface May {
  person: { id: number; today: Day; roles: Parameters<typeof releaseBars>[1]['roles'] }
  plan: boolean
  release: boolean
}

export function paymentPage(records: Records, may: May, token: string, form: FormState<'bankOn'>): PaymentPage {
  const { facts, events, held, names, follower } = records
  const { payment, state } = facts
  const amount = moneyText(payment)
  const bars = state === 'planned' ? releaseBars(facts, may.person) : []
  const mayLeave = state === 'planned' && bars.length === 0
  const title = `${amount} to ${payment.centerName}`
  return {
    title,
    head: { crumbs: [fundsCrumb, paymentsCrumb], title, state: paymentState(state), lede: ledeOf(facts), actions: [] },
    error: form.error,
    summary: form.summary,
    notice:
      bars.length === 0
        ? null
        : {
            tone: 'bad',
            title: 'You cannot release this payment',
            lines: bars.map(({ text, href }) => ({ text, lift: href === null ? null : { label: 'See why', href } })),
          },
    release: mayLeave
      ? {
          action: `/payments/${payment.id}/release`,
          token,
          label: `Release ${amount} to ${payment.centerName}`,
          said: leavesText(facts),
          again: lookAgain(facts, { held, planner: nameOf(names, payment.plannedBy) }, may.person.today),
          bankOn: form.fields.bankOn,
        }
      : null,
    center: paidCenter(records, may.person.today),
    money: moneyFacts(facts, mayLeave),
    facts: paymentFacts(facts, events, names, follower),
    history: historyOf(facts, events, names, may),
    others: otherActs(facts, events, may),
  }
}

const nameOf = (names: ReadonlyMap<number, string>, id: number): string => names.get(id) ?? 'somebody'

const ledeOf = ({ payment, allocation }: ReleaseFacts): string =>
  `${payment.purposeName}, from the fund ${payment.fundCode}, by ${payment.method}, planned for ${dayText(payment.plannedOn)}. ${allocation.forWhat}`

function paymentFacts({ payment, state }: ReleaseFacts, events: PaymentEvent[], names: ReadonlyMap<number, string>, follower: number | null): Fact[] {
  const fact = (label: string, value: string, href: string | null = null): Fact => ({ label, value, href })
  const due = reportDueOn(payment, events)
  const { rate } = payment
  return [
    fact('Allocation', `Allocation ${payment.allocationId}`, `/allocations/${payment.allocationId}`),
    fact('Fund', payment.fundCode, `/funds/${payment.fundId}`),
    fact('Method', payment.method),
    fact('Reference', payment.reference ?? 'none'),
    ...(rate === null ? [] : [fact('Paid as', moneyText(payment.paid)), fact('Rate', `${rate.rate} on ${dayText(rate.on)}, ${rate.source}`)]),
    fact('Planned by', nameOf(names, payment.plannedBy)),
    ...(follower === null ? [] : [fact('Handed over to', nameOf(names, follower))]),
    ...(due !== null
      ? [fact('Expense report due', dayText(due))]
      : state === 'planned' || state === 'sent'
        ? [fact('Expense report due', `${payment.reportDays} days after it arrives`)]
        : []),
  ]
}

function historyOf({ payment }: ReleaseFacts, events: PaymentEvent[], names: ReadonlyMap<number, string>, may: May): PaymentPage['history'] {
  const reversed = new Set(events.map(({ reversesId }) => reversesId))
  return events.toReversed().map((event) => ({
    text: eventText(event, payment),
    who: `${names.get(event.by) ?? 'Somebody'}${event.kind === 'received' && event.reversesId === null ? '' : `, ${dayText(event.on)}`}`,
    note: event.note,
    mark: reversed.has(event.id) ? 'reversed' : null,
    reversal: event.reversesId === null && !reversed.has(event.id) ? reversalLink(event, may) : null,
  }))
}

/** Whoever may record it may take it back. */
function reversalLink({ id, kind }: PaymentEvent, may: May): Link | null {
  if (kind === 'received' && may.plan) return { label: 'Reverse this arrival', href: `/arrivals/${id}/reversal` }
  return kind === 'returned' && may.release ? { label: 'Reverse this return', href: `/returns/${id}/reversal` } : null
}

function eventText({ kind, minor, on, bankOn, reversesId }: PaymentEvent, { currency, paid }: ReleaseFacts['payment']): string {
  const bank = bankOn === null ? '' : `, at the bank on ${dayText(bankOn)}`
  switch (kind) {
    case 'sent':
      return `${moneyText({ minor, currency })} sent${bank}`
    case 'received':
      if (reversesId !== null) return `The arrival of ${moneyText({ minor: -minor, currency: paid.currency })} was reversed`
      return `${moneyText({ minor, currency: paid.currency })} arrived on ${dayText(on)}`
    case 'returned':
      if (reversesId !== null) return `The return of ${moneyText({ minor: -minor, currency })} was reversed`
      return `${moneyText({ minor, currency })} came back${bank}`
    case 'void':
      return 'Voided before sending'
    default:
      return kind satisfies never
  }
}

function otherActs({ payment, state }: ReleaseFacts, events: PaymentEvent[], may: May): Link[] {
  const href = `/payments/${payment.id}`
  if (state === 'planned') return may.plan ? [{ label: 'Void the payment', href: `${href}/voiding` }] : []
  if (state === 'void') return []
  const arrival: Link[] = may.plan && found(events, 'received') === undefined ? [{ label: 'Record its arrival', href: `${href}/arrival` }] : []
  // Of what came back whole nobody waits for the arrival, unless it was said before and reversed.
  if (state === 'returned') return cameBackAtOnce(payment, events) === null && events.some(({ kind }) => kind === 'received') ? arrival : []
  return [...arrival, ...(may.release ? [{ label: 'Record that money came back', href: `${href}/return` }] : [])]
}
