import { dayText, isAfter, isBefore, type Day } from '../shared/days.ts'
import { moneyText } from '../shared/money.ts'
import { Refusal } from '../shared/refusal.ts'

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
export function misfits(fund: Fund, { purpose, country, day }: Wanted): string[] {
  const reasons: string[] = []
  if (fund.purposes.length > 0 && !fund.purposes.includes(purpose.code)) reasons.push(`The fund ${fund.code} is not for ${purpose.name.toLowerCase()}.`)
  if (fund.countries.length > 0 && !fund.countries.includes(country.code)) reasons.push(`The fund ${fund.code} is not for ${country.name}.`)
  if (isBefore(day, fund.startsOn)) reasons.push(`The fund ${fund.code} begins on ${dayText(fund.startsOn)}.`)
  if (fund.endsOn !== null && isAfter(day, fund.endsOn)) reasons.push(`The fund ${fund.code} ended on ${dayText(fund.endsOn)}.`)
  return reasons
}

/** M2: null when the amount is there to be set aside, else why not. */
export const shortfall = (fund: Pick<Fund, 'code' | 'currency'>, availableMinor: number, wantedMinor: number): string | null =>
  wantedMinor <= availableMinor ? null : `Only ${moneyText({ minor: availableMinor, currency: fund.currency })} of the fund ${fund.code} is available.`

/** What is taken out of a fund was promised to nobody. @throws Refusal */
export function assertCanGive(fund: Pick<Fund, 'code' | 'currency'>, availableMinor: number, minor: number): void {
  const short = shortfall(fund, availableMinor, minor)
  if (short !== null) throw new Refusal('conflict', short)
}

/** An opening entry is what was there before the register began, so it comes before everything else. @throws Refusal */
export function assertMayOpen(fund: Pick<Fund, 'code'>, entries: readonly Pick<Entry, 'opening' | 'reversesId'>[], day: Day, today: Day): void {
  if (isAfter(day, today)) throw new Refusal('conflict', 'An opening balance is of a day that is past, or of today.')
  if (entries.some(({ opening, reversesId }) => !opening && reversesId === null))
    throw new Refusal('conflict', `The fund ${fund.code} has entries already, so nothing can be taken over as its opening balance. Record a receipt or an adjustment.`)
}

/** M9: an entry is reversed once, and a reversal is final: what was right after all is entered anew. @throws Refusal */
export function assertMayReverse(entry: Pick<Entry, 'reversesId' | 'reversedById'>): void {
  if (entry.reversedById !== null) throw new Refusal('conflict', 'This entry was reversed already.')
  if (entry.reversesId !== null) throw new Refusal('conflict', 'This entry takes another one back. Record a new entry instead of reversing it.')
}

/** @throws Refusal when money would change its currency on the way */
export function assertMayTransfer(from: Pick<Fund, 'id' | 'code' | 'currency'>, to: Pick<Fund, 'id' | 'code' | 'currency'>): void {
  if (from.id === to.id) throw new Refusal('conflict', 'Choose another fund to transfer to.')
  if (from.currency !== to.currency)
    throw new Refusal('conflict', `The fund ${to.code} is in ${to.currency}, and ${from.code} in ${from.currency}: money is transferred within one currency.`)
}
