import type { FormState } from '../http/forms.ts'
import type { Head, Link, Notice, Tile } from '../http/parts.ts'
import type { Html } from '../http/views.ts'
import { countryName } from '../shared/countries.ts'
import { currencyName } from '../shared/currencies.ts'
import { dayText, longDayText, monthText, toDay } from '../shared/days.ts'
import { moneyText } from '../shared/money.ts'
import { monthsChart } from './chart-pages.ts'
import { daysForm, daysText, filledDays, type DaysForm } from './days-pages.ts'
import { daysBefore, daysQuery, type ReportDays } from './days.ts'
import { amountsNote, changeText, figureText, noteText, tileText } from './figure-pages.ts'
import { figureKeys, figures, type Figure, type FigureKey } from './figures.ts'
import type { DayName } from './forms.ts'
import type { Measure } from './measure.ts'
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
  chart: Html
  months: { month: string; paid: string; committed: string }[]
  moneyTotal: { paid: string; committed: string }
  moneyNote: string
  purposes: { name: string; paid: string; committed: string }[]
  map: Html
  countries: { name: string; vetted: string; paid: string; committed: string }[]
  countriesTotal: { vetted: string }
}

interface FigureLine {
  label: string
  href: string
  now: string
  note: string | null
  before: string
  change: string
}

const rowsHref = (key: FigureKey, days: ReportDays): string => `/reports/rows/${key}?${daysQuery(days)}`

const headOf = (title: string, lede: string): Head => ({ crumbs: [{ label: 'Reports', href: '/reports' }], title, state: null, lede, actions: [] })

export const wrongDaysPage = (form: FormState<DayName>): SummaryPage => ({
  title: 'Summary',
  head: headOf('Summary', 'These days do not fit together. Change them and ask again.'),
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
  const { now, months, purposes, countries } = summary
  const earlier = daysBefore(days)
  const bars = months.map(({ month, paid, committed }) => ({ month, paidMinor: paid.minor, committedMinor: committed.minor }))
  const [paid, committed] = [now.paid, now.committed]
  return {
    tiles: summaryTiles(summary, days),
    notice: boardNotice(now, days),
    groups: groupsOf(summary, days, earlier),
    nowHead: dayText(days.on),
    beforeHead: dayText(earlier.on),
    chart: monthsChart(bars, currency),
    months: months.map((each) => ({ month: monthText(toDay(`${each.month}-01`)), ...moneyOf(each) })),
    moneyTotal: { paid: figureText(paid), committed: figureText(committed) },
    moneyNote: moneyNote(summary, currency),
    purposes: purposes.toSorted((a, b) => b.paid.minor - a.paid.minor).map((each) => ({ name: each.name, ...moneyOf(each) })),
    map: centersMap(new Map(countries.map(({ code, vetted }) => [code, vetted])), longDayText(days.on)),
    countries: countries
      .map((each) => ({ name: countryName(each.code) ?? each.code, vetted: String(each.vetted), ...moneyOf(each) }))
      .toSorted((a, b) => a.name.localeCompare(b.name, 'en')),
    countriesTotal: { vetted: figureText(now['vetted-centers']) },
  }
}

const moneyOf = ({ paid, committed }: PaidAndCommitted) => ({ paid: moneyText(paid), committed: moneyText(committed) })

function moneyNote({ now }: Summary, currency: string): string {
  const notes = [now.paid, now.committed].map((each) => (each.kind === 'money' ? amountsNote(each.amounts) : null))
  const [paid, committed] = notes
  const said = [paid === null ? null : `Paid: ${paid}.`, committed === null ? null : `Committed: ${committed}.`].filter((each) => each !== null)
  return said.length === 0 ? `All amounts were in ${currencyName(currency)}.` : said.join(' ')
}

/** The summary in short: its tiles, what the board should know, and the way to the rest. */
export interface Headline {
  title: string
  tiles: Tile[]
  notice: Notice
  /** Approved and unpaid, to centers that lapse soon. */
  atRisk: { label: string; href: string; about: string }[]
  more: Link
}

export const headline = (summary: Summary, days: ReportDays): Headline => ({
  title: 'In figures',
  tiles: summaryTiles(summary, days),
  notice: boardNotice(summary.now, days),
  atRisk: (['at-risk-30', 'at-risk-60', 'at-risk-90'] as const).map((key) => ({
    label: figureText(summary.now[key]),
    href: rowsHref(key, days),
    about: figures[key].means,
  })),
  more: { label: 'Read the whole summary', href: `/reports/summary?${daysQuery(days)}` },
})

const onTiles = ['vetted-centers', 'vetting-current', 'paid', 'needs-met', 'in-kind'] as const

function summaryTiles({ now, before }: Summary, days: ReportDays): Tile[] {
  const earlier = dayText(daysBefore(days).on)
  return onTiles.map((key) => {
    const change = changeText(now[key], before[key])
    const moved = change === null ? null : `${change} ${sinceText(now[key], change, earlier)}`
    const beside = key === 'paid' ? `of ${tileText(now.committed)} committed` : now[key].kind === 'money' ? null : noteText(now[key])
    return { name: figures[key].label, figure: tileText(now[key]), change: [beside, moved].filter((each) => each !== null).join('; '), href: rowsHref(key, days) }
  })
}

/** To follow a change: `1 fewer` than on a day, `3 points down` since, `$400.00 more` than in the period before. */
function sinceText({ kind }: Measure, change: string, earlier: string): string {
  const than = change === 'the same' ? 'as' : 'than'
  if (kind === 'money') return `${than} in the period before`
  return kind === 'count' || change === 'the same' ? `${than} on ${earlier}` : `since ${earlier}`
}

function groupsOf({ now, before }: Summary, days: ReportDays, earlier: ReportDays): SummaryBody['groups'] {
  const groups = Map.groupBy(figureKeys, (key) => (figures[key] satisfies Figure).group)
  return [...groups].map(([title, keys]) => ({
    title,
    rows: keys.map((key) => ({
      label: figures[key].label,
      href: rowsHref(key, days),
      now: figureText(now[key]),
      note: noteText(now[key]),
      before: figureText(before[key]),
      change: changeText(now[key], before[key]) ?? `nothing to compare with ${dayText(earlier.on)}`,
    })),
  }))
}
