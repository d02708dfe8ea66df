/**
 * What a page is made of, as a browser's checks see it: each element by its tag, its classes, its kind and its state, with all that it
 * stands in, and whether it says something. Two pages of one shape differ in their words and numbers alone.
 */
export function shapeOf(html: string): string[] {
  const found = new Set<string>()
  const headings: string[] = []
  const open: Part[] = []
  for (const [, end, name, attributes = '', text] of html.matchAll(markup)) {
    const around = open.at(-1)
    if (text !== undefined) {
      if (around && text.trim() !== '') around.says = true
    } else if (name !== undefined && end === '') {
      if (/^h[1-6]$/.test(name) && headings.at(-1) !== name) headings.push(name)
      open.push({ name, place: `${around?.place ?? ''}>${labelOf(name, attributes)}`, says: false })
      if (empty.has(name) || attributes.endsWith('/')) close(open, found)
    } else if (name !== undefined) {
      while (open.length > 0 && open.at(-1)?.name !== name) close(open, found)
      close(open, found)
    }
  }
  return [...found, `headings: ${headings.join(' ')}`].toSorted()
}

interface Part {
  name: string
  place: string
  says: boolean
}

const empty = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'track', 'wbr'])
const markup = /<!--[\s\S]*?-->|<!DOCTYPE[^>]*>|<(\/?)([a-z][a-z0-9-]*)((?:"[^"]*"|'[^']*'|[^'">])*)>|([^<]+)/gi
const attribute = /([^\s"'>/=]+)(?:=(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g

function close(open: Part[], found: Set<string>): void {
  const part = open.pop()
  if (part === undefined) return
  found.add(part.says ? `${part.place} with words` : part.place)
  const around = open.at(-1)
  if (around && part.says) around.says = true
}

/** These say what an element is by their value; of others it matters only that they are there, and of a drawing's measures not even that. */
const telling = /^(class|type|role|lang|dir|scope|autocomplete|inputmode|tabindex|aria-(current|expanded|sort|live|hidden|invalid|disabled|haspopup|pressed))$/
const measure = /^(data-.*|d|[xyr][12]?|[cr][xy]|width|height|points|transform|viewBox)$/

function labelOf(name: string, attributes: string): string {
  const said = [...attributes.matchAll(attribute)].map(([, key = '', double, single, bare]) => (telling.test(key) ? `${key}=${double ?? single ?? bare ?? ''}` : key))
  return [name, ...said.filter((each) => !measure.test(each)).toSorted()].join(' ')
}
