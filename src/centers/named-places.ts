import { shortCountryNames } from '../shared/countries.ts'
import { nameIdentity } from '../shared/folded.ts'
import { usStates } from '../shared/us-states.ts'

/** The countries and US states that a word of a search may mean, by their codes. */
export interface NamedPlaces {
  countries: readonly string[]
  states: readonly string[]
}

/** A word of a name, and the code of what is called so. */
type Named = readonly [word: string, code: string]

/** `U.S.A.` is one word: three letters would be words of half the centers' names. */
const wordsOf = (names: readonly Named[]): Named[] =>
  names.flatMap(([name, code]) =>
    nameIdentity(name)
      .replaceAll('.', '')
      .split(/[^\p{L}\p{M}]+/u)
      .map((word) => [word, code] as const),
  )

const stateWords = wordsOf(usStates.map(({ code, name }) => [name, code]))
let countryWords: readonly Named[] | null = null

/**
 * The countries and states with a word in their English names that begins as this one, whatever its case and accents. One letter begins
 * the names of half the world, so it must be the whole word, as in Côte d’Ivoire.
 */
export function placesNamed(word: string): NamedPlaces {
  const typed = nameIdentity(word)
  countryWords ??= wordsOf(shortCountryNames())
  const fits = typed.length === 1 ? (each: string): boolean => each === typed : (each: string): boolean => each.startsWith(typed)
  const named = (words: readonly Named[]): string[] => [...new Set(words.flatMap(([each, code]) => (fits(each) ? [code] : [])))]
  return { countries: named(countryWords), states: named(stateWords) }
}
