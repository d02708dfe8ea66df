import { folded, namesToCodes } from './folded.ts'
import { languageCodes, otherNames, ownNames } from './language-codes.ts'

export interface Language {
  /** ISO 639: two letters where there are two, else three, which is also the BCP 47 tag. */
  code: string
  name: string
}

interface Known {
  list: readonly Language[]
  nameOf: ReadonlyMap<string, string>
  codeOf: ReadonlyMap<string, string>
}

let kept: Known | null = null

// Made when first asked for: six hundred names take Intl some milliseconds that a start need not wait for.
function known(): Known {
  if (kept !== null) return kept
  const display = new Intl.DisplayNames('en', { type: 'language' })
  const collator = new Intl.Collator('en')
  const list = [...languageCodes.map((code) => ({ code, name: display.of(code) ?? code })), ...Object.entries(ownNames).map(([code, name]) => ({ code, name }))].toSorted(
    (a, b) => collator.compare(a.name, b.name),
  )
  const codeOf = namesToCodes([...list.map(({ code, name }) => [name, code] as const), ...otherNames])
  kept = { list, nameOf: new Map(list.map(({ code, name }) => [code, name])), codeOf }
  return kept
}

/** Every language offered, by English name. */
export const languages = (): readonly Language[] => known().list

/** The English name of a language's code; null when it is not one that is offered. */
export const languageName = (code: string): string | null => known().nameOf.get(code) ?? null

/**
 * The code of a language written as a code (`es`, `spa`, `en-US`) or an English name, whatever its case and accents; null when
 * unknown. Small letters that are a code are that code; else, where a code and a name disagree (`Ga` is a language of Ghana,
 * `ga` is Irish), it is read as neither (R5).
 */
export function languageCode(text: string): string | null {
  const typed = text.trim()
  const { nameOf, codeOf } = known()
  if (nameOf.has(typed)) return typed
  const code = codeIn(typed)
  const named = codeOf.get(folded(typed)) ?? null
  if (code === null || named === null) return code ?? named
  return code === named ? code : null
}

/** The language of a BCP 47 tag or an ISO 639 code; null when it is none of ours. */
function codeIn(typed: string): string | null {
  if (!/^[a-z]{2,3}(-[a-z0-9]+)*$/i.test(typed)) return null
  if (nameOfCode(typed.toLowerCase())) return typed.toLowerCase()
  try {
    const { language } = new Intl.Locale(typed)
    return nameOfCode(language) ? language : null
  } catch {
    return null
  }
}

const nameOfCode = (code: string): boolean => known().nameOf.has(code)
