import type { CsvColumn } from '../http/csv.ts'
import { pagination } from '../http/lists.ts'
import type { Head, Pagination } from '../http/parts.ts'
import { countryName } from '../shared/countries.ts'
import { dayText } from '../shared/days.ts'
import { amountEntered, moneyText, type Money } from '../shared/money.ts'
import { daysText } from './days-pages.ts'
import { daysQuery, type ReportDays } from './days.ts'
import { figureText, noteText } from './figure-pages.ts'
import { figures, type FigureKey, type FigureKind } from './figures.ts'
import type { Measure } from './measure.ts'
import type { FigureRow, NamedPart } from './row.ts'

/** The rows behind one figure, and the figure itself at their foot. */
export interface RowsPage {
  title: string
  head: Head
  csvHref: string
  said: string
  dayHead: string
  /** The head of the last column; it holds what adds up. */
  lastHead: string
  rows: { day: string; center: string; href: string | null; country: string; said: string; last: string; converted: string | null }[]
  /** `shown`: which of the rows stand above it, where they are not all. */
  total: { label: string; note: string | null; shown: string | null; figure: string }
  pagination: Pagination
}

interface Behind {
  key: FigureKey
  days: ReportDays
  part: NamedPart
  measure: Measure
  rows: FigureRow[]
  count: number
  page: number
  /** Whether this person may follow a row to its center; for the board it leads no further. */
  mayOpen: boolean
}

export const rowsPageSize = 50

export function rowsPage({ key, days, part, measure, rows, count, page, mayOpen }: Behind): RowsPage {
  const figure = figures[key]
  const query = `${daysQuery(days)}${partQuery(part)}`
  const of = partText(part)
  const listQuery = Object.fromEntries([...new URLSearchParams(query)].map(([name, value]) => [name, [value]]))
  const pages = pagination(`/reports/rows/${key}`, listQuery, { page, total: count, size: rowsPageSize })
  return {
    title: `${figure.label}${of} on ${dayText(days.on)}`,
    head: {
      crumbs: [
        { label: 'Reports', href: '/reports' },
        { label: 'Summary', href: `/reports/summary?${daysQuery(days)}` },
      ],
      title: `${figure.label}${of}`,
      state: null,
      lede: `${figure.means} ${daysText(days)}.`,
      actions: [],
    },
    csvHref: `/reports/rows/${key}.csv?${query}`,
    said: count === 1 ? '1 row' : `${count} rows`,
    dayHead: dayHeads[key] ?? 'Day',
    lastHead: lastHeads[figure.kind],
    rows: rows.map((row) => ({
      day: row.on === null ? '' : dayText(row.on),
      center: row.center,
      href: mayOpen && row.centerId !== null ? `/centers/${row.centerId}` : null,
      country: row.country === null ? '' : (countryName(row.country) ?? row.country),
      said: saidText(row),
      last: lastText(figure.kind, row),
      converted: isMoney(figure.kind) ? convertedText(row) : null,
    })),
    total: {
      label: `${figure.label}${of}`,
      note: noteText(measure),
      shown: rows.length < count ? `Rows ${pages.said}; the total is of all.` : null,
      figure: figureText(measure),
    },
    pagination: pages,
  }
}

const partText = ({ country, purpose }: NamedPart): string =>
  `${country === null ? '' : ` in ${countryName(country) ?? country}`}${purpose === null ? '' : `, ${purpose.name}`}`

const partQuery = ({ country, purpose }: NamedPart): string =>
  `${country === null ? '' : `&country=${country}`}${purpose === null ? '' : `&purpose=${encodeURIComponent(purpose.code)}`}`

