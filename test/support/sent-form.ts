/** What a browser would send of a form as it stands: by the name of each field its value, or all that are chosen. */
export type Sent = Record<string, string | string[]>

const entities: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&#34;': '"', '&quot;': '"', '&#39;': "'", '&amp;': '&' }
const plain = (text: string): string => text.replaceAll(/&(?:lt|gt|#34|quot|#39|amp);/g, (entity) => entities[entity] ?? entity)
const valueOf = (tag: string, name: string): string | null => {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)
  return found ? plain(found[1] ?? '') : null
}

const field = /<input\b[^>]*>|<textarea\b[^>]*>[\s\S]*?<\/textarea>|<select\b[^>]*>[\s\S]*?<\/select>/g

/** The form of a page that is sent to an address, as it stands. */
export function formTo(page: string, action: string): Sent {
  const form = page.split('<form').find((part) => part.includes(`action="${action}"`))
  if (form === undefined) throw new Error(`No form of this page is sent to ${action}.`)
  const sent: Sent = {}
  for (const [tag] of (form.split('</form>')[0] ?? '').matchAll(field)) {
    const [name, value] = [valueOf(tag, 'name'), sentOf(tag)]
    if (name === null || value === null) continue
    const before = sent[name]
    sent[name] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value]
  }
  return sent
}

/** One field's value; null where a browser sends none. */
function sentOf(tag: string): string | null {
  if (tag.startsWith('<textarea')) return plain((/>([\s\S]*)<\/textarea>/.exec(tag)?.[1] ?? '').replace(/^\n/, ''))
  if (tag.startsWith('<select')) {
    const options = tag.match(/<option\b[^>]*>/g) ?? []
    return valueOf(options.find((option) => / selected/.test(option)) ?? options[0] ?? '', 'value') ?? ''
  }
  if (/type="(?:checkbox|radio)"/.test(tag)) return / checked/.test(tag) ? (valueOf(tag, 'value') ?? 'on') : null
  return valueOf(tag, 'value') ?? ''
}
