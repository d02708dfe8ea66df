import type { Names } from './names.ts'

/** One entry of the log, as an administrator reads it. It never holds a confidential value: that is named, not kept (R1). */
export interface LogEvent {
  seq: number
  at: string
  action: string
  subject: { kind: string; id: number }
  center: string | null
  actor: string | null
  details: { [name: string]: unknown }
  /** What the records that it mentions are called. */
  names: Names
}

/** What the log is narrowed to; null narrows nothing. */
export interface LogFilter {
  /** A person's id; 0 is the register itself. */
  who: number | null
  action: string | null
  kind: string | null
  id: number | null
  /** Instants as the register keeps them: from the first on, before the second. */
  since: string | null
  before: string | null
}
