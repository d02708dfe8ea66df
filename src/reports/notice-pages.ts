import type { Notice } from '../http/parts.ts'
import { moneyText } from '../shared/money.ts'
import { daysQuery, type ReportDays } from './days.ts'
import { namesText, percentText, ratesNote } from './figure-pages.ts'
import type { FigureKey } from './figures.ts'
import { totalOf, type Measure } from './measure.ts'

/** From these shares on the board is told of what rests on few: a quarter with one center, half with five. */
const muchForOne = 0.25
const muchForFive = 0.5

type Measures = Record<FigureKey, Measure>
type Line = { key: FigureKey; text: string } | null

/** What the board should know, each sentence a figure with its rows. */
export function boardNotice(now: Measures, days: ReportDays): Notice {
  const lines = [
    single(now),
    atRisk(now),
    evidence(now),
    late(now),
    notCurrent(now),
    concentrated(now),
    unconverted(now, 'paid', 'paid'),
    unconverted(now, 'committed', 'committed'),
  ].filter((line) => line !== null)
  if (lines.length === 0) return { tone: 'calm', title: 'For the board to know', lines: [{ text: 'By these figures nothing stands out.', lift: null }] }
  const href = (key: FigureKey): string => `/reports/rows/${key}?${daysQuery(days)}`
  return {
    tone: 'warn',
    title: 'For the board to know',
    lines: lines.map(({ key, text }) => ({ text, lift: { label: linkLabels[key] ?? 'The rows', href: href(key) } })),
  }
}

const linkLabels: Partial<Record<FigureKey, string>> = {
  'single-countries': 'The centers',
  'at-risk-60': 'The allocations',
  'evidence-expired': 'The items',
  late: 'The reviews',
  'vetting-current': 'All that were once vetted',
  concentration: 'Paid, by center',
  paid: 'The payments',
  committed: 'The allocations',
}

function single({ 'single-countries': measure }: Measures): Line {
  if (measure.kind !== 'countries' || measure.count === 0) return null
  const rest = measure.count === 1 ? 'One country rests' : `${measure.count} countries rest`
  return { key: 'single-countries', text: `${rest} on a single vetted center: ${namesText(measure.codes)}.` }
}

function atRisk({ 'at-risk-60': measure }: Measures): Line {
  if (measure.kind !== 'money' || measure.amounts.perCurrency.length === 0) return null
  return { key: 'at-risk-60', text: `${moneyText(measure.amounts.total)} is approved and unpaid for centers whose vetting lapses within 60 days${inBrackets(measure)}.` }
}

function evidence({ 'evidence-expired': measure }: Measures): Line {
  if (measure.kind !== 'count' || measure.count === 0) return null
  const items = measure.count === 1 ? 'One critical item' : `${measure.count} critical items`
  return {
    key: 'evidence-expired',
    text: `${items} at vetted centers ${measure.count === 1 ? 'has' : 'have'} no evidence in date, so nothing can be sent there until that is mended.`,
  }
}

function late({ late: measure }: Measures): Line {
  if (measure.kind !== 'count' || measure.count === 0) return null
  return { key: 'late', text: measure.count === 1 ? 'One review is past its target day.' : `${measure.count} reviews are past their target day.` }
}

function notCurrent({ 'vetting-current': measure }: Measures): Line {
  if (measure.kind !== 'share' || measure.part === measure.whole) return null
  const gone = measure.whole - measure.part
  const text =
    gone === 1
      ? `One of ${measure.whole} centers that were vetted is lapsed or suspended.`
      : `${gone} of ${measure.whole} centers that were vetted are lapsed or suspended.`
  return { key: 'vetting-current', text }
}

function concentrated({ concentration: measure }: Measures): Line {
  if (measure.kind !== 'concentration' || measure.whole.minor <= 0) return null
  const [one, five] = [measure.largest.minor / measure.whole.minor, measure.five.minor / measure.whole.minor]
  if (one < muchForOne && five < muchForFive) return null
  const text = `${percentText(measure.largest.minor, measure.whole.minor)} of what was paid went to one center, ${percentText(measure.five.minor, measure.whole.minor)} to the five largest${inBrackets(measure)}.`
  return { key: 'concentration', text }
}

const unconverted = (now: Measures, key: 'paid' | 'committed', done: string): Line => {
  const left = totalOf(now[key])?.unconverted ?? []
  return left.length === 0 ? null : { key, text: `${left.map(moneyText).join(' and ')} was ${done} on days without a rate, and is in no total.` }
}

/** The rates' days of what a sentence says, and what it leaves out. */
function inBrackets(measure: Measure): string {
  const note = ratesNote([['', measure]])
  return note === null ? '' : ` (${note})`
}
