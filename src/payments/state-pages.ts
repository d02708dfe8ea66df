import type { State } from '../http/parts.ts'
import { dayText } from '../shared/days.ts'
import { moneyText } from '../shared/money.ts'
import { stateOf, type PaymentState } from './payment.ts'
import type { PaymentWithEvents } from './queries.ts'

const tones: Record<PaymentState, State['tone']> = { planned: 'warn', sent: 'calm', arrived: 'good', returned: 'bad', void: 'still' }

/** A payment's state as a word and a mark. */
export const paymentState = (state: PaymentState): State => ({ word: state, tone: tones[state] })

/** Payments in a short list: on an allocation's page. */
export const listPaymentRows = (payments: PaymentWithEvents[]): { href: string; label: string; amount: string; state: State }[] =>
  payments.map((payment) => ({
    href: `/payments/${payment.id}`,
    label: `Payment planned for ${dayText(payment.plannedOn)}`,
    amount: moneyText(payment),
    state: paymentState(stateOf(payment, payment.events)),
  }))
