import { createHash } from 'node:crypto'
import { typedIn, type FieldState } from './forms.ts'
import type { ConflictPage, FormField, FormPage } from './parts.ts'

type Filled = Exclude<FormField, { kind: 'heading' }>

/**
 * A field whose value no form shows (CONF-02): left empty it stays as it is, so that it cannot be compared.
 * `asked`: what this person asks of it, in words; null where they leave it alone. `changed`: whether the other changed it.
 */
export interface Covered {
  name: string
  asked: string | null
  changed: boolean
}

const notShown = 'Changed meanwhile, and not shown here. To keep what they saved, ask nothing of this field.'

/**
 * R3: what a form that edits a record carries unseen: the record's version and, of each field, a mark of what it showed.
 * By the marks a second save knows which fields its sender changed.
 */
export const shownVersion = (version: number, fields: readonly FormField[]): { name: string; value: string } => ({
  name: 'version',
  value: [version, ...fields.filter(isFilled).map(markOf)].join('.'),
})

/** The version that a form was filled from goes back with it: otherwise a second try would slip past R3. */
export function sameVersion<Page extends Pick<FormPage, 'hidden'>>(page: Page, body: unknown): Page {
  const sent = typedIn(body)['version']
  return typeof sent !== 'string' || sent === '' ? page : { ...page, hidden: page.hidden.map((each) => (each.name === 'version' ? { ...each, value: sent } : each)) }
}

/** Whether the form that was sent had this field, empty or as it is given here. */
export const wasShown = (body: unknown, field: FormField): boolean =>
  isFilled(field) && [field, { ...field, field: { ...field.field, entered: '', chosen: [] } }].some((each) => marksIn(body).has(markOf(each)))

/**
 * R3, for a save that came second: the form as it was typed, and above it, of each field that both changed, what the register
 * holds now beside what was typed. Both are the noun's own form page, so that it names its fields once: `typed` made from the
 * request's body, `held` from the record as it is now. Sent again, it is saved over the newer version, knowingly.
 * What only one of the two changed needs no choice: it stands in the form as that one left it, and is named.
 * @param what the record is, to follow "this": "center", "need"
 * @param body the request's, with the version that was sent
 * @param covered the fields whose value may not be shown: of these it is said that they were changed, and no more
 */
export function conflictPage(typed: FormPage, held: FormPage, what: string, body: unknown, covered: readonly Covered[] = []): ConflictPage {
  const nowHeld = new Map(held.fields.filter(isFilled).map((field) => [field.name, field]))
  const marks = marksIn(body)
  const fields = typed.fields.map((field) => (isFilled(field) && marks.has(markOf(field)) ? (nowHeld.get(field.name) ?? field) : field))
  const compared = typed.fields.filter(isFilled).flatMap((field) => {
    const cover = covered.find(({ name }) => name === field.name)
    return cover === undefined ? comparedOf(field, nowHeld.get(field.name), marks) : comparedUnseen(field, cover, marks)
  })
  const rows = compared.filter(({ only }) => only === null).map(({ label, href, held: theirs, typed: yours }) => ({ label, href, held: theirs, typed: yours }))
  const labelsFor = (who: Compared['only']): string[] => compared.filter(({ only }) => only === who).map(({ label }) => label)
  const [yours, theirs] = [labelsFor('you'), labelsFor('they')]
  return {
    title: typed.title,
    head: typed.head,
    notice: typed.notice,
    conflict: {
      lede: `Someone else changed this ${what} while you were editing it. Nothing you typed is lost: it stands in the form below.`,
      rows,
      kept: keptText(rows.length, yours, theirs),
      next: nextText(rows.length, yours.length, typed.submit),
    },
    form: { ...typed, fields, hidden: held.hidden },
  }
}

/** A field on which the register and the form differ. `only`: the one who changed it, where the other left it alone. */
interface Compared {
  label: string
  href: string
  held: string
  typed: string
  only: 'you' | 'they' | null
}

function comparedOf(field: Filled, other: Filled | undefined, marks: ReadonlySet<string>): Compared[] {
  const [yours, theirs] = [said(field), other === undefined ? '' : said(other)]
  if (yours === theirs) return []
  const only = marks.has(markOf(field)) ? 'they' : other !== undefined && marks.has(markOf(other)) ? 'you' : null
  return [{ label: field.label, href: `#${field.name}`, held: theirs || 'nothing', typed: yours || 'nothing', only }]
}

function comparedUnseen(field: Filled, cover: Covered, marks: ReadonlySet<string>): Compared[] {
  // A value that the form did show, before none might be shown, was left alone where it came back.
  const asked = said(field) !== '' && marks.has(markOf(field)) ? null : cover.asked
  if (asked === null && !cover.changed) return []
  const only = asked === null ? 'they' : cover.changed ? null : 'you'
  return [{ label: field.label, href: `#${field.name}`, held: notShown, typed: asked ?? 'nothing', only }]
}

/** “Also” is said of what stands beside what is asked about. */
function keptText(asked: number, yours: readonly string[], theirs: readonly string[]): string | null {
  const parts = [...(yours.length === 0 ? [] : [`what you typed for ${listed(yours)}`]), ...(theirs.length === 0 ? [] : [`what they saved for ${listed(theirs)}`])]
  return parts.length === 0 ? null : `${asked > 0 ? 'Also kept' : 'Kept'}: ${parts.join('; ')}.`
}

function nextText(asked: number, yours: number, submit: string): string {
  if (asked > 0) return `Bring the form to what it should be. “${submit}” then saves it over what the register holds now.`
  if (yours > 0) return `You two changed different fields, so there is nothing to choose. “${submit}” saves yours beside theirs.`
  return 'What you typed is just what the register holds now, so there is nothing left to save.'
}

const quoted = (label: string): string => `“${label}”`
const listed = (labels: readonly string[]): string =>
  labels.length < 2 ? labels.map(quoted).join('') : `${labels.slice(0, -1).map(quoted).join(', ')} and ${labels.slice(-1).map(quoted).join('')}`

const marksIn = (body: unknown): ReadonlySet<string> =>
  new Set(
    String(typedIn(body)['version'] ?? '')
      .split('.')
      .slice(1),
  )

const isFilled = (field: FormField): field is Filled => field.kind !== 'heading'

const markOf = (field: Filled): string =>
  createHash('sha256')
    .update(`${field.name}\0${said(field)}`)
    .digest('hex')
    .slice(0, 8)

/** A field's value in the words that the form shows for it. */
function said(field: Filled): string {
  if (field.kind === 'checks') return labelsOf(field.choices, field.field)
  if (field.kind === 'select' || field.kind === 'radios') return field.choices.find(({ value }) => value === field.field.entered)?.label ?? field.field.entered
  // What a browser sends has other line ends than what was kept.
  return field.field.entered.replaceAll('\r\n', '\n').trim()
}

const labelsOf = (choices: { value: string; label: string }[], { chosen }: FieldState): string =>
  choices
    .filter(({ value }) => chosen.includes(value))
    .map(({ label }) => label)
    .join(', ')
