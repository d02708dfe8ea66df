import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { amountsOf, medianOf, ninetiethOf } from '../../src/reports/arithmetic.ts'
import { changeText, percentText, ratesNote, shortMoneyText, tileChangeText, tileText } from '../../src/reports/figure-pages.ts'
import type { Measure } from '../../src/reports/measure.ts'
import type { CountedRow, FigureRow } from '../../src/reports/row.ts'
import { openBedsSaid, withholdFew } from '../../src/reports/withheld.ts'
import { daysBefore, monthsOf, reportDays } from '../../src/reports/days.ts'
import { toDay } from '../../src/shared/days.ts'

const counts = (...days: number[]) => days.map((each) => ({ days: each, times: 1 }))

describe('the middle of many', () => {
  it.each([
    { days: [], median: null, ninetieth: null },
    { days: [7], median: 7, ninetieth: 7 },
    { days: [9, 1], median: 5, ninetieth: 9 },
    { days: [3, 1, 2], median: 2, ninetieth: 3 },
    { days: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], median: 5.5, ninetieth: 9 },
    { days: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 100], median: 6, ninetieth: 10 },
  ])('of $days is $median, and nine in ten are within $ninetieth', ({ days, median, ninetieth }) => {
    expect(medianOf(counts(...days))).toBe(median)
    expect(ninetiethOf(counts(...days))).toBe(ninetieth)
  })

  it('counts one that came three times as three', () => {
    expect(medianOf([...counts(1, 20), { days: 5, times: 3 }])).toBe(5)
  })
})

it('rounds each row before it sums (M11)', () => {
  const on = toDay('2027-01-12')
  const rates = new Map([['KES', [{ on, rate: '0.005' }]]])

  const { total } = amountsOf(
    [1, 2, 3].map(() => ({ currency: 'KES', minor: 90, on })),
    'USD',
    rates,
  )

  expect(total.minor).toBe(0) // 0.45 of a cent is none, three times; summed first it would be 1.35.
})

describe('the days of a report', () => {
  const today = toDay('2027-02-28')

  it('are the year so far when none is said, known to the end of the day where the register is', () => {
    const days = reportDays({ on: null, from: null, to: null, known: null }, today, 'Asia/Bangkok')

    expect([days.from.toString(), days.to.toString(), days.knownBefore, days.knowsAll]).toEqual(['2027-01-01', '2027-02-28', '2027-02-28T17:00:00.000Z', true])
  })

  it('stand beside the period before, which is as long', () => {
    const before = daysBefore(reportDays({ on: null, from: toDay('2027-02-01'), to: null, known: null }, today, 'UTC'))

    expect([before.from.toString(), before.to.toString(), before.on.toString()]).toEqual(['2027-01-04', '2027-01-31', '2027-01-31'])
  })

  it('touch every month between', () => {
    expect(monthsOf({ from: toDay('2026-11-30'), to: today })).toEqual(['2026-11', '2026-12', '2027-01', '2027-02'])
  })
})

describe('a figure in words', () => {
  it.each([
    [31_250, '$312.50'],
    [1_250_000, '$12,500'],
    [65_372_690, '$653,727'],
    [241_000_000, '$2.41 m'],
    [-241_000_000, '-$2.41 m'],
    [123_456_789_000, '$1.23 bn'],
  ])('says %i cents as %s', (minor, text) => {
    expect(shortMoneyText({ minor, currency: 'USD' })).toBe(text)
  })

  it.each([
    [1_250_000, 310_050, '$12,500', '$9,400 more'],
    [1_250_000, 1_249_960, '$12,500', '$0.40 more'],
    [31_250, 9_531_250, '$312.50', '$95,000.00 less'],
    [241_000_000, 65_372_690, '$2.41 m', '$1.76 m more'],
  ])('says on a tile how %i cents moved from %i no more exactly than the tile says the amount: %s, %s', (now, before, figure, change) => {
    const paid = (minor: number): Measure => ({
      kind: 'money',
      amounts: { perCurrency: [{ minor, currency: 'USD' }], total: { minor, currency: 'USD', rateDays: [], unconverted: [] } },
    })

    expect([tileText(paid(now)), tileChangeText(paid(now), paid(before))]).toEqual([figure, change])
  })

  it('says no share of nothing', () => {
    expect(percentText(0, 0)).toBe('none')
    expect(changeText({ kind: 'share', part: 1, whole: 2 }, { kind: 'share', part: 0, whole: 0 })).toBeNull()
    expect(changeText({ kind: 'share', part: 1, whole: 2 }, { kind: 'share', part: 3, whole: 4 })).toBe('25 points down')
  })
})

