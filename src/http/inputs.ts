import { z } from 'zod'
import { toDay, type Day } from '../shared/days.ts'

// What many forms ask for, read in one way and refused in one set of words. Everything is trimmed and bounded.

export const line = (missing: string, most = 200) => z.string(missing).trim().min(1, missing).max(most, `Keep it under ${most} characters.`)

/** A line that may be left empty; read as null then. */
export const optionalLine = (most = 200) =>
  z
    .string()
    .trim()
    .max(most, `Keep it under ${most} characters.`)
    .transform((text) => (text === '' ? null : text))

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && readable(text)
const readable = (text: string): boolean => {
  try {
    return toDay(text).year >= 1900
  } catch {
    return false
  }
}

/** What is said of a day that was written: it is not missing, it is too long ago. */
const wordsFor = (missing: string) => ({ error: ({ input }: { input?: unknown }) => (isWritten(String(input)) ? 'Enter a day in 1900 or later.' : missing) })
const isWritten = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && text < '1900'

export const day = (missing = 'Enter a day.') =>
  z
    .string(missing)
    .trim()
    .refine(isDay, wordsFor(missing))
    .transform((text): Day => toDay(text))

export const optionalDay = (wrong = 'Enter a day, or leave it empty.') =>
  z
    .string()
    .trim()
    .refine((text) => text === '' || isDay(text), wordsFor(wrong))
    .transform((text): Day | null => (text === '' ? null : toDay(text)))

export const whole = (wrong: string, least = 0, most = 10_000_000) =>
  z
    .string(wrong)
    .trim()
    .refine((text) => /^\d{1,8}$/.test(text) && Number(text) >= least && Number(text) <= most, wrong)
    .transform(Number)

export const optionalWhole = (wrong: string, least = 0, most = 10_000_000) =>
  z
    .string()
    .trim()
    .refine((text) => text === '' || (/^\d{1,8}$/.test(text) && Number(text) >= least && Number(text) <= most), wrong)
    .transform((text) => (text === '' ? null : Number(text)))

/** The id of a record that was chosen. */
export const chosen = (missing: string) =>
  z
    .string(missing)
    .regex(/^[1-9]\d{0,14}$/, missing)
    .transform(Number)

/** Check boxes: none, one or many of them ticked, each once however often it was sent. With `missing`, at least one must be. */
export const several = <Each extends z.ZodType>(each: Each, missing: string | null = null) =>
  z.preprocess(
    (value): unknown => (value === undefined ? [] : Array.isArray(value) ? [...new Set(value)] : [value]),
    z
      .array(each)
      .min(missing === null ? 0 : 1, missing ?? '')
      .max(300),
  )

/** R3: the version of the record that the form was filled from, and behind it what each field then showed (`http/conflict.ts`). */
export const version = z
  .string()
  .regex(/^\d{1,9}(\.[0-9a-f]{8}){0,1000}$/)
  .transform((text) => Number.parseInt(text, 10))

/** M7: the one-time token of a form that must count once. */
export const token = z.string().min(16).max(64)

/** The same, of a form that adds a record: whoever adds one without a page, such as a program, has none. */
export const onceToken = token.optional()
