/** What nobody should type and somebody will: whatever ends a text, a tag or an attribute. */
export const hostile = '<script>alert(1)</script>"\'&'

/** The hostile text as a page must write it, in a text and in an attribute alike. */
export const harmless = '&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;'

const longWord = 'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz'
const scripts = 'บ้านพักพิง 避難所 Приют መጠለያ आश्रय 🏠'
const rightToLeft = 'بيت الأمان בית'

/** A free text with all that makes one hard to print; `what` tells it from the others of its page. */
export const full = (what: string): string => `${what} ${hostile} ${longWord} ${scripts} ${rightToLeft}`

/** Three rows, made from their numbers. */
export const several = <Row>(row: (n: number) => Row): Row[] => [1, 2, 3].map(row)
