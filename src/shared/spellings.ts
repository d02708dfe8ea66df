import { bare } from './folded.ts'

/** By the letter that is typed for them, the letters that SQLite's search tells from it: it folds the accents of Latin letters alone. */
const others: Readonly<Record<string, readonly string[]>> = {
  // Greek, which is written without its accents in capitals.
  α: ['ά'],
  ε: ['έ'],
  η: ['ή'],
  ι: ['ί', 'ϊ', 'ΐ'],
  ο: ['ό'],
  υ: ['ύ', 'ϋ', 'ΰ'],
  ω: ['ώ'],
  е: ['ё'],
  ا: ['أ', 'إ', 'آ'],
  ي: ['ى'],
  ه: ['ة'],
  d: ['đ'],
  l: ['ł'],
  o: ['ø'],
  i: ['ı'],
  ss: ['ß'],
  ae: ['æ'],
  oe: ['œ'],
}
const typed = new Map(Object.entries(others).flatMap(([letters, instead]) => instead.map((other) => [other, letters])))
const most = 40

/**
 * The spellings of a word under which it may be written, the one that everybody would type first: each with at most one letter that is
 * told from the typed one, as a Greek word has one accent; a sigma that ends what was typed may end the word or not; Georgian
 * capitals, which came after the alphabet that SQLite knows, beside the small letters.
 */
export function spellings(word: string): string[] {
  const plain = [...bare(word)]
    .map((letter) => typed.get(letter) ?? letter)
    .join('')
    .replace(/ς$/u, 'σ')
  const changed = Object.entries(others).flatMap(([letters, instead]) =>
    [...plain.matchAll(new RegExp(letters, 'gu'))].flatMap(({ index }) => instead.map((other) => plain.slice(0, index) + other + plain.slice(index + letters.length))),
  )
  const all = [plain, word.toLowerCase(), ...changed].flatMap((each) => (each.endsWith('σ') ? [each, `${each.slice(0, -1)}ς`] : [each]))
  return [...new Set([...all, ...(/[\u10D0-\u10FF]/u.test(plain) ? [plain.toUpperCase()] : [])])].slice(0, most)
}
