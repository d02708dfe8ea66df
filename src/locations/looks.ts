/** A look at a confidential place, also by opening a document about one, or one that was refused as too many. */
export interface Look {
  personId: number
  name: string
  at: Temporal.Instant
  refused: boolean
}

/** What somebody looked at in so short a time that others are told of it. It says neither which places nor why. */
export interface ManyLooks {
  personId: number
  name: string
  looks: number
  refused: number
  from: Temporal.Instant
  to: Temporal.Instant
}

/** From this many looks within an hour on, administrators and program managers are told (CONF-05). */
export const tellingLooks = 5

const anHour = { hours: 1 }
export const isWithinAnHour = (from: Temporal.Instant, to: Temporal.Instant): boolean => Temporal.Instant.compare(to, from.add(anHour)) < 0

/**
 * Each time that somebody looked five times or more within an hour, however the hour falls (CONF-05), the latest first.
 * @param looks of anybody, oldest first
 */
export function manyLooks(looks: readonly Look[]): ManyLooks[] {
  const times = [...Map.groupBy(looks, ({ personId }) => personId).values()].flatMap(timesOf)
  return times.toSorted((a, b) => Temporal.Instant.compare(b.to, a.to))
}

function timesOf(looks: Look[]): ManyLooks[] {
  const shown = looks.filter(({ refused }) => !refused)
  const times: Look[][] = []
  for (let at = tellingLooks - 1; at < shown.length; at += 1) {
    const [first, last] = [shown[at - tellingLooks + 1], shown[at]]
    if (!first || !last || !isWithinAnHour(first.at, last.at)) continue
    const before = times.at(-1)
    // Hours that share a look are one time.
    if (before?.includes(first)) before.push(last)
    else times.push(shown.slice(at - tellingLooks + 1, at + 1))
  }
  return times.flatMap((time) => {
    const [first, last] = [time[0], time.at(-1)]
    if (!first || !last) return []
    const refused = looks.filter((look) => look.refused && Temporal.Instant.compare(look.at, first.at) >= 0 && isWithinAnHour(last.at, look.at))
    return [{ personId: first.personId, name: first.name, looks: time.length, refused: refused.length, from: first.at, to: last.at }]
  })
}
