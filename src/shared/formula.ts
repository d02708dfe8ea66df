/** INJ-06: what a spreadsheet would take for a formula, in full-width signs too and behind spaces that are not seen. */
const formula = /^[\s\0\u200B-\u200F\u2060\uFEFF]*[=+\-@＝＋－＠]|^[\t\r\n\0]/u

/** A text as a spreadsheet shows it, and never as one runs it. */
export const safeText = (text: string): string => (formula.test(text) ? `'${text}` : text)

/** A text as it was before it was made safe, so that a file which was downloaded can be sent again. An apostrophe of any other text is its own. */
export const withoutGuard = (text: string): string => (text.startsWith("'") && formula.test(text.slice(1)) ? text.slice(1) : text)
