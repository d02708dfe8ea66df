import { allocationState } from '../allocations/state-pages.ts'
import type { AllocationState } from '../allocations/allocation.ts'
import type { Bar, Fact, Head, Link, State, Tile } from '../http/parts.ts'
import type { Listed } from '../lists/list.ts'
import { countryName } from '../shared/countries.ts'
import { dayText, isAfter, isBefore, type Day } from '../shared/days.ts'
import { moneyText } from '../shared/money.ts'
import type { Balance } from './balance.ts'
import { fundsCrumb } from './form-pages.ts'
import type { Entry, Fund } from './fund.ts'

/** A share of a whole in hundredths, for a bar; never below nothing. */
export const hundredths = (part: number, whole: number): number => (whole <= 0 ? 0 : Math.max(0, Math.round((part * 10_000) / whole) / 100))

/** What a fund received, as paid, approved and unpaid, available: one bar with its figures. */
export function balanceBar({ received, committed, paid, available }: Balance, currency: string): Bar {
  const text = (minor: number): string => moneyText({ minor, currency })
  const [paidWidth, owedWidth] = [hundredths(paid, received), hundredths(committed - paid, received)]
  return {
    said: `Of ${text(received)} received, ${text(paid)} is paid, ${text(committed - paid)} approved and not yet paid, ${text(available)} available`,
    parts: [
      { label: `Paid ${text(paid)}`, from: 0, width: paidWidth, fill: 'c1' },
      { label: `Approved, not yet paid ${text(committed - paid)}`, from: paidWidth, width: owedWidth, fill: 'c2' },
      { label: `Available ${text(available)}`, from: paidWidth + owedWidth, width: hundredths(available, received), fill: 'c3' },
    ],
  }
}

/** Whether its period is here: open, to come, or over. */
export function fundState({ startsOn, endsOn }: Pick<Fund, 'startsOn' | 'endsOn'>, today: Day): State {
  if (isBefore(today, startsOn)) return { word: `from ${dayText(startsOn)}`, tone: 'calm' }
  if (endsOn !== null && isAfter(today, endsOn)) return { word: `ended ${dayText(endsOn)}`, tone: 'still' }
  return { word: 'open', tone: 'good' }
}

export const periodText = ({ startsOn, endsOn }: Fund): string => (endsOn === null ? `from ${dayText(startsOn)}` : `${dayText(startsOn)} to ${dayText(endsOn)}`)

export interface FundPage {
  title: string
  head: Head
  tiles: Tile[]
  bar: Bar
  facts: Fact[]
  needs: { text: string; href: string }
  allocations: { rows: FundAllocation[]; allHref: string; newHref: string | null }
  entries: EntryRow[]
}

interface FundAllocation {
  href: string
  center: string
  purpose: string
  amount: string
  paid: string
  state: State
}

interface EntryRow {
  day: string
  what: string
  note: string
  amount: string
  by: string
  state: State | null
  document: Link | null
  reversal: Link | null
}

export interface FundRecords {
  fund: Fund
  balance: Balance
  entries: Entry[]
  allocations: { id: number; centerName: string; purposeName: string; minor: number; paidMinor: number; state: AllocationState }[]
  openNeeds: number
  purposes: Listed[]
  funds: Fund[]
  names: ReadonlyMap<number, string>
}

export function fundPage(records: FundRecords, today: Day, may: { write: boolean; propose: boolean }): FundPage {
  const { fund, balance, openNeeds } = records
  const href = `/funds/${fund.id}`
  const text = (minor: number): string => moneyText({ minor, currency: fund.currency })
  const list = `/allocations?fund=${fund.id}`
  const write: Head['actions'] = [
    { label: 'Edit', href: `${href}/edit`, tone: 'plain', method: 'get' },
    { label: 'Record an entry', href: `${href}/entries/new`, tone: 'main', method: 'get' },
  ]
  return {
    title: fund.code,
    head: {
      crumbs: [fundsCrumb],
      title: `${fund.code}: ${fund.name}`,
      state: fundState(fund, today),
      lede: `Given by ${fund.giver}, in ${fund.currency}, ${periodText(fund)}.`,
      actions: may.write ? write : [],
    },
    tiles: [
      { name: 'Received', figure: text(balance.received), change: 'with transfers and adjustments', href: '#entries' },
      { name: 'Committed', figure: text(balance.committed), change: 'approved, less what was given back', href: list },
      { name: 'Paid', figure: text(balance.paid), change: 'sent, less what came back', href: `/payments?fund=${fund.id}` },
      { name: 'Available', figure: text(balance.available), change: 'received less committed', href: null },
    ],
    bar: balanceBar(balance, fund.currency),
    facts: factsOf(records),
    needs: {
      text: openNeeds === 0 ? 'No open need that it could pay' : openNeeds === 1 ? '1 open need that it could pay' : `${openNeeds} open needs that it could pay`,
      href: needsHref(fund),
    },
    allocations: {
      rows: records.allocations.map((each) => ({
        href: `/allocations/${each.id}`,
        center: each.centerName,
        purpose: each.purposeName,
        amount: text(each.minor),
        paid: text(each.paidMinor),
        state: allocationState(each.state),
      })),
      allHref: list,
      newHref: may.propose ? '/centers' : null,
    },
    entries: records.entries.map((entry) => entryRow(entry, records, may.write)),
  }
}

const needsHref = ({ countries }: Fund): string => (countries.length === 0 ? '/needs' : `/needs?${countries.map((code) => `country=${code}`).join('&')}`)

function factsOf({ fund, purposes }: FundRecords): Fact[] {
  const purposeNames = fund.purposes.map((code) => purposes.find((each) => each.code === code)?.name ?? code)
  const fact = (label: string, value: string): Fact => ({ label, value, href: null })
  return [
    fact('Giver', fund.giver),
    fact('Currency', fund.currency),
    fact('Period', periodText(fund)),
    fact('Purposes', purposeNames.join(', ') || 'any'),
    fact('Countries', fund.countries.map((code) => countryName(code) ?? code).join(', ') || 'any'),
  ]
}

function entryRow(entry: Entry, { fund, funds, names }: FundRecords, mayWrite: boolean): EntryRow {
  const reversible = mayWrite && entry.reversedById === null && entry.reversesId === null
  return {
    day: dayText(entry.on),
    what: entryWords(entry, funds),
    note: entry.note,
    amount: moneyText({ minor: entry.minor, currency: fund.currency }),
    by: names.get(entry.recordedBy) ?? 'somebody',
    state: entry.reversedById === null ? null : { word: 'reversed', tone: 'still' },
    document: entry.documentId === null ? null : { label: 'Its document', href: `/documents/${entry.documentId}` },
    reversal: reversible ? { label: 'Reverse', href: `/fund-entries/${entry.id}/reversal` } : null,
  }
}

function entryWords({ kind, minor, opening, otherFundId, reversesId }: Entry, funds: Fund[]): string {
  const other = funds.find(({ id }) => id === otherFundId)?.code ?? ''
  // A reversal says what it takes back, which went the other way.
  const wentOut = reversesId === null ? minor < 0 : minor > 0
  const words = opening
    ? 'Opening balance'
    : { receipt: 'Receipt', adjustment: 'Adjustment', transfer: wentOut ? `Transfer to ${other}` : `Transfer from ${other}` }[kind]
  return reversesId === null ? words : `Reversal: ${words.slice(0, 1).toLowerCase()}${words.slice(1)}`
}
