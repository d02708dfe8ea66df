import { actionText, changesText, fieldText } from '../centers/history.ts'
import type { CsvColumn } from '../http/csv.ts'
import { listHref, type ListQuery } from '../http/lists.ts'
import type { Choice, Head } from '../http/parts.ts'
import { dayText } from '../shared/days.ts'
import type { LogEvent } from './event.ts'
import { nameKey, withNames } from './names.ts'

export interface EventsPage {
  title: string
  head: Head
  csvHref: string
  filters: { name: string; label: string; value: string; choices: Choice[] }[]
  record: string
  days: { name: string; label: string; value: string; error: string | null }[]
  rows: { number: string; day: string; time: string; who: string; what: string; about: string; changes: string[] }[]
  empty: { title: string; text: string; first: { label: string; href: string } } | null
  olderHref: string | null
  newestHref: string | null
}

export const eventFilters = ['who', 'action', 'kind', 'id', 'since', 'until'] as const
const path = '/admin/events'

interface Given {
  events: LogEvent[]
  more: boolean
  paged: boolean
  query: ListQuery
  wrong: Partial<Record<'since' | 'until', string>>
  people: { id: number; name: string }[]
  names: { actions: string[]; kinds: string[] }
  timeZone: string
}

export function eventsPage({ events, more, paged, query, wrong, people, names, timeZone }: Given): EventsPage {
  const value = (name: string): string => query[name]?.[0] ?? ''
  const narrowed = Object.keys(query).length > 0
  return {
    title: 'Events',
    head: {
      crumbs: [],
      title: 'Events',
      state: null,
      lede: 'Everything that was done, newest first: who, when, and what it changed. Nothing in it can be altered; on the server, npm run lantern -- events verify proves that.',
      actions: [],
    },
    csvHref: listHref(`${path}.csv`, query),
    filters: [
      {
        name: 'who',
        label: 'Who',
        value: value('who'),
        choices: [{ value: '0', label: 'The register itself' }, ...people.map(({ id, name }) => ({ value: String(id), label: name }))],
      },
      { name: 'action', label: 'What was done', value: value('action'), choices: names.actions.map((action) => ({ value: action, label: actionText(action) })) },
      { name: 'kind', label: 'To what', value: value('kind'), choices: names.kinds.map((kind) => ({ value: kind, label: kind })) },
    ],
    record: value('id'),
    days: [
      { name: 'since', label: 'From', value: value('since'), error: wrong.since ?? null },
      { name: 'until', label: 'To', value: value('until'), error: wrong.until ?? null },
    ],
    rows: events.map((event) => ({ number: String(event.seq), ...whenIn(event.at, timeZone), ...inWords(event) })),
    empty:
      events.length > 0
        ? null
        : {
            title: 'No such events',
            text: narrowed ? 'Nothing in the log matches these filters.' : 'Whatever is done stands here.',
            first: { label: 'The whole log', href: path },
          },
    olderHref: more ? listHref(path, query, { below: [String(events.at(-1)?.seq ?? 0)] }) : null,
    newestHref: paged ? listHref(path, query) : null,
  }
}

function inWords({ actor, action, subject, center, details, names }: LogEvent): { who: string; what: string; about: string; changes: string[] } {
  const said = withNames(details, names)
  const record = nameKey(subject.kind, subject.id)
  return {
    who: actor ?? 'The register',
    what: actionText(action),
    about: [record, names.get(record) ?? null, center].filter((each) => each !== null).join(', '),
    changes: [...changesText(said, new Map()), ...otherText(said)],
  }
}

const shownAlready = ['before', 'after', 'because', 'reason']

/** What an event says besides what changed: `role: manager`. */
const otherText = (details: LogEvent['details']): string[] =>
  Object.entries(details)
    .filter(([name, value]) => !shownAlready.includes(name) && value !== null)
    .map(([name, value]) => `${fieldText(name)}: ${otherValue(name, value)}`)

const plain = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

/** Fields that hold what was and what is, as a pair. */
const moved = ['state', 'lead']

function otherValue(name: string, value: unknown): string {
  if (typeof value === 'object' && value !== null && 'before' in value && 'after' in value) return `${plain(value.after)} (was ${plain(value.before)})`
  if (!Array.isArray(value)) return plain(value)
  const parts = (value as unknown[]).map((each) => plain(each))
  return moved.includes(name) && parts.length === 2 ? `${parts[1]} (was ${parts[0]})` : parts.join(', ')
}

function whenIn(at: string, timeZone: string): { day: string; time: string } {
  const local = Temporal.Instant.from(at).toZonedDateTimeISO(timeZone)
  return { day: dayText(local.toPlainDate()), time: local.toPlainTime().toString().slice(0, 5) }
}

export const eventColumns: CsvColumn<LogEvent>[] = [
  { label: 'Number', of: ({ seq }) => seq },
  { label: 'At (UTC)', of: ({ at }) => at },
  { label: 'Who', of: ({ actor }) => actor ?? 'The register' },
  { label: 'What', of: ({ action }) => action },
  { label: 'Record', of: ({ subject }) => `${subject.kind} ${subject.id}` },
  { label: 'Center', of: ({ center }) => center },
  { label: 'Details', of: (event) => inWords(event).changes.join('; ') },
]
