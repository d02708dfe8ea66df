import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common'
import { roleName } from '../shared/actor.ts'
import type { Problem } from '../shared/refusal.ts'

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 2)

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
  const words = [...ownWords, ...context.flatMap((text) => wordsOf(text.normalize('NFKC')))].toSorted((one, other) => other.length - one.length)
  const plain = password.normalize('NFKC').toLowerCase()
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
