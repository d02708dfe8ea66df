import { approved, draft, fundWith, planned, release, token } from '../support/money.ts'
import { broken, noPlace, notWhole, street, tellsAllAtOnce, type Round } from '../support/one-round.ts'
import { cora, priya, type TestRegister } from '../support/register.ts'
import { logged, sent } from '../support/supplies.ts'
import { vettedCenter } from '../support/vetted.ts'

const payment = async (register: TestRegister): Promise<number> => {
  const allocation = await approved(register, { fund: await fundWith(register), center: await vettedCenter(register), amount: 100_000 })
  const id = await planned(register, allocation, 100_000)
  await release(register, priya, id)
  return id
}

const allocation = { amount: '10.00', purpose: 'FUND-BASIC', forWhat: 'Food', populations: 'POP-WOMEN', fromAge: '', toAge: '', reportDays: '45' }

const moneyRounds: Round[] = [
  {
    form: 'a fund',
    who: priya,
    send: async (register) => {
      await fundWith(register, { code: 'WINTER-26' })
      return { path: '/funds', body: { code: 'WINTER-26', name: '', giver: 'A giver', currency: 'x', startsOn: '2026-02-01', endsOn: '2026-01-01', token: token() } }
    },
    says: [
      ['code', 'The code WINTER-26 belongs to Winter appeal. Choose another.'],
      ['name', 'Enter the name.'],
      ['currency', 'Choose the currency.'],
      ['endsOn', 'The last day comes before the first.'],
    ],
  },
  {
    form: 'an opening balance',
    who: priya,
    send: async (register) => ({
      path: `/funds/${await fundWith(register)}/entries`,
      body: { kind: 'opening', amount: 'x', otherFund: '', on: '2026-11-22', note: '', token: token() },
    }),
    says: [
      ['kind', 'The fund FUND-1 has entries already, so nothing can be taken over as its opening balance. Record a receipt or an adjustment.'],
      ['amount', 'Enter an amount in USD, above nothing, such as 1,250.00.'],
      ['on', 'An opening balance is of a day that is past, or of today.'],
      ['note', 'Say what it is, such as the giver’s reference.'],
      ['file', 'Choose the document that shows the opening balance.'],
    ],
  },
  {
    form: 'a transfer',
    who: priya,
    send: async (register) => {
      const [fund, other] = [await fundWith(register), await fundWith(register, { code: 'EURO', currency: 'EUR' })]
      return { path: `/funds/${fund}/entries`, body: { kind: 'transfer', amount: '200,000.00', otherFund: String(other), on: '', note: '', token: token() } }
    },
    says: [
      ['amount', 'Only $100,000.00 of the fund FUND-2 is available.'],
      ['otherFund', 'The fund EURO is in EUR, and FUND-2 in USD: money is transferred within one currency.'],
      ['note', 'Say what it is, such as the giver’s reference.'],
    ],
  },
  {
    form: 'a transfer to a fund that is none',
    who: priya,
    send: async (register) => ({
      path: `/funds/${await fundWith(register)}/entries`,
      body: { kind: 'transfer', amount: '1.00', otherFund: '99', on: '', note: '', token: token() },
    }),
    says: [
      ['otherFund', 'Choose a fund from the list.'],
      ['note', 'Say what it is, such as the giver’s reference.'],
    ],
  },
  {
    form: 'a transfer to a fund that is none, and else right',
    who: priya,
    send: async (register) => ({
      path: `/funds/${await fundWith(register)}/entries`,
      body: { kind: 'transfer', amount: '1.00', otherFund: '99', on: '', note: 'To the other', token: token() },
    }),
    says: [['otherFund', 'Choose a fund from the list.']],
  },
  {
    form: 'a new allocation of a fund that is none',
    who: cora,
    send: async (register) => ({ path: '/allocations', body: { ...allocation, fund: '99', center: String(await vettedCenter(register)), token: token() } }),
    says: [['fund', 'Choose a fund from the list.']],
  },
  {
    form: 'a new allocation of a fund that is none, with more wrong',
    who: cora,
    send: async (register) => ({
      path: '/allocations',
      body: { ...allocation, forWhat: '', fund: '99', center: String(await vettedCenter(register)), token: token() },
    }),
    says: [
      ['fund', 'Choose a fund from the list.'],
      ['forWhat', 'Say what the money is for.'],
    ],
  },
  {
    form: 'a new allocation',
    who: cora,
    send: async (register) => {
      const [fund, center] = [await fundWith(register, { code: 'LATER', startsOn: '2027-01-01' }), await vettedCenter(register)]
      await logged(register, center)
      const said = { amount: 'x', purpose: 'NONE', forWhat: '', populations: 'NONE', fromAge: '9', toAge: '8', needs: '99', reportDays: '0' }
      return { path: '/allocations', body: { ...said, fund: String(fund), center: String(center), token: token() } }
    },
    says: [
      ['fund', 'The fund LATER begins on 1 Jan 2027.'],
      ['amount', 'Enter an amount in USD, above nothing, such as 1,250.00.'],
      ['purpose', 'Choose a purpose from the list.'],
      ['forWhat', 'Say what the money is for.'],
      ['populations', 'Choose groups of people from the list.'],
      ['toAge', 'The ages are the wrong way round.'],
      ['needs', 'A need that you chose is not this center’s, or was withdrawn.'],
      ['reportDays', 'Enter a number of days from 1 to 730.'],
    ],
  },
  {
    form: 'a changed allocation',
    who: cora,
    send: async (register) => ({
      path: `/allocations/${await draft(register, { fund: await fundWith(register, { code: 'RENT-26', purposes: ['FUND-BASIC'] }), center: await vettedCenter(register) })}/edit`,
      body: { version: '1', amount: '10.00', purpose: 'FUND-EQUIP', forWhat: '', populations: 'POP-WOMEN', fromAge: '', toAge: '', reportDays: '45' },
    }),
    says: [
      ['purpose', 'The fund RENT-26 is not for equipment.'],
      ['forWhat', 'Say what the money is for.'],
    ],
  },
  {
    form: 'a payment',
    who: cora,
    send: async (register) => ({
      path: `/allocations/${await approved(register, { fund: await fundWith(register), center: await vettedCenter(register), amount: 100_000 })}/payments`,
      body: {
        amount: '2,000.00',
        plannedOn: '',
        method: '',
        reference: '',
        paidCurrency: 'KES',
        rate: '129.5',
        rateSource: '',
        rateOn: '',
        paidAmount: '5.00',
        token: token(),
      },
    }),
    says: [
      ['amount', 'Only $1,000.00 of this allocation of $1,000.00 is left to plan.'],
      ['plannedOn', 'Enter the day on which it is to be paid.'],
      ['method', 'Choose how it is paid.'],
      ['rateSource', 'Say where the rate comes from, such as the bank.'],
      ['rateOn', 'Enter the day of the rate.'],
      ['paidAmount', 'At this rate $2,000.00 is KES\u00a0259,000.00, not KES\u00a05.00. Check the rate and the amount.'],
    ],
  },
  {
    form: 'an arrival',
    who: cora,
    send: async (register) => ({
      path: `/payments/${await payment(register)}/arrival`,
      body: { amount: '1,000.01', on: '2026-11-22', note: 'x'.repeat(501), token: token() },
    }),
    says: [
      ['amount', 'Only $1,000.00 was sent, so no more can have arrived.'],
      ['on', 'A payment arrives on a day that is past, or today.'],
      ['note', 'Keep it under 500 characters.'],
    ],
  },
  {
    form: 'a return',
    who: priya,
    send: async (register) => ({ path: `/payments/${await payment(register)}/return`, body: { amount: '1,000.01', bankOn: '', reason: '', token: token() } }),
    says: [
      ['amount', 'Only $1,000.00 of this payment can come back.'],
      ['reason', 'Say why it came back.'],
    ],
  },
]

