/** The day on which every measured register stands: always the same, so that a register made once can be measured again. */
export const benchDay = Temporal.PlainDate.from('2026-11-21')
export const benchNow = Temporal.Instant.from('2026-11-21T09:00:00Z')

const texts = new Map<number, string>()

/** The day so many days after the bench's own, as the register keeps days; before it when negative. */
export function day(after: number): string {
  const known = texts.get(after)
  if (known !== undefined) return known
  const text = benchDay.add({ days: after }).toString()
  texts.set(after, text)
  return text
}

/** An instant of such a day, in the morning. */
export const morning = (after: number): string => `${day(after)}T08:30:00.000Z`
