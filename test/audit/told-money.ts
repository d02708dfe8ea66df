import { moneyText } from '../../src/shared/money.ts'
import { about, at, center, day, flag, key, lineKey, money, read, saves, who } from './claims.ts'
import type { Claim, Row, Told } from './telling.ts'

const action = (noun: string) => (kind: string | number) => ['@action', `${noun}.${String(kind).replace(' ', '-')}`] as const

/** A payment's event as its action, and the money that it moved: what arrives is counted in the currency that was paid. */
function moved(_: string | number, { kind, amount_minor, reverses_id, currency, paid_currency }: Row): Claim[] {
  const arrival = kind === 'received'
  const amount = moneyText({ minor: Math.abs(Number(amount_minor)), currency: String(arrival ? paid_currency : currency) })
  const claims = (action: string, field: string): Claim[] => [
    ['@action', `payment.${action}`],
    [field, amount],
  ]
  if (reverses_id !== null) return claims(arrival ? 'arrival-reversed' : 'return-reversed', 'reversed')
  if (kind === 'void') return [['@action', 'payment.voided']]
  if (kind === 'sent') return claims('sent', 'amount')
  return arrival ? claims('arrived', 'arrived') : claims('returned', 'returned')
}

export const toldOfMoney: Record<string, Told> = {
  funds: {
    about: about('fund'),
    once: [{ created_at: at, created_by: who }],
    latest: {
      code: 'code',
      name: 'name',
      giver: 'giver',
      currency: 'currency',
      starts_on: 'startsOn',
      ends_on: 'endsOn',
      purposes: 'purposes',
      countries: 'countries',
    },
    apart: { id: key, version: saves },
  },
  fund_entries: {
    about: about('fund entry'),
    with: '(SELECT code FROM funds f WHERE f.id = t.fund_id) AS fund, (SELECT currency FROM funds f WHERE f.id = t.fund_id) AS currency',
    once: [
      {
        recorded_at: at,
        recorded_by: who,
        recorded_on: day,
        fund_id: read('fund', 'fund'),
        kind: 'kind',
        amount_minor: money('amount', 'amount_minor', 'currency'),
        on_day: 'on',
        note: 'note',
        opening: flag('opening'),
        other_fund_id: 'otherFundId',
        reverses_id: 'reversesId',
        document_id: 'documentId',
      },
    ],
    apart: { id: key },
  },
  exchange_rates: {
    about: about('exchange rate'),
    once: [{ entered_at: at, entered_by: who, currency: 'currency', on_day: 'on', rate: 'rate', source: 'source' }],
    apart: { id: key },
  },
  allocations: {
    about: about('allocation'),
    with: '(SELECT code FROM funds f WHERE f.id = t.fund_id) AS fund',
    once: [{ drafted_at: at, drafted_by: who, fund_id: read('fund', 'fund'), center_id: center }],
    latest: {
      amount_minor: money('amount', 'amount_minor', 'currency'),
      currency: money('amount', 'amount_minor', 'currency'),
      purpose_code: 'purposeCode',
      for_what: 'forWhat',
      populations: 'populations',
      from_age: 'fromAge',
      to_age: 'toAge',
      report_days: 'reportDays',
      // A draft is what it begins as.
      state: (state) => (state === 'draft' ? null : ['state', state]),
    },
    apart: { id: key, version: saves },
  },
  allocation_needs: { about: about('allocation', 'allocation_id'), latest: { need_id: 'needs' }, apart: { allocation_id: key } },
  allocation_moves: {
    about: about('allocation', 'allocation_id'),
    with: '(SELECT currency FROM allocations a WHERE a.id = t.allocation_id) AS currency',
    once: [
      {
        at,
        by_id: who,
        on_day: day,
        // What comes back after it was closed is given back once more.
        move: (move) => ['@action', move === 'closed' ? ['allocation.closed', 'allocation.gave-back'] : `allocation.${move}`],
        gave_back_minor: (minor, { currency }) => (minor === 0 ? null : ['gaveBack', moneyText({ minor: Number(minor), currency: String(currency) })]),
        reason: 'reason',
      },
    ],
    apart: { id: lineKey, allocation_id: key },
  },
  allocation_followers: { about: about('allocation', 'allocation_id'), latest: { person_id: 'followedBy' }, apart: { allocation_id: key } },
  approvals: {
    about: about('allocation', 'allocation_id'),
    once: [{ at, approved_by: who, on_day: day, comment: 'comment', hash: 'hash' }],
    apart: { id: lineKey, allocation_id: key, proposal_id: 'the proposal that its hash is made over' },
  },
  payments: {
    about: about('payment'),
    with: '(SELECT currency FROM allocations a WHERE a.id = t.allocation_id) AS currency',
    once: [
      {
        planned_at: at,
        planned_by: who,
        allocation_id: 'allocation',
        amount_minor: money('amount', 'amount_minor', 'currency'),
        paid_minor: money('paid', 'paid_minor', 'paid_currency'),
        paid_currency: money('paid', 'paid_minor', 'paid_currency'),
        planned_on: 'plannedOn',
        method: 'method',
        reference: 'reference',
        rate: 'rate',
        rate_source: 'rateSource',
        rate_on: 'rateOn',
        rate_is_right: flag('rateIsRight'),
      },
    ],
    apart: { id: key },
  },
  payment_events: {
    about: about('payment', 'payment_id'),
    with: `(SELECT paid_currency FROM payments p WHERE p.id = t.payment_id) AS paid_currency,
      (SELECT a.currency FROM payments p JOIN allocations a ON a.id = p.allocation_id WHERE p.id = t.payment_id) AS currency`,
    once: [
      {
        at,
        by_id: who,
        recorded_on: day,
        kind: moved,
        amount_minor: moved,
        on_day: (on, { kind, reverses_id }) => (kind === 'received' && reverses_id === null ? ['on', on] : day(on)),
        bank_on: 'bankOn',
        note: (note, { kind, reverses_id }) => [kind === 'received' && reverses_id === null ? 'note' : 'reason', note],
        reverses_id: 'reversesId',
      },
    ],
    apart: { id: lineKey, payment_id: key },
  },
  payment_followers: { about: about('payment', 'payment_id'), latest: { person_id: 'followedBy' }, apart: { payment_id: key } },
  needs: {
    about: about('need'),
    once: [{ recorded_at: at, recorded_by: who, recorded_on: day, center_id: center }, { changed_at: at }],
    latest: {
      catalogue_code: 'catalogueCode',
      category: 'category',
      item: 'item',
      quantity: 'quantity',
      unit: 'unit',
      unit_cost_minor: 'minor',
      currency: 'currency',
      people: 'people',
      priority: 'priority',
      needed_by: 'neededBy',
    },
    apart: { id: key, version: saves },
  },
  need_withdrawals: { about: about('need', 'need_id'), once: [{ withdrawn_at: at, withdrawn_by: who, withdrawn_on: day, reason: 'reason' }], apart: { need_id: key } },
  deliveries: {
    about: about('delivery'),
    once: [{ packed_at: at, packed_by: who, packed_on: day, center_id: center }],
    latest: { expected_on: 'expectedOn', carrier: 'carrier', note: 'note' },
    apart: { id: key, version: saves },
  },
  delivery_lines: {
    about: about('delivery', 'delivery_id'),
    entries: 'lines',
    once: [{ item: 'item', need_id: 'needId', quantity: 'quantity', unit: 'unit', unit_value_minor: 'minor', currency: 'currency' }],
    apart: { id: lineKey, delivery_id: key },
  },
  delivery_events: {
    about: about('delivery', 'delivery_id'),
    once: [{ at, by_id: who, on_day: day, kind: action('delivery'), note: 'reason' }],
    apart: { id: lineKey, delivery_id: key },
  },
  receipts: {
    about: about('receipt'),
    once: [
      {
        recorded_at: at,
        recorded_by: who,
        delivery_id: 'deliveryId',
        on_day: 'on',
        confirmed_by: 'confirmedBy',
        note: 'note',
        reverses_id: 'reversesId',
        document_id: 'documentId',
      },
    ],
    apart: { id: key },
  },
  receipt_lines: {
    about: about('receipt', 'receipt_id'),
    entries: 'lines',
    once: [{ line_id: 'lineId', received: 'received', damaged: 'damaged', missing: 'missing', why: 'why' }],
    apart: { id: lineKey, receipt_id: key },
  },
}
