import { listHref } from '../http/lists.ts'
import type { Notice } from '../http/parts.ts'
import { dayAt, dayBefore, dayText, type Day } from '../shared/days.ts'
import { isWithinAnHour, tellingLooks, type ManyLooks } from '../locations/looks.ts'

/** How long a time of many looks stays on the pages of those who are told. */
export const toldDays = 7
const most = 10

interface Told {
  today: Day
  timeZone: string
  /** Whether this person may read the log, where the looks stand one by one. */
  mayOpenLog: boolean
}

/** CONF-05: who looked at many confidential places in a short time; null when nobody did. It names no place and no reason. */
export function looksNotice(times: readonly ManyLooks[], told: Told): Notice | null {
  if (times.length === 0) return null
  const lines = times.slice(0, most).map((time) => ({ text: `${lookText(time, told)}.`, lift: told.mayOpenLog ? logLink(time, told) : null }))
  const rest = times.length - lines.length
  return {
    tone: 'warn',
    title: 'Many looks at confidential places',
    lines: rest === 0 ? lines : [...lines, { text: `And ${rest} more in the last ${toldDays} days.`, lift: null }],
  }
}

function lookText({ name, looks, refused, from, to }: ManyLooks, { today, timeZone }: Told): string {
  const [begun, ended] = [from, to].map((at) => momentIn(at, today, timeZone)) as [Moment, Moment]
  const when = whenText(begun, ended)
  const often = isWithinAnHour(from, to) ? `${looks} times within an hour` : `${looks} times, ${tellingLooks} or more of them within an hour`
  const stopped = refused === 0 ? '' : refused === 1 ? ' (one more look was refused)' : ` (${refused} more looks were refused)`
  return `${name} looked at confidential places ${often}, ${when}${stopped}`
}

/** All of them may lie in one minute, which is no span of time to read. */
function whenText(begun: Moment, ended: Moment): string {
  if (begun.day !== ended.day) return `from ${begun.day} at ${begun.time} to ${ended.day} at ${ended.time}`
  return begun.time === ended.time ? `${begun.day} at ${begun.time}` : `${begun.day} from ${begun.time} to ${ended.time}`
}

interface Moment {
  day: string
  time: string
}

function momentIn(at: Temporal.Instant, today: Day, timeZone: string): Moment {
  const local = at.toZonedDateTimeISO(timeZone)
  const day = local.toPlainDate()
  return { day: day.equals(today) ? 'today' : day.equals(dayBefore(today)) ? 'yesterday' : `on ${dayText(day)}`, time: local.toPlainTime().toString().slice(0, 5) }
}

const logLink = ({ personId, from, to }: ManyLooks, { timeZone }: Told): { label: string; href: string } => ({
  label: 'What this person did then',
  href: listHref('/admin/events', { who: [String(personId)], since: [dayAt(from, timeZone).toString()], until: [dayAt(to, timeZone).toString()] }),
})
