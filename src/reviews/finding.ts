import type { Item } from '../checklists/checklist.ts'
import { placeProblems } from '../shared/place-like.ts'
import { Refusal, Stale, type Problem } from '../shared/refusal.ts'
import type { Basis, Finding, Result } from './review.ts'

/** What somebody says of an item, before it is kept. */
export interface Answer {
  result: Result
  basis: Basis | null
  note: string | null
}

/** The answers that an item takes, in words. A red-flag item asks whether there is a concern: "yes" is not met (V3). */
export function answersOf(item: Pick<Item, 'polarity' | 'notApplicableAllowed'>): { result: Result; label: string }[] {
  const answers: { result: Result; label: string }[] =
    item.polarity === 'red flag'
      ? [
          { result: 'met', label: 'No' },
          { result: 'not met', label: 'Yes, a concern' },
        ]
      : [
          { result: 'met', label: 'Met' },
          { result: 'partly met', label: 'Partly met' },
          { result: 'not met', label: 'Not met' },
        ]
  return item.notApplicableAllowed ? [...answers, { result: 'not applicable', label: 'Does not apply' }] : answers
}

export const answerLabel = (item: Pick<Item, 'polarity'>, result: Result): string =>
  answersOf({ ...item, notApplicableAllowed: true }).find((answer) => answer.result === result)?.label ?? result

/** @throws Refusal when the item does not take this answer, or it lacks its note (V3) or what it rests on */
export function assertAnswer(item: Item, answer: Answer): void {
  if (!answersOf(item).some(({ result }) => result === answer.result)) throw new Refusal('conflict', `${item.code} does not take the answer “${answer.result}”.`)
  if (answer.result !== 'met' && answer.note === null) throw new Refusal('conflict', 'Every answer other than met takes a note.')
  if (answer.result !== 'not applicable' && answer.basis === null) throw new Refusal('conflict', 'Say what the finding rests on.')
}

/** CONF-08: a new note that looks like a place, unless somebody said that it is none; what stands already was asked about. Of what could not be read nothing is said. */
export const noteProblems = (finding: Finding | null, { note, anyway = false }: { note?: string | null; anyway?: boolean }): Problem[] =>
  anyway || note === undefined || note === (finding?.note ?? null) ? [] : placeProblems('note', note)

/** R3: somebody else saved this item after the page that answers it was made. */
export function assertLatest(finding: Finding | null, revision: number): void {
  if ((finding?.revision ?? 0) !== revision) throw new Stale('item')
}

/** Whether an answer says what stands already. What was carried over is confirmed by saying it again, so that counts as new. */
export const isSaid = (finding: Finding | null, answer: Answer): boolean =>
  finding !== null && finding.carriedFrom === null && finding.result === answer.result && finding.basis === answer.basis && finding.note === answer.note
