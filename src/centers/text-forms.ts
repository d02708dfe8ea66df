import { z } from 'zod'
import { languageCode } from '../shared/languages.ts'
import { placeLike } from '../shared/place-like.ts'
import { oneLine, severalLines } from '../shared/written.ts'

// How the directory reads what people write: composed, without what cannot be seen, bounded.

export const named = (missing: string, most = 300) => z.string(missing).overwrite(oneLine).min(1, missing).max(most, `Keep it under ${most} characters.`)

export const optionalNamed = (most = 300) =>
  z
    .string()
    .overwrite(oneLine)
    .max(most, `Keep it under ${most} characters.`)
    .transform((text) => (text === '' ? null : text))

export const text = (missing: string, most = 4000) => z.string(missing).overwrite(severalLines).min(1, missing).max(most, `Keep it under ${most} characters.`)

/** Languages on one line, by name or code, with commas between them; what is not known is named (R5). */
export const languageLine = z
  .string()
  .overwrite(oneLine)
  .max(1000, 'Keep it under 1000 characters.')
  .transform((line, context) => {
    const typed = line.split(/[,;،、]/u).map((each) => each.trim())
    const known = typed.filter((each) => each !== '').map((each) => [each, languageCode(each)] as const)
    const unknown = known.filter(([, code]) => code === null).map(([each]) => `“${each}”`)
    if (unknown.length > 0) context.addIssue({ code: 'custom', message: `No language is known as ${unknown.join(', ')}. Write its English name or its ISO code.` })
    return [...new Set(known.flatMap(([, code]) => (code === null ? [] : [code])))].toSorted()
  })

/** One language or none. */
export const oneLanguage = z
  .string()
  .overwrite(oneLine)
  .max(100)
  .transform((typed, context) => {
    if (typed === '') return null
    const code = languageCode(typed)
    if (code === null) context.addIssue({ code: 'custom', message: `No language is known as “${typed}”. Write its English name or its ISO code.` })
    return code
  })

/** The box that says "save anyway". */
export const anyway = z.preprocess((value) => value !== undefined && value !== '', z.boolean())

/** CONF-08: a check of a form's free texts. It warns of what looks like a place, and lets it through when the box is ticked. */
export const warnsOfPlaces =
  <Form extends { anyway: boolean }>(fields: readonly (keyof Form & string)[]) =>
  (form: Form, context: z.core.$RefinementCtx<Form>): void => {
    if (form.anyway) return
    for (const field of fields) {
      const value = form[field]
      const looks = typeof value === 'string' ? placeLike(value) : null
      if (looks === null) continue
      const message = `This looks like ${looks}. A place belongs into the place form, where it is encrypted: take it out here, or tick the box to save it anyway.`
      context.addIssue({ code: 'custom', path: [field], message })
      context.addIssue({ code: 'custom', path: ['anyway'], message: 'Tick this if it is no place that must stay secret.' })
    }
  }
