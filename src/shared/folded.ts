/** A name as it is compared: no accents, case, apostrophes or points, `and` for `&`, `saint` for `st`, no `the`, one space between words. */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/[\p{M}.'’‘ʼʻ`]/gu, '')
    .toLowerCase()
    .replaceAll('&', ' and ')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .replaceAll(/\bthe\b/g, ' ')
    .replaceAll(/\bst\b/g, 'saint')
    .replaceAll(/ +/g, ' ')
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
