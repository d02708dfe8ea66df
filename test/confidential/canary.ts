/** What must never be found, by the name of where it was planted. */
export type Canaries = Record<string, string>

const reversed = (text: string): string => [...text].toReversed().join('')
const escaped = (text: string): string => text.replace(/[&<>"']/g, (mark) => `&#${mark.codePointAt(0) ?? 0};`)

/** The characters of a text's base64 that do not hang on what stands before and after it, for each of the three ways it may fall. */
const base64Forms = (text: string): string[] =>
  [0, 1, 2].map((shift) => {
    const whole = Buffer.concat([Buffer.alloc(shift), Buffer.from(text), Buffer.alloc(3)]).toString('base64')
    return whole.slice(Math.ceil((shift * 4) / 3), Math.floor(((shift + Buffer.byteLength(text)) * 4) / 3))
  })

/** Every form in which a value might leak: as it is, escaped, encoded, in either case, turned round. */
export function formsOf(text: string): string[] {
  const plain = [text, text.toUpperCase(), text.toLowerCase(), reversed(text)]
  const base64 = base64Forms(text)
  const forms = [
    ...plain,
    ...plain.map(escaped),
    ...plain.map(encodeURIComponent),
    encodeURIComponent(text).replaceAll('%20', '+'),
    JSON.stringify(text).slice(1, -1),
    ...base64,
    ...base64.map((each) => each.replaceAll('+', '-').replaceAll('/', '_')),
    Buffer.from(text).toString('hex'),
    Buffer.from(text).toString('hex').toUpperCase(),
    Buffer.from(text, 'utf16le').toString('latin1'),
    Buffer.from(text, 'utf16le').swap16().toString('latin1'),
    Buffer.from(text).toString('latin1'),
  ]
  return [...new Set(forms)]
}

/** Looks for all forms of all canaries in texts or bytes, and names those that it finds. */
export function scanner(canaries: Canaries): (answer: string | Buffer) => string[] {
  const needles = Object.entries(canaries).map(([name, text]) => ({ name, forms: formsOf(text) }))
  return (answer) => {
    const text = typeof answer === 'string' ? answer : answer.toString('latin1')
    return needles.filter(({ forms }) => forms.some((form) => text.includes(form))).map(({ name }) => name)
  }
}

/** The same texts with every form of the given words, long ones first, put out of sight: to compare an answer to a question with an answer to another. */
export function masked(text: string, words: string[]): string {
  const forms = words.flatMap(formsOf).toSorted((a, b) => b.length - a.length)
  return forms.reduce((rest, form) => rest.replaceAll(form, '*'), text)
}
