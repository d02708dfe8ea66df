import type { FieldState } from './forms.ts'
import type { ConflictPage, FormField, FormPage } from './parts.ts'

type Filled = Exclude<FormField, { kind: 'heading' }>

/**
 * R3, for a save that came second: the form as it was typed, and above it what the register holds now beside what was typed,
 * field by field where they differ. Both are the noun's own form page, so that it names its fields once: `typed` made from the
 * request's body, `held` from the record as it is now. Sent again, it is saved over the newer version, knowingly.
 * @param what the record is, to follow "this": "center", "need"
 * @param who saved it meanwhile, where that is known
 */
export function conflictPage(typed: FormPage, held: FormPage, what: string, who: string | null = null): ConflictPage {
  const nowHeld = new Map(held.fields.filter(isFilled).map((field) => [field.name, field]))
  const rows = typed.fields.filter(isFilled).flatMap((field) => {
    const other = nowHeld.get(field.name)
    const [yours, theirs] = [said(field), other === undefined ? '' : said(other)]
    return yours === theirs ? [] : [{ label: field.label, href: `#${field.name}`, held: theirs || 'nothing', typed: yours || 'nothing' }]
  })
  const lede = `${who ?? 'Someone else'} changed this ${what} while you were editing it. Nothing you typed is lost: it stands in the form below.`
  return {
    title: typed.title,
    head: typed.head,
    notice: typed.notice,
    conflict: { lede, rows, submit: typed.submit },
    form: { ...typed, hidden: held.hidden },
  }
}

const isFilled = (field: FormField): field is Filled => field.kind !== 'heading'

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