const dayHeads: Partial<Record<FigureKey, string>> = {
  'vetted-centers': 'Since',
  'vetting-current': 'Since',
  due: 'Lapses on',
  late: 'Due on',
  'at-risk-30': 'Lapses on',
  'at-risk-60': 'Lapses on',
  'at-risk-90': 'Lapses on',
  'needs-met': 'Recorded on',
  'needs-met-by-cost': 'Recorded on',
  'days-to-meet': 'Met on',
  beds: 'Read on',
  'open-beds': 'Read on',
}

const lastHeads: Record<FigureKind, string> = {
  count: 'Counts',
  countries: 'Counts',
  share: 'Counts',
  days: 'Days',
  money: 'Amount',
  'money share': 'Met, of estimated',
  beds: 'Beds',
  concentration: 'Paid',
}

const saidText = ({ said, purpose }: FigureRow): string => [said, purpose].filter((each) => each !== null).join(', ')

const countText = ({ counts }: FigureRow): string => (counts === null ? 'withheld' : String(counts))

/** M11: a converted amount names the day of its rate, and one without a rate says so. */
function convertedText({ amount, inReporting, ofInReporting, rateOn }: FigureRow): string | null {
  if (inReporting === null) return amount === null ? null : 'no rate'
  const sum = ofInReporting === null ? moneyText(inReporting) : `${moneyText(inReporting)} of ${moneyText(ofInReporting)}`
  return rateOn === null ? null : `${sum} at the rate of ${dayText(rateOn)}`
}

function lastText(kind: FigureKind, row: FigureRow): string {
  switch (kind) {
    case 'count':
    case 'countries':
    case 'days':
      return countText(row)
    case 'share':
      return `${countText(row)} of ${row.of}`
    case 'beds':
      return row.of === 0 ? 'not known' : countText(row)
    case 'money':
    case 'concentration':
      return row.amount === null ? 'no value stated' : moneyText(row.amount)
    case 'money share':
      return row.amount === null || row.ofAmount === null ? '' : `${moneyText(row.amount)} of ${moneyText(row.ofAmount)}`
    default:
      return kind satisfies never
  }
}

/** A figure's rows as CSV: what adds up stands in columns of its own, as numbers. */
export const rowColumns = (kind: FigureKind, currency: string): CsvColumn<FigureRow>[] => [
  { label: 'Day', of: ({ on }) => on?.toString() ?? null },
  { label: 'Center', of: ({ center }) => center },
  { label: 'Country', of: ({ country }) => country },
  { label: 'What', of: ({ said }) => said },
  { label: 'Purpose', of: ({ purpose }) => purpose },
  ...(isMoney(kind) ? [] : [{ label: lastHeads[kind], of: ({ counts }: FigureRow) => counts }]),
  ...(kind === 'share' ? [{ label: 'Of', of: ({ of }: FigureRow) => of }] : []),
  ...(kind === 'beds' ? [{ label: 'Known for', of: ({ of }: FigureRow) => of }] : []),
  ...(isMoney(kind)
    ? [
        { label: 'Amount', of: ({ amount }: FigureRow) => numberOf(amount) },
        { label: 'Currency', of: ({ amount }: FigureRow) => amount?.currency ?? null },
        { label: `In ${currency}`, of: ({ inReporting }: FigureRow) => numberOf(inReporting) },
        { label: 'Rate of', of: ({ rateOn }: FigureRow) => rateOn?.toString() ?? null },
      ]
    : []),
  ...(kind === 'money share'
    ? [
        { label: 'Of', of: ({ ofAmount }: FigureRow) => numberOf(ofAmount) },
        { label: `Of, in ${currency}`, of: ({ ofInReporting }: FigureRow) => numberOf(ofInReporting) },
      ]
    : []),
]

const isMoney = (kind: FigureKind): boolean => kind === 'money' || kind === 'money share' || kind === 'concentration'

/** An amount in whole units, as a number that a spreadsheet adds up. */
const numberOf = (amount: Money | null): number | null =>
  amount === null ? null : Number(amountEntered({ ...amount, minor: Math.abs(amount.minor) })) * Math.sign(amount.minor)
