import type { Link, Notice, Tile } from '../http/parts.ts'
import { dayText } from '../shared/days.ts'
import { daysBefore, daysQuery, type ReportDays } from './days.ts'
import { figureText, noteText, ratesNote, tileChangeText, tileText } from './figure-pages.ts'
import { figures, type FigureKey } from './figures.ts'
import type { Measure } from './measure.ts'
import { boardNotice } from './notice-pages.ts'
import type { Summary } from './summary.ts'

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
  atRisk: ([30, 60, 90] as const).map((within) => {
    const [key, measure] = [`at-risk-${within}` as const, summary.now[`at-risk-${within}`]]
    const means = `Approved and not paid on ${dayText(days.on)}, for centers whose vetting lapses within ${within} days of it`
    return { label: figureText(measure), href: rowsHref(key, days), about: `${[means, ratesNote([['', measure]])].filter((each) => each !== null).join('; ')}.` }
  }),
  more: { label: 'Read the whole summary', href: `/reports/summary?${daysQuery(days)}` },
})

export const rowsHref = (key: FigureKey, days: ReportDays, part: Record<string, string> = {}): string =>
  `/reports/rows/${key}?${daysQuery(days)}${Object.entries(part)
    .map(([name, value]) => `&${name}=${encodeURIComponent(value)}`)
    .join('')}`

const onTiles = ['vetted-centers', 'vetting-current', 'paid', 'needs-met', 'in-kind'] as const

export function summaryTiles({ now, before }: Summary, days: ReportDays): Tile[] {
  const then = dayText(daysBefore(days).on)
  return onTiles.map((key) => {
    const change = tileChangeText(now[key], before[key])
    const moved = change === null ? null : `${change} ${sinceText(now[key], change, then)}`
    const beside = now[key].kind === 'money' ? null : noteText(now[key])
    const own =
      key === 'paid'
        ? ([
            ['Paid', now.paid],
            ['committed', now.committed],
          ] as const)
        : ([['This period', now[key]]] as const)
    const note = ratesNote([...own, ['the period before', before[key]]])
    return {
      name: figures[key].label,
      figure: tileText(now[key]),
      beside: key === 'paid' ? { label: `of ${tileText(now.committed)} committed`, href: rowsHref('committed', days) } : null,
      change: [beside, moved].filter((each) => each !== null).join('; ') || null,
      note,
      href: rowsHref(key, days),
    }
  })
}

/** To follow a change: `1 fewer` than on a day, `3 points down` since, `$400.00 more` than in the period before. */
function sinceText({ kind }: Measure, change: string, then: string): string {
  const than = change === 'the same' ? 'as' : 'than'
  if (kind === 'money') return `${than} in the period before`
  return kind === 'count' || change === 'the same' ? `${than} on ${then}` : `since ${then}`
}
