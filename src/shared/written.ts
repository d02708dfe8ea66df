// What people type, made comparable without changing what it says: é is one sign whether it came as one or as two (NFC),
// and nothing unseen stands in a name. The joiners U+200C and U+200D stay: Persian and Indic scripts are written with them.
const unseen = /[\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/gu
const controls = /[\p{Cc}\p{Zl}\p{Zp}]+/gu

/** A name or another line: one space wherever there was any, line breaks too. */
export const oneLine = (text: string): string => text.normalize('NFC').replaceAll(unseen, '').replaceAll(controls, ' ').replaceAll(/\s+/gu, ' ').trim()

/** Text of several lines, with its lines. */
export const severalLines = (text: string): string =>
  text
    .normalize('NFC')
    .replaceAll(unseen, '')
    .replaceAll(/\r\n?|[\p{Zl}\p{Zp}]/gu, '\n')
    .replaceAll(/[^\P{Cc}\n\t]/gu, '')
    .trim()

/** So many characters of a search are read (INJ-03). */
export const longestSearch = 200

/** The whole number above 0 that a text is, such as the id of a record in an address; null when it is none. */
export const numberIn = (text: string): number | null => (/^[1-9]\d{0,14}$/.test(text) ? Number(text) : null)
