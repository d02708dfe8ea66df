import { scaleBand, scaleLinear } from 'd3-scale'
import { printable, type Html } from '../http/views.ts'
import { minorUnits } from '../shared/currencies.ts'

export interface MonthBars {
  /** `2026-11` */
  month: string
  paidMinor: number
  committedMinor: number
}

const size = { width: 760, height: 250, left: 64, right: 8, top: 12, bottom: 26 }
const widestBar = 36
const names = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** Paid and committed by month, as bars side by side. The CSP allows no style, so colours are classes. */
export function monthsChart(months: readonly MonthBars[], currency: string): Html {
  const unit = 10 ** minorUnits(currency)
  const compact = new Intl.NumberFormat('en', { notation: 'compact', style: 'currency', currency, minimumFractionDigits: 0, maximumFractionDigits: 1 })
  const values = months.flatMap(({ paidMinor, committedMinor }) => [paidMinor / unit, committedMinor / unit])
  const y = scaleLinear([Math.min(0, ...values), Math.max(1, ...values)], [size.height - size.bottom, size.top]).nice(4)
  const x = scaleBand(
    months.map(({ month }) => month),
    [size.left, size.width - size.right],
  ).paddingInner(0.3)
  const width = Math.min(widestBar, x.bandwidth() / 2)
  const bar = (fill: string, value: number, from: number): string => {
    const [top, foot] = [y(Math.max(0, value)), y(Math.min(0, value))]
    return `<rect class="${fill}" x="${at(from)}" y="${at(top)}" width="${at(width)}" height="${at(foot - top)}"/>`
  }
  const bars = months.map(({ month, paidMinor, committedMinor }) => {
    const middle = (x(month) ?? 0) + x.bandwidth() / 2
    return bar('c1', paidMinor / unit, middle - width) + bar('c2', committedMinor / unit, middle)
  })
  const said = `For each month from ${monthName(months.at(0))} to ${monthName(months.at(-1))} a dark bar for what was paid and a lighter one for what was committed. The table below has the figures.`
  return [
    `<svg viewBox="0 0 ${size.width} ${size.height}" role="img" aria-labelledby="months-title months-said"><title id="months-title">Paid and committed by month</title><desc id="months-said">${printable(said)}</desc>`,
    `<g class="grid">${y
      .ticks(4)
      .map((tick) => `<line x1="${size.left}" x2="${size.width - size.right}" y1="${at(y(tick))}" y2="${at(y(tick))}"/>`)
      .join('')}</g>`,
    ...y.ticks(4).map((tick) => `<text x="${size.left - 8}" y="${at(y(tick) + 4)}" text-anchor="end">${printable(compact.format(tick))}</text>`),
    ...bars,
    ...labels(months, (month) => (x(month) ?? 0) + x.bandwidth() / 2),
    `<g class="axis"><line x1="${size.left}" x2="${size.width - size.right}" y1="${at(y(0))}" y2="${at(y(0))}"/></g></svg>`,
  ].join('') as Html
}

const mostLabels = 13

function labels(months: readonly MonthBars[], middleOf: (month: string) => number): string[] {
  const each = Math.ceil(months.length / mostLabels)
  const shown = months.filter((_month, place) => place % each === 0)
  return shown.map(({ month }, place) => {
    const year = month.slice(0, 4)
    const named = place === 0 || shown[place - 1]?.month.slice(0, 4) !== year
    return `<text x="${at(middleOf(month))}" y="${size.height - 8}" text-anchor="middle">${nameOf(month)}${named ? ` ${year}` : ''}</text>`
  })
}

const nameOf = (month: string): string => names[Number(month.slice(5)) - 1] ?? month
const monthName = (bars: MonthBars | undefined): string => (bars ? `${nameOf(bars.month)} ${bars.month.slice(0, 4)}` : 'none')
const at = (place: number): string => String(Math.round(place * 10) / 10)
