import { createHash } from 'node:crypto'

/** What a form that counts once asks for: the action, what it is done to, and the form as it was read. */
export type Sent = readonly [action: string, ...what: unknown[]]

/** M7: one text for who asks for what, the same for the same form sent again, whatever order its fields came in. */
export const sentHash = (actorId: number, sent: Sent): string => sha256(stableText([actorId, ...sent]))

const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex')

/** JSON with the names in order. A file stands as its own hash: as JSON it would be many times its size. */
function stableText(value: unknown): string {
  if (value instanceof Uint8Array) return `"file ${sha256(value)}"`
  if (Array.isArray(value)) return `[${value.map(stableText).join(',')}]`
  if (!isPlain(value)) return JSON.stringify(value) ?? 'null'
  const named = Object.entries(value).filter(([, each]) => each !== undefined)
  return `{${named
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, each]) => `${JSON.stringify(name)}:${stableText(each)}`)
    .join(',')}}`
}

/** An object of fields. A day is none: it says itself as text. */
const isPlain = (value: unknown): value is object => typeof value === 'object' && value !== null && !('toJSON' in value)
