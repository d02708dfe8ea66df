// Only what is a sign added to a letter is an accent: a vowel sign of Hindi or Thai, a voicing mark of kana, the breve of й make another name.
const latinAndGreek = /([\p{Script=Latin}\p{Script=Greek}])[\u0300-\u036F]+/gu
/** Stress, and ё as it is mostly written: е. */
const cyrillic = /([аеёиоуыэюяіє])[\u0300\u0301]+|(?<=е)\u0308/gu
/** Short vowels and the like of Arabic and Hebrew, which most people leave out and some texts add. */
const points = /[\u064B-\u0652\u0670\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7]/gu

const withoutAccents = (text: string): string => text.normalize('NFKD').toLowerCase().replaceAll(latinAndGreek, '$1').replaceAll(cyrillic, '$1').normalize('NFKC')

/** A text in the letters that everybody would type for it: no accents, points, case, full stops or apostrophes. Other signs stay. */
export const bare = (text: string): string => withoutAccents(text.replaceAll(/[.'’‘ʼʻ`´]/gu, '')).replaceAll(points, '')

/**
 * A text by which something is looked up whose names are known, such as a country or a heading, or which another reads like: no accents,
 * points, case or signs, `and` for `&`, `saint` for `st`, no `the`. Two names may have the same one: what is one record is judged by `nameIdentity`.
 */
export function folded(text: string): string {
  return bare(text)
    .replaceAll('&', ' and ')
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .replaceAll(/\bthe\b/g, ' ')
    .replaceAll(/\bst\b/g, 'saint')
    .replaceAll(/ +/g, ' ')
    .trim()
}

/**
 * What makes two names one (R5): all of them but their case, their accents of Latin, Greek and Cyrillic letters, the width of letters, how
 * many spaces stand somewhere, and which form of apostrophe, quote or dash. Every other sign and mark tells names apart.
 */
export function nameIdentity(name: string): string {
  return withoutAccents(name.replaceAll(/[’‘‚‛ʼʻ`´′‹›]/gu, "'").replaceAll(/[“”„‟″«»]/gu, '"'))
    .replaceAll(/[\u2010-\u2015\u2212]/gu, '-')
    .replaceAll(/\s+/gu, ' ')
    .trim()
}

/** Names to codes. A name that two codes claim is left out: who reads it must not guess between them (R5). */
export function namesToCodes(pairs: Iterable<readonly [name: string, code: string]>): ReadonlyMap<string, string> {
  const codes = new Map<string, string>()
  const unsure = new Set<string>()
  for (const [name, code] of pairs) {
    const key = folded(name)
    if ((codes.get(key) ?? code) !== code) unsure.add(key)
    codes.set(key, code)
  }
  for (const key of unsure) codes.delete(key)
  return codes
}
