import { dayText, isAfter, isBefore, type Day } from '../shared/days.ts'
import { moneyText } from '../shared/money.ts'
import { problemIf, Refusal, type Problem } from '../shared/refusal.ts'

/** Money with one currency, its giver's restrictions and a period. The currency is fixed once the fund is there (M1). */
export interface Fund {
  id: number
  code: string
  name: string
  giver: string
  currency: string
  startsOn: Day
  /** The last day of its period; null when it has none. */
  endsOn: Day | null
  /** Codes of purposes it may pay for; none means any. */
  purposes: string[]
  /** Alpha-2 codes of countries it may pay for; none means any. */
  countries: string[]
  createdBy: number
  version: number
}

/** Where a fund's period stands on a day. */
export const fundPeriods = ['open', 'to come', 'ended'] as const
export type FundPeriod = (typeof fundPeriods)[number]

export type EntryKind = 'receipt' | 'transfer' | 'adjustment'

/** A posted row of a fund, in minor units of its currency; what takes money out is below zero. Never changed (M9). */
export interface Entry {
  id: number
  fundId: number
  kind: EntryKind
  minor: number
  on: Day
  note: string
  /** Taken over from before the register began. */
  opening: boolean
  otherFundId: number | null
  reversesId: number | null
  /** The entry that takes it back, if one does. */
  reversedById: number | null
  /** What shows an opening balance; null of all else, and of balances taken over before one was asked for. */
  documentId: number | null
  recordedBy: number
  recordedOn: Day
}

/** What an allocation wants of a fund, on the day on which it is to count. */
export interface Wanted {
  purpose: { code: string; name: string }
  country: { code: string; name: string }
  day: Day
}

/** M2, but for the amount: each reason, in words, for which a fund may not pay for this; none means that it may. */
export const misfits = (fund: Fund, wanted: Wanted): string[] => misfitProblems(fund, wanted).map(({ message }) => message)

/** The same, each beside what an allocation chose; a purpose that could not be read is left out. */
export function misfitProblems(fund: Fund, { purpose, country, day }: Omit<Wanted, 'purpose'> & { purpose: Wanted['purpose'] | null }): Problem[] {
  const isFor = (allowed: readonly string[], code: string): boolean => allowed.length === 0 || allowed.includes(code)
  const { code, endsOn } = fund
  return [
    ...(purpose === null || isFor(fund.purposes, purpose.code) ? [] : [{ field: 'purpose', message: `The fund ${code} is not for ${purpose.name.toLowerCase()}.` }]),
    ...problemIf(!isFor(fund.countries, country.code), 'fund', `The fund ${code} is not for ${country.name}.`),
    ...problemIf(isBefore(day, fund.startsOn), 'fund', `The fund ${code} begins on ${dayText(fund.startsOn)}.`),
    ...(endsOn !== null && isAfter(day, endsOn) ? [{ field: 'fund', message: `The fund ${code} ended on ${dayText(endsOn)}.` }] : []),
  ]
}

/** M2: null when the amount is there to be set aside, else why not. */
export const shortfall = (fund: Pick<Fund, 'code' | 'currency'>, availableMinor: number, wantedMinor: number): string | null =>
  wantedMinor <= availableMinor ? null : `Only ${moneyText({ minor: availableMinor, currency: fund.currency })} of the fund ${fund.code} is available.`

/** What is taken out of a fund was promised to nobody. @throws Refusal */
export function assertCanGive(fund: Pick<Fund, 'code' | 'currency'>, availableMinor: number, minor: number): void {
  const short = shortfall(fund, availableMinor, minor)
  if (short !== null) throw new Refusal('conflict', short)
}

/** An opening entry is what was there before the register began, so it comes before everything else, and with what shows it. */
export const openingProblems = (
  fund: Pick<Fund, 'code'>,
  entries: readonly Pick<Entry, 'opening' | 'reversesId'>[],
  { on, hasDocument }: Pick<EntryRead, 'on' | 'hasDocument'>,
  today: Day,
): Problem[] => [
  ...problemIf(on !== undefined && on !== null && isAfter(on, today), 'on', 'An opening balance is of a day that is past, or of today.'),
  ...problemIf(
    entries.some(({ opening, reversesId }) => !opening && reversesId === null),
    'kind',
    `The fund ${fund.code} has entries already, so nothing can be taken over as its opening balance. Record a receipt or an adjustment.`,
  ),
  ...problemIf(hasDocument === false, 'file', 'Choose the document that shows the opening balance.'),
]

/** M9: an entry is reversed once, and a reversal is final: what was right after all is entered anew. @throws Refusal */
export function assertMayReverse(entry: Pick<Entry, 'reversesId' | 'reversedById'>): void {
  if (entry.reversedById !== null) throw new Refusal('conflict', 'This entry was reversed already.')
  if (entry.reversesId !== null) throw new Refusal('conflict', 'This entry takes another one back. Record a new entry instead of reversing it.')
}

/** Money goes to another fund, and keeps its currency on the way. */
export function transferProblems(from: Pick<Fund, 'id' | 'code' | 'currency'>, to: Pick<Fund, 'id' | 'code' | 'currency'>): Problem[] {
  const other = `The fund ${to.code} is in ${to.currency}, and ${from.code} in ${from.currency}: money is transferred within one currency.`
  return [...problemIf(from.id === to.id, 'otherFund', 'Choose another fund to transfer to.'), ...problemIf(from.currency !== to.currency, 'otherFund', other)]
}

/** What could be read of an entry. */
export interface EntryRead {
  kind?: 'receipt' | 'transfer' | 'adjustment' | 'opening'
  amount?: number
  direction?: '' | 'up' | 'down'
  on?: Day | null
  otherFund?: number | null
  /** Whether the document that shows it was sent. */
  hasDocument?: boolean
}

/** What a new entry is judged by. `other` is the fund that a transfer goes to, null when none was chosen or there is no such fund. */
export interface EntryFacts {
  fund: Pick<Fund, 'id' | 'code' | 'currency'>
  entries: readonly Pick<Entry, 'opening' | 'reversesId'>[]
  availableMinor: number
  other: Pick<Fund, 'id' | 'code' | 'currency'> | null
}

/** All that speaks against an entry. Of what could not be read nothing is said. */
export function entryProblems(
  { kind, amount, direction, otherFund, ...opening }: EntryRead,
  { fund, entries, availableMinor, other }: EntryFacts,
  today: Day,
): Problem[] {
  const takes = kind === 'transfer' || (kind === 'adjustment' && direction === 'down')
  const short = takes && amount !== undefined ? shortfall(fund, availableMinor, amount) : null
  return [
    ...(short === null ? [] : [{ field: 'amount', message: short }]),
    ...(kind === 'transfer' && other !== null ? transferProblems(fund, other) : []),
    ...problemIf(kind === 'transfer' && other === null && typeof otherFund === 'number', 'otherFund', 'Choose a fund from the list.'),
    ...(kind === 'opening' ? openingProblems(fund, entries, opening, today) : []),
  ]
}
