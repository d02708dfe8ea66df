/** What the register itself is set to; the program's own settings come from the environment. */
export interface Settings {
  organization: string
  /** IANA name; what day it is in the register is what day it is there. */
  timeZone: string
  /** ISO 4217; totals are given in it. */
  currency: string
  /** Above this, in minor units of `currency`, two people approve (M3). */
  thresholdMinor: number
  /** SESS-04 */
  idleMinutes: number
  example: boolean
}

export const defaultIdleMinutes = 30
