import type { Item } from '../checklists/checklist.ts'
import type { FormState } from '../http/forms.ts'
import { answersOf } from './finding.ts'
import type { findingFields } from './forms.ts'
import type { ItemPart } from './item-pages.ts'
import { bases, type Finding } from './review.ts'
import { basisName, nameOf, whenText, type Reading } from './words.ts'

/** A save that was refused: what was typed, and why. `stale` when somebody else saved first (R3). */
export interface Attempt {
  form: FormState<(typeof findingFields)[number]>
  message: string | null
  stale: boolean
}

/** What is wrong with an answer, with links to its fields; and what was typed, where there is no form any more. */
export function problemOf(item: Item, { form, message }: Attempt, open: boolean): ItemPart['problem'] {
  const { result, basis, note, anyway } = form.fields
  const links = open
    ? [
        { name: 'result', field: result },
        { name: 'basis', field: basis },
        { name: 'note', field: note },
        { name: 'anyway', field: anyway },
      ].flatMap(({ name, field }) => (field.error === null ? [] : [{ href: `#${name}-${item.code}`, message: field.error }]))
    : []
  const typed = [answerWord(item, result.entered), basisWord(basis.entered), note.entered.trim()].filter((each) => each !== null && each !== '').join(', ')
  return {
    message: message ?? form.error ?? (links.length > 0 ? 'Not saved yet.' : 'This form has changed. Look it over and send it again.'),
    links,
    typed: open || typed === '' ? null : typed,
  }
}

const answerWord = (item: Item, typed: string): string | null => answersOf(item).find(({ result }) => result === typed)?.label ?? null
const basisWord = (typed: string): string | null => bases.filter((basis) => basis === typed).map((basis) => basisName[basis])[0] ?? null

/** R3: what somebody else saved beside what was typed, where they differ. */
export function conflictOf(item: Item, finding: Finding, typed: { result: string; basis: string; note: string }, reading: Reading): ItemPart['conflict'] {
  const label = (typedIn: string): string => answerWord(item, typedIn) ?? 'nothing'
  const basis = (typedIn: string): string => basisWord(typedIn) ?? 'nothing'
  const rows = [
    { label: 'Answer', held: label(finding.result), typed: label(typed.result) },
    { label: 'Rests on', held: basis(finding.basis ?? ''), typed: basis(typed.basis) },
    { label: 'Note', held: finding.note ?? 'nothing', typed: typed.note.trim() || 'nothing' },
  ]
  const who = finding.foundBy === reading.personId ? 'You' : nameOf(finding.foundBy, reading)
  return {
    who: `${who} saved ${item.code} ${whenText(finding.foundAt, reading)}, while you were answering it.`,
    rows: rows.filter(({ held, typed: mine }) => held !== mine),
  }
}
