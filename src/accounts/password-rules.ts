import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common'
import type { Problem } from '../shared/refusal.ts'

const strength = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs })
const leastLength = 15
const mostLength = 128
const ownWords = ['lantern', 'aftercare', 'shelter', 'coordinator', 'manager', 'administrator', 'board', 'password', 'survivor']

/**
 * What is wrong with a new password, or null (AUTH-02, AUTH-03). Length counts characters as
 * people do; there is no rule about which. `context` are words a stranger would try first: the
 * person's name and e-mail address, the organization's name.
 */
export function passwordProblem(password: string, context: string[]): string | null {
  const length = [...password.normalize('NFKC')].length
  if (length < leastLength) return `Use at least ${leastLength} characters. A few unrelated words are easy to remember and hard to guess.`
  if (length > mostLength) return `Use at most ${mostLength} characters.`
  const words = [...ownWords, ...context.flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u))].filter((word) => word.length > 2)
  const plain = password.normalize('NFKC').toLowerCase()
  const left = words.reduce((rest, word) => rest.replaceAll(word, ''), plain)
  // What is said twice beside them counts once: “20262026” is no more of a secret than “2026”.
  if (left !== plain && left.replaceAll(/(.+?)\1+/gu, '$1').length < 8) return 'This is mostly words that a stranger would try first. Use other ones.'
  // Only its beginning is weighed: the estimate grows with the square of the length, and this much decides it.
  if (strength.check(password.slice(0, 64), words).score < 3) return 'This is one of the passwords that are guessed first, or too regular. Use a few unrelated words.'
  return null
}

/** The same, for a form: of its field `password`. */
export function passwordProblems(password: string, context: string[]): Problem[] {
  const message = passwordProblem(password, context)
  return message === null ? [] : [{ field: 'password', message }]
}
