/** What goes from one thread to another is copied, and a day cannot be: it goes as its text, under a name that nothing else has. */
const mark = 'a day, as text'

/** A value with its days made ready to cross. */
export const packed = (value: unknown): unknown => eachIn(value, (day) => (day instanceof Temporal.PlainDate ? { [mark]: day.toString() } : undefined))

/** The same value on the other side. */
export function unpacked(value: unknown): unknown {
  const read = new Map<string, Temporal.PlainDate>()
  return eachIn(value, (each) => {
    if (!(mark in each)) return undefined
    const text = String(each[mark])
    const day = read.get(text) ?? Temporal.PlainDate.from(text)
    read.set(text, day)
    return day
  })
}

/** A copy of a value, list or record, in which `put` has put something else in the place of some objects. */
function eachIn(value: unknown, put: (each: Record<string, unknown>) => unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => eachIn(each, put))
  if (typeof value !== 'object' || value === null) return value
  const record = value as Record<string, unknown>
  return put(record) ?? Object.fromEntries(Object.entries(record).map(([name, each]) => [name, eachIn(each, put)]))
}
