import type { ExtremesOf } from './extremes.ts'
import { fullHead, smallHead, smallLink } from './pieces.ts'
import { full, hostile, several } from './text.ts'

export const events: ExtremesOf<'events'> = {
  'events/list': {
    smallest: {
      title: 'A',
      head: smallHead,
      csvHref: '/admin/events.csv',
      filters: [],
      record: '',
      days: [],
      rows: [],
      empty: { title: 'A', text: 'A', first: smallLink },
      olderHref: null,
      newestHref: null,
    },
    fullest: {
      title: hostile,
      head: fullHead,
      csvHref: '/admin/events.csv?who=1&kind=center',
      filters: several((n) => ({
        name: `filter-${n}`,
        label: full(`Filter ${n}`),
        value: '2',
        choices: several((m) => ({ value: String(m), label: full(`Choice ${m}`) })),
      })),
      record: full('Number'),
      days: ['since', 'until'].map((name) => ({ name, label: full(name), value: full('Day'), error: full('That is not a day.') })),
      rows: several((n) => ({
        number: full(String(n)),
        day: full('21 November 2026'),
        time: full('09:00'),
        who: full('Cora'),
        what: full('Center changed'),
        about: full('Center 1'),
        changes: several((m) => full(`Change ${m}`)),
      })),
      empty: null,
      olderHref: '/admin/events?before=1&who=2',
      newestHref: '/admin/events?who=2&kind=center',
    },
  },
}
