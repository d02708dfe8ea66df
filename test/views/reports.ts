import type { DaysForm } from '../../src/reports/days-pages.ts'
import { monthsChart } from '../../src/reports/chart-pages.ts'
import { centersMap } from '../../src/reports/map-pages.ts'
import type { SummaryBody } from '../../src/reports/summary-pages.ts'
import type { ExtremesOf } from './extremes.ts'
import { fullField, fullHead, fullNotice, fullPagination, fullSummary, fullTiles, smallField, smallHead, smallNotice, smallPagination } from './pieces.ts'
import { full, hostile, several } from './text.ts'

const smallestDays: DaysForm = { action: '/reports/summary', error: null, summary: [], fields: [] }

const fullestDays: DaysForm = {
  action: '/reports/summary?a=1&b=2',
  error: full('These days are wrong.'),
  summary: fullSummary('on', 'from', 'to', 'known'),
  fields: (['on', 'from', 'to', 'known'] as const).map((name) => ({
    name,
    label: full(name),
    hint: full('Which day it is'),
    field: name === 'to' ? smallField : fullField,
  })),
}

const smallestBody: SummaryBody = {
  tiles: [],
  notice: smallNotice,
  groups: [],
  nowHead: 'A',
  beforeHead: 'A',
  chart: null,
  months: [],
  moneyTotal: { paid: '0', paidHref: '/reports/rows/paid', committed: '0', committedHref: '/reports/rows/committed' },
  moneyNote: 'A',
  ratesNote: null,
  purposes: [],
  map: centersMap(new Map(), hostile),
  countries: [],
  countriesTotal: { vetted: '0', vettedHref: '/reports/rows/vetted-centers' },
}

const fullMoney = (n: number) => ({
  paid: full('$1'),
  paidHref: `/reports/rows/paid?n=${n}&b=2`,
  committed: full('$2'),
  committedHref: `/reports/rows/committed?n=${n}&b=2`,
})

const fullestBody: SummaryBody = {
  tiles: fullTiles,
  notice: fullNotice,
  groups: several((n) => ({
    title: full(`Group ${n}`),
    rows: several((m) => ({
      label: full(`Figure ${m}`),
      href: `/reports/rows/vetted?n=${n}&m=${m}`,
      now: full('112'),
      note: m === 2 ? null : full('of 140'),
      before: full('109'),
      beforeNote: m === 2 ? null : full('at another rate'),
      beforeHref: `/reports/rows/vetted?n=${n}&m=${m}&b=1`,
      change: full('3 more'),
    })),
  })),
  nowHead: full('Now'),
  beforeHead: full('Before'),
  chart: monthsChart(
    ['2026-09', '2026-10', '2026-11'].map((month) => ({ month, paidMinor: 900_719_925_474_099, committedMinor: -100 })),
    'USD',
  ),
  months: several((n) => ({ month: full(`Month ${n}`), ...fullMoney(n) })),
  moneyTotal: { paid: full('$3'), paidHref: full('/reports/rows/paid'), committed: full('$6'), committedHref: full('/reports/rows/committed') },
  moneyNote: full('One amount stays out of the total.'),
  ratesNote: full('Paid: at the rate of one day'),
  purposes: several((n) => ({ name: full(`Purpose ${n}`), ...fullMoney(n) })),
  map: centersMap(
    new Map([
      ['KH', 1],
      ['TH', 3],
      ['SG', 9],
    ]),
    full('21 November 2026'),
  ),
  countries: several((n) => ({ name: full(`Country ${n}`), vetted: full('1'), vettedHref: `/reports/rows/vetted?n=${n}&c=KE`, ...fullMoney(n) })),
  countriesTotal: { vetted: full('3'), vettedHref: full('/reports/rows/vetted-centers') },
}

export const reports: ExtremesOf<'reports'> = {
  'reports/list': {
    smallest: { title: 'A', head: smallHead, reports: [], downloads: [] },
    fullest: {
      title: hostile,
      head: fullHead,
      reports: several((n) => ({ label: full(`Report ${n}`), href: `/reports/summary?n=${n}&b=2`, text: full('What it says') })),
      downloads: several((n) => ({ label: full(`Download ${n}`), href: `/reports/contributions.csv?n=${n}&b=2`, text: full('What it holds') })),
    },
  },
  'reports/summary': {
    smallest: { title: 'A', head: smallHead, form: smallestDays, body: null },
    fullest: { title: hostile, head: fullHead, form: fullestDays, body: fullestBody },
  },
  'reports/days': { smallest: smallestDays, fullest: fullestDays },
  'reports/money': { smallest: smallestBody, fullest: fullestBody },
  'reports/countries': { smallest: smallestBody, fullest: fullestBody },
  'reports/rows': {
    smallest: {
      title: 'A',
      head: smallHead,
      csvHref: '/reports/rows/vetted.csv',
      said: 'A',
      dayHead: 'A',
      lastHead: 'A',
      rows: [],
      total: { label: 'A', note: null, shown: null, figure: '0' },
      pagination: smallPagination,
    },
    fullest: {
      title: hostile,
      head: fullHead,
      csvHref: '/reports/rows/vetted.csv?on=1&known=2',
      said: full('3 rows'),
      dayHead: full('Since'),
      lastHead: full('Amount'),
      rows: several((n) => ({
        day: full('21 November 2026'),
        center: full(`Center ${n}`),
        href: n === 2 ? null : `/centers/${n}?a=1&b=2`,
        country: full('Cambodia'),
        said: full('Paid'),
        last: full('$1'),
        converted: n === 2 ? null : full('$2 at a rate'),
      })),
      total: { label: full('In all'), note: full('without one amount'), shown: full('Rows 1 to 50 of 157'), figure: full('$3') },
      pagination: fullPagination,
    },
  },
}
