const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

/** What a decoder needs to show the picture as it is; all else (eXIf, texts, times, profiles, what we don't know) is left out. */
const needed = ['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'sBIT', 'bKGD', 'pHYs']

/**
 * A PNG without what was written beside the picture, and without all that follows its end (CONF-09).
 * @returns null when it is not a whole PNG, or has more than `mostPixels`
 */
export function strippedPng(bytes: Buffer, mostPixels: number): Buffer | null {
  if (!bytes.subarray(0, 8).equals(signature)) return null
  const kept: Buffer[] = [signature]
  const seen = new Set<string>()
  let at = 8
  while (at + 12 <= bytes.length) {
    const next = at + 12 + bytes.readUInt32BE(at)
    const kind = bytes.toString('latin1', at + 4, at + 8)
    if (next > bytes.length || (seen.size === 0) !== (kind === 'IHDR')) return null
    if (kind === 'IHDR' && !isBearable(bytes, at, next, mostPixels)) return null
    if (needed.includes(kind)) kept.push(bytes.subarray(at, next))
    seen.add(kind)
    if (kind === 'IEND') return seen.has('IDAT') && next - at === 12 ? Buffer.concat(kept) : null
    at = next
  }
  return null
}

function isBearable(bytes: Buffer, at: number, next: number, mostPixels: number): boolean {
  if (next - at !== 25) return false
  const pixels = bytes.readUInt32BE(at + 8) * bytes.readUInt32BE(at + 12)
  return pixels > 0 && pixels <= mostPixels
}
