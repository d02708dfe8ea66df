import type { FormState } from '../http/forms.ts'
import type { Head, Link, Notice, Tile } from '../http/parts.ts'
import type { Html } from '../http/views.ts'
import { countryName } from '../shared/countries.ts'
import { currencyName } from '../shared/currencies.ts'
import { dayText, earlier, later, longDayText, monthText, toDay } from '../shared/days.ts'
import { moneyText } from '../shared/money.ts'
import { monthsChart } from './chart-pages.ts'
import { daysForm, daysText, filledDays, type DaysForm } from './days-pages.ts'
import { daysBefore, daysQuery, type ReportDays } from './days.ts'
import { amountsNote, changeText, figureText, noteText, tileChangeText, tileText } from './figure-pages.ts'
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
  months: (MoneyLine & { month: string })[]
  moneyTotal: { paid: string; committed: string }
  moneyNote: string
  purposes: (MoneyLine & { name: string })[]
  map: Html
  countries: (MoneyLine & { name: string; vetted: string; vettedHref: string })[]
  countriesTotal: { vetted: string }
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
  beforeHref: string
  change: string
}

const rowsHref = (key: FigureKey, days: ReportDays, part: Record<string, string> = {}): string =>
  `/reports/rows/${key}?${daysQuery(days)}${Object.entries(part)
    .map(([name, value]) => `&${name}=${encodeURIComponent(value)}`)
    .join('')}`

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
  const previous = daysBefore(days)
  const bars = months.map(({ month, paid, committed }) => ({ month, paidMinor: paid.minor, committedMinor: committed.minor }))
  const [paid, committed] = [now.paid, now.committed]
  return {
    tiles: summaryTiles(summary, days),
    notice: boardNotice(now, days),
    groups: groupsOf(summary, days, previous),
    nowHead: dayText(days.on),
    beforeHead: dayText(previous.on),
    chart: monthsChart(bars, currency),
    months: months.map((each) => ({ month: monthText(toDay(`${each.month}-01`)), ...moneyOf(each, monthOf(each.month, days)) })),
    moneyTotal: { paid: figureText(paid), committed: figureText(committed) },
    moneyNote: moneyNote(summary, currency),
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
    countriesTotal: { vetted: figureText(now['vetted-centers']) },
  }
}

const moneyOf = ({ paid, committed }: PaidAndCommitted, days: ReportDays, part: Record<string, string> = {}): MoneyLine => ({
  paid: moneyText(paid),
  paidHref: rowsHref('paid', days, part),
  committed: moneyText(committed),
  committedHref: rowsHref('committed', days, part),
})

/** The same report of one month of its period: `2026-11`. */
function monthOf(month: string, days: ReportDays): ReportDays {
  const first = toDay(`${month}-01`)
  return { ...days, from: later(first, days.from), to: earlier(first.add({ months: 1 }).subtract({ days: 1 }), days.to) }
}

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
  const then = dayText(daysBefore(days).on)
  return onTiles.map((key) => {
    const change = tileChangeText(now[key], before[key])
    const moved = change === null ? null : `${change} ${sinceText(now[key], change, then)}`
    const beside = key === 'paid' ? `of ${tileText(now.committed)} committed` : now[key].kind === 'money' ? null : noteText(now[key])
    return { name: figures[key].label, figure: tileText(now[key]), change: [beside, moved].filter((each) => each !== null).join('; '), href: rowsHref(key, days) }
  })
}

/** To follow a change: `1 fewer` than on a day, `3 points down` since, `$400.00 more` than in the period before. */
function sinceText({ kind }: Measure, change: string, then: string): string {
  const than = change === 'the same' ? 'as' : 'than'
  if (kind === 'money') return `${than} in the period before`
  return kind === 'count' || change === 'the same' ? `${than} on ${then}` : `since ${then}`
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
      beforeHref: rowsHref(key, previous),
      change: changeText(now[key], before[key]) ?? `nothing to compare with ${dayText(previous.on)}`,
    })),
  }))
}
