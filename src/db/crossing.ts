import { assert, Refusal, type RefusalCode } from '../shared/refusal.ts'

/** What goes from one thread to another is copied, and a day cannot be: it goes as its text, under a name that nothing else has. */
const mark = 'a day, as text'

/** A value with its days made ready to cross. Of lists, records, texts, numbers and days only: of anything else nothing would arrive. */
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
  const instead = put(record)
  if (instead !== undefined) return instead
  assert([Object.prototype, null].includes(Object.getPrototypeOf(record) as null), 'what crosses is lists, records, texts, numbers and days')
  return Object.fromEntries(Object.entries(record).map(([name, each]) => [name, eachIn(each, put)]))
}

/** What went wrong, as it crosses: a copied error would lose its kind and its code. */
export interface CrossedFault {
  refusal: RefusalCode | null
  name: string
  message: string
  stack: string
  code: string | null
}

export function crossed(fault: unknown): CrossedFault {
  const error = fault instanceof Error ? fault : new Error(String(fault))
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null
  return { refusal: error instanceof Refusal ? error.code : null, name: error.name, message: error.message, stack: error.stack ?? '', code }
}

/** The same fault on the other side: a refusal is one again. */
export const faultOf = ({ refusal, name, message, stack, code }: CrossedFault): Error =>
  refusal === null ? Object.assign(new Error(message), { name, stack, ...(code !== null && { code }) }) : new Refusal(refusal, message)
