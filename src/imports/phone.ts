import { folded } from '../shared/folded.ts'
import { isPhoneNumber } from '../shared/reached.ts'
import type { FieldName } from './fields.ts'

/** Fields in which people write that there is nothing to write. What no center is without says so by its own refusal. */
const oftenNothing: readonly FieldName[] = ['phone', 'email', 'website', 'publicContact', 'otherNames', 'notes']
const nothing = ['n a', 'none', 'nil', 'null', 'nothing', 'not applicable', 'not available', 'no phone', 'no phone number', 'no telephone', 'no email', 'no website']

/** Whether a text says in words, or by a dash, that there is nothing to say. */
export const isNothing = (text: string): boolean => /^[\p{P}\p{S}\s]*$/u.test(text) || text === 'NA' || nothing.includes(folded(text))

/** Whether a cell says so, in a field in which that means that it is empty. */
export const saysNothing = (field: FieldName, text: string): boolean => oftenNothing.includes(field) && isNothing(text)

/** What a phone cell is: one number that can be dialled, a number or more with words, or nothing that anybody can dial. */
export type PhoneReading = 'one number' | 'with words' | 'no number'

/** Fewer digits are no number of a center: extensions and short numbers are dialled only from somewhere. */
const fewestDigits = 5

/** Digits, and the capital letters that stand for digits as in 1-800-FLOWERS. */
function dialled(text: string): number {
  const spelled = text.match(/(?<=\d{3}[-. ]?)[A-Z][A-Z-]{2,}/g) ?? []
  return text.replaceAll(/\D/g, '').length + spelled.join('').replaceAll('-', '').length
}

export function phoneReading(text: string): PhoneReading {
  if (dialled(text) < fewestDigits) return 'no number'
  return isPhoneNumber(text) ? 'one number' : 'with words'
}
