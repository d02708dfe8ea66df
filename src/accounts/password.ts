import { argon2, randomBytes } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { promisify } from 'node:util'
import { sameSecret } from '../db/keys.ts'
import { Refusal } from '../shared/refusal.ts'

// AUTH-01: 64 MiB, three passes, one lane; above OWASP's floor of 19 MiB and two passes.
const cost = { memory: 64 * 1024, passes: 3, parallelism: 1, tagLength: 32 }
const atOnce = 4
const waitAtMost = 60

const derive = promisify(argon2)
let running = 0
const waiting: (() => void)[] = []

/** A password as it is kept: a PHC string with its own salt and cost. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  return phc(cost, salt, await run(password, salt, cost))
}

export async function isPassword(password: string, kept: string): Promise<boolean> {
  const { salt, ...kind } = parse(kept)
  return sameSecret(phc(kind, salt, await run(password, salt, kind)), kept)
}

/** Whether it was kept at another cost than today's, and so should be hashed anew at the next sign-in. */
export function isOutdated(kept: string): boolean {
  const { memory, passes, parallelism } = parse(kept)
  return memory !== cost.memory || passes !== cost.passes || parallelism !== cost.parallelism
}

/** Takes as long as a real check, for an account that does not exist (AUTH-06). */
export async function pretendToCheck(password: string): Promise<void> {
  await run(password, Buffer.alloc(16), cost)
}

let lastTook = 200

/** Takes as long as the last real check took, and no work, when there were too many tries (AUTH-06). */
export const waitAsIfChecked = (): Promise<void> => setTimeout(lastTook)

/** Four at once and a queue behind them: each takes 64 MiB, and a flood of sign-ins must not take the machine. */
async function run(password: string, salt: Buffer, { memory, passes, parallelism, tagLength }: typeof cost): Promise<Buffer> {
  const began = performance.now()
  if (running >= atOnce) {
    if (waiting.length >= waitAtMost) throw new Refusal('busy', 'Too many people are signing in at once. Try again in a minute.')
    await new Promise<void>((resolve) => void waiting.push(resolve))
  }
  running += 1
  try {
    // NFKC: the same word typed on two keyboards is the same password (AUTH-02).
    return await derive('argon2id', { message: Buffer.from(password.normalize('NFKC')), nonce: salt, parallelism, tagLength, memory, passes })
  } finally {
    lastTook = performance.now() - began
    running -= 1
    waiting.shift()?.()
  }
}

const unpadded = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '')

const phc = ({ memory, passes, parallelism }: typeof cost, salt: Buffer, tag: Buffer): string =>
  `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(salt)}$${unpadded(tag)}`

function parse(kept: string): typeof cost & { salt: Buffer } {
  const [, memory, passes, parallelism, salt, tag] = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/.exec(kept) ?? []
  if (salt === undefined || tag === undefined) throw new Error('A kept password is not a PHC string.')
  return {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    salt: Buffer.from(salt, 'base64'),
    tagLength: Buffer.from(tag, 'base64').length,
  }
}