describe('open beds', () => {
  const row = (centerId: number, openBeds: number): CountedRow => ({
    on: null,
    centerId,
    center: `Center ${centerId}`,
    country: 'KE',
    said: 'known',
    counts: openBeds,
    of: 1,
    amount: null,
    ofAmount: null,
    purpose: null,
    inReporting: null,
    ofInReporting: null,
    rateOn: null,
  })

  it('do not tell of one or two people, beside the beds', () => {
    const rows = withholdFew([
      { row: row(1, 9), beds: 10 },
      { row: row(2, 4), beds: 12 },
      { row: row(3, 5), beds: 10 },
      { row: row(4, 6), beds: 6 },
    ])

    expect(rows.map(({ center, counts: open }) => [center, open])).toEqual([
      ['Center 2', 4],
      ['Center 4', 6],
      ['2 centers together, not named', 14],
    ])
  })

  it.each([
    { beds: [[10, 9]], says: 'One center, not named' },
    {
      beds: [
        [10, 9],
        [8, 7],
      ],
      says: '2 centers together, not named',
    },
    {
      beds: [
        [10, 8],
        [6, 6],
      ],
      says: 'One center, not named',
    },
  ])('are not counted at all where fewer than three are taken: $beds', ({ beds, says }) => {
    const rows = withholdFew(beds.map(([inAll = 0, open = 0], at) => ({ row: row(at + 1, open), beds: inAll })))

    expect(rows.at(-1)).toMatchObject({ center: says, centerId: null, said: 'withheld: few beds taken', counts: null })
    expect(rows.slice(0, -1).map(({ center, counts: open }) => [center, open])).toEqual(beds.length > 1 && beds[1]?.[0] === 6 ? [['Center 2', 6]] : [])
  })

  it.each([
    { beds: 10, open: 10, said: 10 },
    { beds: 10, open: 9, said: null },
    { beds: 10, open: 8, said: null },
    { beds: 10, open: 7, said: 7 },
  ])('come to $said in all when $open of $beds are open', ({ beds, open, said }) => {
    expect(openBedsSaid(beds, open)).toBe(said)
  })

  it('always add up, and leave no center with one or two people when others can stand beside it', () => {
    const center = fc.record({ beds: fc.integer({ min: 0, max: 12 }), taken: fc.integer({ min: 0, max: 12 }) })
    fc.assert(
      fc.property(fc.array(center, { maxLength: 12 }), (centers) => {
        const given = centers.map(({ beds, taken }, at) => ({ row: row(at + 1, beds - Math.min(beds, taken)), beds }))
        const rows = withholdFew(given)
        const open = (all: readonly FigureRow[]): number => all.reduce((sum, { counts: each }) => sum + (each ?? 0), 0)
        const inAll = given.reduce((sum, { beds }) => sum + beds, 0)
        const people = inAll - open(given.map((each) => each.row))
        const named = rows.filter(({ centerId }) => centerId !== null)
        const together = rows.filter(({ centerId }) => centerId === null)
        if (people === 1 || people === 2) expect(together.map(({ counts: each }) => each)).toEqual([null])
        else expect(open(rows)).toBe(inAll - people)
        const takenOf = ({ centerId, counts: each }: FigureRow): number => (given.find(({ row: { centerId: id } }) => id === centerId)?.beds ?? 0) - (each ?? 0)
        for (const each of named) expect([1, 2]).not.toContain(takenOf(each))
        if (together.length > 0 && people > 2) {
          expect(people - named.reduce((sum, each) => sum + takenOf(each), 0)).toBeGreaterThan(2)
          expect(given.length - named.length).toBeGreaterThan(1)
        }
      }),
    )
  })
})

describe('the rates of several figures', () => {
  const on = (day: string, left: number): Measure => ({
    kind: 'money',
    amounts: { perCurrency: [], total: { minor: 1, currency: 'USD', rateDays: [toDay(day)], unconverted: left === 0 ? [] : [{ minor: left, currency: 'KES' }] } },
  })

  it('are said once where they are the same, and under the name of each where they are not', () => {
    const [early, late] = [on('2026-10-31', 0), on('2026-11-20', 0)]
    expect(
      ratesNote([
        ['Paid', early],
        ['committed', early],
        ['the period before', late],
      ]),
    ).toBe('Paid and committed: at the rate of 31 Oct 2026 · the period before: at the rate of 20 Nov 2026')
    expect(ratesNote([['', on('2026-10-31', 500)]])).toBe('at the rate of 31 Oct 2026; KES\u00A05.00 left out, no rate')
    expect(ratesNote([['Vetted', { kind: 'count', count: 3, countries: 2 }]])).toBeNull()
  })
})
