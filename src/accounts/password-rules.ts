import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common'
import { roleName } from '../shared/actor.ts'
import { bare } from '../shared/folded.ts'
import type { Problem } from '../shared/refusal.ts'

/** Letters of their own that have no accent to lose, and how they are typed without it. */
const plainLetters: { [letter: string]: string } = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ı: 'i' }
/** How some are typed with two letters instead. */
const twoLetters: { [letter: string]: string } = { ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa' }

const spelled = (text: string): string => bare(text).replaceAll(/[ßæœøłđı]/gu, (letter) => plainLetters[letter] ?? letter)
const inTwo = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[äöüøå]/gu, (letter) => twoLetters[letter] ?? letter)

/** Two letters are too common to count, but where letters have no case two of them are a word. */
const counts = (word: string): boolean => [...word].length > (word.toUpperCase() === word.toLowerCase() ? 1 : 2)

/** The words of a text in every way they may be typed: `A.B.` is one word and two. Vowel signs are part of theirs. */
const wordsOf = (text: string): string[] => {
  const ways = [text, text.replaceAll(/\p{P}/gu, ' ')].flatMap((way) => [spelled(way), spelled(inTwo(way))])
  return [...new Set(ways.flatMap((way) => way.split(/[^\p{L}\p{M}\p{N}]+/u)).filter(counts))]
}

/** What stands for a letter where somebody dresses a word up. */
const dressed: { [letter: string]: string } = { a: '[a4@]', b: '[b8]', e: '[e3]', g: '[g9]', i: '[i1!]', l: '[l1]', o: '[o0]', s: '[s5$]', t: '[t7+]' }
const patternOf = (word: string): RegExp => new RegExp([...word].map((letter) => dressed[letter] ?? letter).join(''), 'g')

const strength = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs })
const leastLength = 15
const mostLength = 128
const ownWords = [...Object.values(roleName), 'lantern shelter survivor center programme organization organisation register password admin login welcome'].flatMap(
  wordsOf,
)

/**
 * What is wrong with a new password, or null (AUTH-02, AUTH-03). Length counts characters as
 * people do; there is no rule about which. `context` are words a stranger would try first: the
 * person's name and e-mail address, the organization's name.
 */
export function passwordProblem(password: string, context: string[]): string | null {
  const length = [...password.normalize('NFKC')].length
  if (length < leastLength) return `Use at least ${leastLength} characters. A few unrelated words are easy to remember and hard to guess.`
  if (length > mostLength) return `Use at most ${mostLength} characters.`
  // The longest first, so that “organization” goes before an organization's “org” leaves half of it.
  const words = [...ownWords, ...context.flatMap(wordsOf)].toSorted((one, other) => other.length - one.length)
  const plain = spelled(password)
  const left = words.reduce((rest, word) => rest.replaceAll(patternOf(word), ' '), plain)
  // Whoever tries those words has only the rest to guess, so that must be a good secret by itself: some three words more.
  if (left !== plain && scoreOf(left.replaceAll(/\s+/gu, ' ').trim(), words) < 4) return 'This is mostly words that a stranger would try first. Use other ones.'
  if (scoreOf(password, words) < 3) return 'This is one of the passwords that are guessed first, or too regular. Use a few unrelated words.'
  return null
}

/** Of 4. Only its beginning is weighed: the estimate grows with the square of the length, and this much decides it. */
const scoreOf = (secret: string, words: string[]): number => strength.check(secret.slice(0, 64), words).score

/** The same, for a form: of its field `password`. */
export function passwordProblems(password: string, context: string[]): Problem[] {
  const message = passwordProblem(password, context)
  return message === null ? [] : [{ field: 'password', message }]
}
