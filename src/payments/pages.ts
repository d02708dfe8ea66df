import { fundsCrumb } from '../funds/form-pages.ts'
import type { FormState } from '../http/forms.ts'
import type { Fact, Head, Link, Notice, State } from '../http/parts.ts'
import { dayText } from '../shared/days.ts'
import { moneyText } from '../shared/money.ts'
import { standingState } from '../centers/state-pages.ts'
import type { Standing } from '../standing/standing.ts'
import { paymentsCrumb } from './form-pages.ts'
import { reportDueOn, type PaymentEvent } from './payment.ts'
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
  release: { action: string; token: string; label: string; said: string; bankOn: FormState<'bankOn'>['fields']['bankOn'] } | null
  center: { name: string; href: string; standing: State; said: string }
  money: Fact[]
  facts: Fact[]
  history: { text: string; who: string; note: string | null }[]
  others: Link[]
}

interface Records {
  facts: ReleaseFacts
  events: PaymentEvent[]
  standing: Standing
  names: ReadonlyMap<number, string>
  /** Who took it over from whoever planned it; null when nobody did. */
  follower: number | null
}

interface May {
  person: { id: number; roles: Parameters<typeof releaseBars>[1]['roles'] }
  plan: boolean
  release: boolean
}

export function paymentPage({ facts, events, standing, names, follower }: Records, may: May, token: string, form: FormState<'bankOn'>): PaymentPage {
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
      ? { action: `/payments/${payment.id}/release`, token, label: `Release ${amount} to ${payment.centerName}`, said: leavesText(facts), bankOn: form.fields.bankOn }
      : null,
    center: {
      name: payment.centerName,
      href: `/centers/${payment.centerId}`,
      standing: standingState(standing),
      said:
        facts.holds.length === 0 && facts.outside.length === 0
          ? 'No hold, and its approval covers those whom the money is for.'
          : 'Something stands against sending to it now.',
    },
    money: moneyFacts(facts, mayLeave),
    facts: paymentFacts(facts, events, names, follower),
    history: historyOf(facts, events, names),
    others: otherActs(facts, events, may),
  }
}

const ledeOf = ({ payment, allocation }: ReleaseFacts): string =>
  `${payment.purposeName}, from the fund ${payment.fundCode}, by ${payment.method}, planned for ${dayText(payment.plannedOn)}. ${allocation.forWhat}`

function leavesText({ payment, balance }: ReleaseFacts): string {
  const after = { minor: balance.received - balance.paid - payment.minor, currency: payment.currency }
  const paid = payment.rate === null ? '' : ` as ${moneyText(payment.paid)}`
  return `${moneyText(payment)} leaves the fund ${payment.fundCode}${paid} for ${payment.centerName}. The fund then holds ${moneyText(after)}. This cannot be undone here: what left can only come back.`
}

/** The fund before and after, so that whoever releases sees what it does. */
function moneyFacts({ payment, balance, allocation, use }: ReleaseFacts, leaves: boolean): Fact[] {
  const text = (minor: number): string => moneyText({ minor, currency: payment.currency })
  const fact = (label: string, value: string): Fact => ({ label, value, href: null })
  const inHand = balance.received - balance.paid
  const before = [fact('In the fund now', text(inHand)), fact('Left of the allocation', text(allocation.minor - use.paidMinor))]
  if (!leaves) return [...before, fact('Available in the fund', text(balance.available))]
  return [
    ...before,
    fact('This payment', text(payment.minor)),
    fact('In the fund after', text(inHand - payment.minor)),
    fact('Left of the allocation after', text(allocation.minor - use.paidMinor - payment.minor)),
    fact('Available in the fund', `${text(balance.available)}, before and after`),
  ]
}

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
    fact('Planned by', names.get(payment.plannedBy) ?? 'somebody'),
    ...(follower === null ? [] : [fact('Handed over to', names.get(follower) ?? 'somebody')]),
    ...(due !== null
      ? [fact('Expense report due', dayText(due))]
      : state === 'planned' || state === 'sent'
        ? [fact('Expense report due', `${payment.reportDays} days after it arrives`)]
        : []),
  ]
}

function historyOf({ payment }: ReleaseFacts, events: PaymentEvent[], names: ReadonlyMap<number, string>): PaymentPage['history'] {
  return events.toReversed().map((event) => ({
    text: eventText(event, payment),
    who: `${names.get(event.by) ?? 'Somebody'}${event.kind === 'received' ? '' : `, ${dayText(event.on)}`}`,
    note: event.note,
  }))
}

function eventText({ kind, minor, on, bankOn }: PaymentEvent, { currency, paid }: ReleaseFacts['payment']): string {
  const bank = bankOn === null ? '' : `, at the bank on ${dayText(bankOn)}`
  switch (kind) {
    case 'sent':
      return `${moneyText({ minor, currency })} sent${bank}`
    case 'received':
      return `${moneyText({ minor, currency: paid.currency })} arrived on ${dayText(on)}`
    case 'returned':
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
  if (state === 'void' || state === 'returned') return []
  const arrival: Link[] = may.plan && !events.some(({ kind }) => kind === 'received') ? [{ label: 'Record its arrival', href: `${href}/arrival` }] : []
  return [...arrival, ...(may.release ? [{ label: 'Record that money came back', href: `${href}/return` }] : [])]
}