const supplyRounds: Round[] = [
  {
    form: 'a need that goods count against',
    who: cora,
    send: async (register) => {
      const center = await vettedCenter(register)
      const need = await logged(register, center)
      await sent(register, center, need)
      return {
        path: `/needs/${need}/edit`,
        body: { version: '1', item: 'Rug', quantity: 'x', unit: 'piece', category: '', priority: '', neededBy: '', people: '', unitCost: 'x', currency: 'USD' },
      }
    },
    says: [
      ['item', 'Goods were packed or sent for this need, so it stays a need for Mattress, single, counted by the piece. Log another need instead.'],
      ['quantity', 'Enter a whole number from 1 to 10,000,000.'],
      ['category', 'It is not in the catalogue, so choose a category.'],
      ['priority', 'Choose how urgent it is.'],
      ['unitCost', 'Enter an amount in USD, such as 1,250.00.'],
    ],
  },
  {
    form: 'a receipt',
    who: cora,
    send: async (register) => {
      const center = await vettedCenter(register)
      const delivery = await sent(register, center, await logged(register, center))
      const [line = 0] = delivery.lines.map(({ id }) => id)
      return {
        path: `/deliveries/${delivery.id}/receipts`,
        body: { on: '2026-11-22', confirmedBy: '', note: 'To 12 Elm Street', token: token(), [`received-${line}`]: '25' },
        file: broken,
      }
    },
    says: [
      ['received-1', 'Of Mattress, single only 24 are left to account for, not 25.'],
      ['on', 'A receipt cannot be dated after today.'],
      ['confirmedBy', 'Say who at the center confirmed it.'],
      ['note', street],
      ['file', notWhole],
      ['anyway', noPlace],
    ],
  },
  {
    form: 'the rest of a delivery',
    who: cora,
    send: async (register) => {
      const center = await vettedCenter(register)
      const { id } = await sent(register, center, await logged(register, center))
      return { path: `/deliveries/${id}/completion`, body: { on: '2026-11-22', confirmedBy: '', why: '', token: token() } }
    },
    says: [
      ['why', 'Say why the rest will not come.'],
      ['on', 'A receipt cannot be dated after today.'],
      ['confirmedBy', 'Say who at the center confirmed it.'],
    ],
  },
]

tellsAllAtOnce([...moneyRounds, ...supplyRounds])
