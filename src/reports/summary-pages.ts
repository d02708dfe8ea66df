import type { FormState } from '../http/forms.ts'
import type { Head, Notice, Tile } from '../http/parts.ts'
import type { Html } from '../http/views.ts'
import { countryName } from '../shared/countries.ts'
import { dayText, earlier, later, longDayText, monthText, toDay } from '../shared/days.ts'
import { moneyText } from '../shared/money.ts'
import { monthsChart } from './chart-pages.ts'
import { daysForm, daysText, filledDays, type DaysForm } from './days-pages.ts'
import { daysBefore, type ReportDays } from './days.ts'
import { amountsNote, changeText, figureText, noteText, ratesNote } from './figure-pages.ts'
import { figureKeys, figures, type Figure } from './figures.ts'
import type { DayName } from './forms.ts'
import { rowsHref, summaryTiles } from './headline-pages.ts'
import { centersMap } from './map-pages.ts'
import { boardNotice } from './notice-pages.ts'
import type { PaidAndCommitted, Summary } from './summary.ts'

export interface SummaryPage {
  title: string
  head: Head
  form: DaysForm
  /** Null while the days are wrong. */
  body: SummaryBody | null
}

export interface SummaryBody {
  tiles: Tile[]
  notice: Notice
  groups: { title: string; rows: FigureLine[] }[]
  nowHead: string
  beforeHead: string
  /** Null where there is nothing to draw. */
  chart: Html | null
  months: (MoneyLine & { month: string })[]
  moneyTotal: MoneyLine
  moneyNote: string
  /** By which days' rates the amounts by purpose and by country are, and what they leave out; null when they needed no rate. */
  ratesNote: string | null
  purposes: (MoneyLine & { name: string })[]
  map: Html
  countries: (MoneyLine & { name: string; vetted: string; vettedHref: string })[]
  countriesTotal: { vetted: string; vettedHref: string }
}

/** What was paid and committed, each with the way to its rows. */
interface MoneyLine {
  paid: string
  paidHref: string
  committed: string
  committedHref: string
}

interface FigureLine {
  label: string
  href: string
  now: string
  note: string | null
  before: string
  beforeNote: string | null
  beforeHref: string
  change: string
}

const headOf = (title: string, lede: string): Head => ({ crumbs: [{ label: 'Reports', href: '/reports' }], title, state: null, lede, actions: [] })

export const wrongDaysPage = (form: FormState<DayName>): SummaryPage => ({
  title: 'Summary',
  head: headOf('Summary', 'There is no report of these days. Change what is marked, and ask again.'),
  form: daysForm('/reports/summary', form),
  body: null,
})

export function summaryPage(summary: Summary, days: ReportDays, currency: string): SummaryPage {
  const lede = `${daysText(days)} · amounts in ${currency} at each day’s rate · every figure opens its rows`
  return {
    title: `Summary on ${dayText(days.on)}`,
    head: headOf(`Summary on ${longDayText(days.on)}`, lede),
    form: daysForm('/reports/summary', filledDays(days)),
    body: summaryBody(summary, days, currency),
  }
}

function summaryBody(summary: Summary, days: ReportDays, currency: string): SummaryBody {
  const { now, purposes, countries } = summary
  const months = drawnMonths(summary.months)
  const previous = daysBefore(days)
  const bars = months.map(({ month, paid, committed }) => ({ month, paidMinor: paid.minor, committedMinor: committed.minor }))
  const [paid, committed] = [now.paid, now.committed]
  return {
    tiles: summaryTiles(summary, days),
    notice: boardNotice(now, days),
    groups: groupsOf(summary, days, previous),
    nowHead: dayText(days.on),
    beforeHead: dayText(previous.on),
    chart: bars.every(({ paidMinor, committedMinor }) => paidMinor === 0 && committedMinor === 0) ? null : monthsChart(bars, currency),
    months: (isNothing(summary) ? [] : months).map((each) => ({ month: monthText(toDay(`${each.month}-01`)), ...moneyOf(each, monthOf(each.month, days)) })),
    moneyTotal: { paid: figureText(paid), paidHref: rowsHref('paid', days), committed: figureText(committed), committedHref: rowsHref('committed', days) },
    moneyNote: moneyNote(summary, currency),
    ratesNote: ratesNote([
      ['Paid', paid],
      ['committed', committed],
    ]),
    purposes: purposes.toSorted((a, b) => b.paid.minor - a.paid.minor).map((each) => ({ name: each.name, ...moneyOf(each, days, { purpose: each.code }) })),
    map: centersMap(new Map(countries.map(({ code, vetted }) => [code, vetted])), longDayText(days.on)),
    countries: countries
      .map((each) => ({
        name: countryName(each.code) ?? each.code,
        vetted: String(each.vetted),
        vettedHref: rowsHref('vetted-centers', days, { country: each.code }),
        ...moneyOf(each, days, { country: each.code }),
      }))
      .toSorted((a, b) => a.name.localeCompare(b.name, 'en')),
    countriesTotal: { vetted: figureText(now['vetted-centers']), vettedHref: rowsHref('vetted-centers', days) },
  }
}

const moneyOf = ({ paid, committed }: PaidAndCommitted, days: ReportDays, part: Record<string, string> = {}): MoneyLine => ({
  paid: moneyText(paid),
  paidHref: rowsHref('paid', days, part),
  committed: moneyText(committed),
  committedHref: rowsHref('committed', days, part),
})

/** So many months are drawn though nothing happened in them. */
const mostEmpty = 36

/** The months of a period as they are drawn: those of a long one begin with the first in which there was money. */
export function drawnMonths<Month extends PaidAndCommitted>(months: readonly Month[]): readonly Month[] {
  const first = months.findIndex(({ paid, committed }) => paid.minor !== 0 || committed.minor !== 0)
  return months.length <= mostEmpty || first === -1 ? months.slice(-mostEmpty) : months.slice(Math.min(first, months.length - mostEmpty))
}

/** The same report of one month of its period: `2026-11`. */
function monthOf(month: string, days: ReportDays): ReportDays {
  const first = toDay(`${month}-01`)
  return { ...days, from: later(first, days.from), to: earlier(first.add({ months: 1 }).subtract({ days: 1 }), days.to) }
}

const isNothing = ({ now }: Summary): boolean => [now.paid, now.committed].every((each) => each.kind === 'money' && each.amounts.perCurrency.length === 0)

function moneyNote(summary: Summary, currency: string): string {
  if (isNothing(summary)) return 'Nothing was paid or committed in this period.'
  const { now } = summary
  const notes = [now.paid, now.committed].map((each) => (each.kind === 'money' ? amountsNote(each.amounts) : null))
  const [paid, committed] = notes
  const said = [paid === null ? null : `Paid: ${paid}.`, committed === null ? null : `Committed: ${committed}.`].filter((each) => each !== null)
  return said.length === 0 ? `All amounts were in ${currency}.` : said.join(' ')
}

function groupsOf({ now, before }: Summary, days: ReportDays, previous: ReportDays): SummaryBody['groups'] {
  const groups = Map.groupBy(figureKeys, (key) => (figures[key] satisfies Figure).group)
  return [...groups].map(([title, keys]) => ({
    title,
    rows: keys.map((key) => ({
      label: figures[key].label,
      href: rowsHref(key, days),
      now: figureText(now[key]),
      note: noteText(now[key]),
      before: figureText(before[key]),
      beforeNote: ratesNote([['', before[key]]]),
      beforeHref: rowsHref(key, previous),
      change: changeText(now[key], before[key]) ?? `nothing to compare with ${dayText(previous.on)}`,
    })),
  }))
}
