import { hundredths } from '../funds/pages.ts'
import { allocationState } from '../allocations/state-pages.ts'
import type { Bar, State } from '../http/parts.ts'
import { compareDays, dayText, type Day } from '../shared/days.ts'
import { moneyText, sumMinor } from '../shared/money.ts'
import type { CenterMoney } from './center-queries.ts'
import { arrivedMinor, reportDueOn, returnedMinor, stateOf } from './payment.ts'
import type { PaymentWithEvents } from './queries.ts'
import { paymentState } from './state-pages.ts'

/** A center's money on its page: what was promised, sent, arrived and is still owed, per currency (M1), and each movement. */
export interface MoneySection {
  currencies: { currency: string; bar: Bar; figures: { label: string; text: string }[] }[]
  movements: Movement[]
  allHref: string
  newHref: string | null
}

interface Movement {
  day: string
  what: string
  href: string
  fund: string
  amount: string
  state: State
}

const movementsShown = 8

export function moneySection(centerId: number, { allocations, payments }: CenterMoney, mayPropose: boolean): MoneySection {
  const promised = allocations.filter(({ state }) => state === 'approved' || state === 'closed')
  const currencies = [...new Set([...promised.map(({ currency }) => currency), ...payments.map(({ currency }) => currency)])].toSorted()
  return {
    currencies: currencies.map((currency) => {
      const ofIt = promised.filter((each) => each.currency === currency)
      const gaveBack = sumMinor(ofIt.flatMap(({ moves }) => moves.map(({ gaveBackMinor }) => gaveBackMinor)))
      return currencyFigures(
        currency,
        sumMinor(ofIt.map(({ minor }) => minor)) - gaveBack,
        payments.filter((each) => each.currency === currency),
      )
    }),
    movements: movementsOf(allocations, payments),
    allHref: `/payments?center=${centerId}`,
    newHref: mayPropose ? `/allocations/new?center=${centerId}` : null,
  }
}

/** Both net of what came back; arrived is what the center said, at the payment's own rate where another currency was paid. */
function currencyFigures(currency: string, promised: number, payments: PaymentWithEvents[]): MoneySection['currencies'][number] {
  const text = (minor: number): string => moneyText({ minor, currency })
  const left = payments.filter(({ events }) => events.some(({ kind }) => kind === 'sent'))
  const sent = sumMinor(left.map((payment) => payment.minor - returnedMinor(payment.events)))
  const arrived = sumMinor(left.map((payment) => Math.min(arrivedMinor(payment, payment.events) ?? 0, payment.minor - returnedMinor(payment.events))))
  const owed = promised - sent
  const onTheWay = Math.max(0, sent - arrived)
  const [arrivedWidth, wayWidth] = [hundredths(Math.min(arrived, sent), promised), hundredths(onTheWay, promised)]
  return {
    currency,
    bar: {
      said: `Of ${text(promised)} promised, ${text(sent)} was sent, ${text(arrived)} arrived, ${text(owed)} is still owed`,
      parts: [
        { label: `Arrived ${text(arrived)}`, from: 0, width: arrivedWidth, fill: 'c1' },
        { label: `Sent, arrival not recorded ${text(onTheWay)}`, from: arrivedWidth, width: wayWidth, fill: 'c2' },
        { label: `Still owed ${text(owed)}`, from: arrivedWidth + wayWidth, width: hundredths(owed, promised), fill: 'c3' },
      ],
    },
    figures: [
      { label: 'Promised', text: text(promised) },
      { label: 'Sent', text: text(sent) },
      { label: 'Arrived', text: text(arrived) },
      { label: 'Still owed', text: text(owed) },
    ],
  }
}

/** Each decision about money and each thing that became of a payment, the newest first. */
function movementsOf(allocations: CenterMoney['allocations'], payments: PaymentWithEvents[]): Movement[] {
  const dated = [...allocations.flatMap(allocationMovements), ...payments.flatMap(paymentMovements)]
  return dated
    .toSorted((a, b) => compareDays(b.on, a.on))
    .slice(0, movementsShown)
    .map(({ on, movement }) => ({ day: dayText(on), ...movement() }))
}

/** What is not among the newest is never put into words. */
interface Dated {
  on: Day
  movement: () => Omit<Movement, 'day'>
}

function allocationMovements({ id, moves, fundCode, minor, currency, purposeName, state }: CenterMoney['allocations'][number]): Dated[] {
  const common = { href: `/allocations/${id}`, fund: fundCode, state: allocationState(state) }
  return moves.flatMap(({ move, on, gaveBackMinor }) => {
    if (move === 'approved') return [{ on, movement: () => ({ ...common, what: `Promised for ${purposeName.toLowerCase()}`, amount: moneyText({ minor, currency }) }) }]
    if (move === 'closed' && gaveBackMinor > 0)
      return [{ on, movement: () => ({ ...common, what: 'Given back to the fund', amount: moneyText({ minor: -gaveBackMinor, currency }) }) }]
    return []
  })
}

function paymentMovements(payment: PaymentWithEvents): Dated[] {
  const { id, fundCode, currency, paid, events } = payment
  const common = { href: `/payments/${id}`, fund: fundCode, state: paymentState(stateOf(payment, events)) }
  return events.flatMap(({ kind, minor, on, reversesId }) => {
    if (kind === 'sent') return [{ on, movement: () => ({ ...common, what: 'Sent', amount: moneyText({ minor, currency }) }) }]
    if (kind === 'received')
      return [
        {
          on,
          movement: () => ({ ...common, what: reversesId === null ? arrivedText(payment) : 'Arrival reversed', amount: moneyText({ minor, currency: paid.currency }) }),
        },
      ]
    if (kind === 'returned')
      return [{ on, movement: () => ({ ...common, what: reversesId === null ? 'Came back' : 'Return reversed', amount: moneyText({ minor: -minor, currency }) }) }]
    return []
  })
}

function arrivedText(payment: PaymentWithEvents): string {
  const due = reportDueOn(payment, payment.events)
  return due === null ? 'Arrived' : `Arrived, report due ${dayText(due)}`
}
