/** How a figure comes from its rows. */
export type FigureKind = 'count' | 'countries' | 'share' | 'days' | 'money' | 'money share' | 'beds' | 'concentration'

export interface Figure {
  label: string
  kind: FigureKind
  /** Its one definition in words, as it stands above its rows. */
  means: string
  /** Under which heading it stands. */
  group: 'Vetting' | 'Money' | 'Needs and goods' | 'Beds'
}

const atRisk = (days: number): Figure => ({
  label: `At risk within ${days} days`,
  kind: 'money',
  means: `Approved and not paid on the day, for centers whose vetting lapses within ${days} days of it, as it was to be foreseen then.`,
  group: 'Money',
})

/** Every figure of the reports (DESIGN 7). What each adds up stands in the queries beside this file. */
export const figures = {
  'vetted-centers': { label: 'Vetted centers', kind: 'count', means: 'Centers whose standing on the day is vetted or conditional.', group: 'Vetting' },
  'vetting-current': {
    label: 'Vetting current',
    kind: 'share',
    means: 'Vetted centers as a share of those vetted, lapsed or suspended on the day.',
    group: 'Vetting',
  },
  'single-countries': {
    label: 'Countries resting on one vetted center',
    kind: 'countries',
    means: 'Countries in which just one center is vetted on the day.',
    group: 'Vetting',
  },
  'days-to-decide': {
    label: 'Days to decide',
    kind: 'days',
    means: 'From the day a review was opened to the day it was decided, over the decisions of the period.',
    group: 'Vetting',
  },
  due: {
    label: 'Lapsing within 90 days',
    kind: 'count',
    means: 'Vetted centers whose approval lapses within 90 days of the day, as it was to be foreseen on that day.',
    group: 'Vetting',
  },
  late: { label: 'Reviews late', kind: 'count', means: 'Reviews that are open on the day and past their target day.', group: 'Vetting' },
  'evidence-expired': {
    label: 'Critical evidence not in date',
    kind: 'count',
    means: 'Critical items of vetted centers whose evidence is not in date on the day.',
    group: 'Vetting',
  },
  committed: { label: 'Committed', kind: 'money', means: 'Allocations approved in the period, less what closing or cancelling gave back in it.', group: 'Money' },
  paid: { label: 'Paid', kind: 'money', means: 'Payments sent in the period, less what was returned in it.', group: 'Money' },
  concentration: {
    label: 'Concentration',
    kind: 'concentration',
    means: 'The share of what was paid in the period that went to the largest center, and to the five largest.',
    group: 'Money',
  },
  'at-risk-30': atRisk(30),
  'at-risk-60': atRisk(60),
  'at-risk-90': atRisk(90),
  'needs-met': {
    label: 'Needs met',
    kind: 'share',
    means: 'Of the needs recorded in the period, the share met in full by the day. One that was withdrawn stays among them.',
    group: 'Needs and goods',
  },
  'needs-met-by-cost': {
    label: 'Needs met, by estimated cost',
    kind: 'money share',
    means: 'Of the estimated cost of the needs recorded in the period, the share of those met in full by the day. A need without an estimate counts nothing here.',
    group: 'Needs and goods',
  },
  'days-to-meet': {
    label: 'Days to meet a need',
    kind: 'days',
    means: 'From the day a need was recorded to the day the last of it arrived, over the needs met in the period.',
    group: 'Needs and goods',
  },
  'in-kind': {
    label: 'In-kind delivered',
    kind: 'money',
    means: 'The value of the goods received in the period. Goods without a stated value count nothing.',
    group: 'Needs and goods',
  },
  beds: {
    label: 'Beds',
    kind: 'beds',
    means: 'Beds in vetted centers, from each center’s latest reading by the day. A reading older than 30 days counts as unknown.',
    group: 'Beds',
  },
  'open-beds': {
    label: 'Open beds',
    kind: 'beds',
    means: 'Beds open in vetted centers, from each center’s latest reading by the day. A reading older than 30 days counts as unknown.',
    group: 'Beds',
  },
} as const satisfies Record<string, Figure>

export type FigureKey = keyof typeof figures
export const figureKeys = Object.keys(figures) as FigureKey[]
/** The figures that can be asked for by country or by purpose. */
export const hasParts = (key: FigureKey): boolean => ['vetted-centers', 'paid', 'committed'].includes(key)
export const isFigureKey = (text: string): text is FigureKey => Object.hasOwn(figures, text)
