import { describe, expect, it } from 'vitest'
import { balanceOf } from '../../src/funds/balance.ts'
import { assertMayReverse, misfits, openingProblems, shortfall, transferProblems, type Fund } from '../../src/funds/fund.ts'

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)
const fund: Fund = {
  id: 1,
  code: 'WINTER-26',
  name: 'Winter appeal',
  giver: 'The Harbour Foundation',
  currency: 'USD',
  startsOn: day('2026-01-01'),
  endsOn: day('2026-12-31'),
  purposes: ['FUND-BASIC'],
  countries: ['KE', 'UG'],
  createdBy: 3,
  version: 1,
}
const wanted = { purpose: { code: 'FUND-BASIC', name: 'Basic everyday needs' }, country: { code: 'KE', name: 'Kenya' }, day: day('2026-11-21') }

describe('what a fund may pay for (M2)', () => {
  it.each([
    { why: 'fits', change: {}, says: [] },
    { why: 'is for another purpose', change: { purpose: { code: 'FUND-EQUIP', name: 'Equipment' } }, says: ['The fund WINTER-26 is not for equipment.'] },
    { why: 'is in another country', change: { country: { code: 'PE', name: 'Peru' } }, says: ['The fund WINTER-26 is not for Peru.'] },
    { why: 'comes before the period', change: { day: day('2025-12-31') }, says: ['The fund WINTER-26 begins on 1 Jan 2026.'] },
    { why: 'comes on its last day', change: { day: day('2026-12-31') }, says: [] },
    { why: 'comes after the period', change: { day: day('2027-01-01') }, says: ['The fund WINTER-26 ended on 31 Dec 2026.'] },
  ])('says of what $why: $says', ({ change, says }) => {
    expect(misfits(fund, { ...wanted, ...change })).toEqual(says)
  })

  it('lets a fund without restrictions pay for anything', () => {
    const free = { ...fund, purposes: [], countries: [], endsOn: null }
    expect(misfits(free, { ...wanted, country: { code: 'PE', name: 'Peru' }, day: day('2099-01-01') })).toEqual([])
  })

  it('asks for no more than is available', () => {
    expect(shortfall(fund, 40_000, 40_000)).toBeNull()
    expect(shortfall(fund, 40_000, 40_001)).toBe('Only $400.00 of the fund WINTER-26 is available.')
  })
})

describe('the balance (M2)', () => {
  it('is entries, less approved allocations, plus what closed ones gave back', () => {
    const entries = [1_000_000, -50_000, 25_000]
    const of = (state: 'approved' | 'closed' | 'proposed' | 'cancelled', minor: number, gaveBackMinor: number, paidMinor: number) => ({
      state,
      minor,
      gaveBackMinor,
      paidMinor,
    })
    const allocations = [of('approved', 300_000, 0, 120_000), of('closed', 200_000, 80_000, 120_000), of('proposed', 500_000, 0, 0), of('cancelled', 90_000, 0, 0)]

    expect(balanceOf(entries, allocations)).toEqual({ received: 975_000, committed: 420_000, paid: 240_000, available: 555_000 })
  })

  it('refuses to be worked out from an allocation that gave back what it had paid', () => {
    expect(() => balanceOf([100], [{ state: 'closed', minor: 100, gaveBackMinor: 60, paidMinor: 60 }])).toThrow('at most whole')
  })
})

describe('entries', () => {
  it('are reversed once, and a reversal never', () => {
    expect(() => assertMayReverse({ reversesId: null, reversedById: 9 })).toThrow('This entry was reversed already.')
    expect(() => assertMayReverse({ reversesId: 4, reversedById: null })).toThrow('Record a new entry instead')
    expect(() => assertMayReverse({ reversesId: null, reversedById: null })).not.toThrow()
  })

  it('move within one currency only, and to another fund', () => {
    const message = 'The fund EURO is in EUR, and WINTER-26 in USD: money is transferred within one currency.'
    expect(transferProblems(fund, { id: 2, code: 'EURO', currency: 'EUR' })).toEqual([{ field: 'otherFund', message }])
    expect(transferProblems(fund, fund)).toEqual([{ field: 'otherFund', message: 'Choose another fund to transfer to.' }])
  })

  it('open a fund only before anything else, with a document, and never from the future', () => {
    const today = day('2026-11-21')
    const taken = 'The fund WINTER-26 has entries already, so nothing can be taken over as its opening balance. Record a receipt or an adjustment.'
    expect(openingProblems(fund, [{ opening: false, reversesId: null }], { on: day('2026-11-22'), hasDocument: false }, today)).toEqual([
      { field: 'on', message: 'An opening balance is of a day that is past, or of today.' },
      { field: 'kind', message: taken },
      { field: 'file', message: 'Choose the document that shows the opening balance.' },
    ])
    expect(openingProblems(fund, [{ opening: true, reversesId: null }], { on: day('2024-03-01'), hasDocument: true }, today)).toEqual([])
    expect(openingProblems(fund, [], {}, today)).toEqual([])
  })
})
