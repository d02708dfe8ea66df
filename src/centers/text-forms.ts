import { z } from 'zod'
import { languageCode } from '../shared/languages.ts'
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
