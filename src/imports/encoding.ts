/** How the letters of a file can be written down as bytes. */
export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'macintosh'] as const
export type Encoding = (typeof encodings)[number]

export const encodingName: Record<Encoding, string> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16 (big-endian)',
  'windows-1252': 'Windows-1252, of which Latin-1 is a part',
  macintosh: 'Mac Roman',
}

/** What may be chosen when a file does not say by itself how it is written. */
export const choosable = ['windows-1252', 'macintosh', 'utf-8', 'utf-16le', 'utf-16be'] as const satisfies readonly Encoding[]

const marks: readonly (readonly [Encoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

const markOf = (bytes: Uint8Array): Encoding | null => marks.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte))?.[0] ?? null

/** How a file is written by the byte order mark that it begins with; null when it has none, or is not so written. */
export function marked(bytes: Uint8Array): Encoding | null {
  const encoding = markOf(bytes)
  return encoding === null || decoded(bytes, encoding) === null ? null : encoding
}

/**
 * How a file is written, when its bytes leave no doubt: it begins with a byte order mark, or it is UTF-8 all through.
 * Null when somebody must say: Windows-1252 and Mac Roman can't be told apart by bytes, and a wrong guess spoils names (R5).
 */
export function recognised(bytes: Uint8Array): Encoding | null {
  if (markOf(bytes) !== null) return marked(bytes)
  // Plain letters in UTF-16 are valid UTF-8 too, with a zero byte between each two.
  return bytes.includes(0) || decoded(bytes, 'utf-8') === null ? null : 'utf-8'
}

/** The text of a file, without its byte order mark; null when the bytes are not so written. */
export function decoded(bytes: Uint8Array, encoding: Encoding): string | null {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
    let end = text.length
    while (text[end - 1] === '\u001A') end -= 1 // What some programs put behind the last line, since the days of CP/M.
    return text.slice(0, end)
  } catch {
    return null
  }
}
