import { dayText, toDay } from '../shared/days.ts'

/** One entry of the log that concerns a center. */
export interface CenterEvent {
  seq: number
  at: string
  action: string
  subject: { kind: string; id: number }
  details: { [name: string]: unknown }
  actor: string | null
}

/** What was done, in words that follow nobody's name. An action not listed here is read from its own name. */
const words: { [action: string]: string } = {
  'center.added': 'Center added',
  'center.edited': 'Center edited',
  'center.confirmed': 'Confirmed as still right',
  'service notes.edited': 'Notes on services edited',
  'contact.added': 'Contact added',
  'contact.edited': 'Contact edited',
  'contact.ended': 'Contact no longer there',
  'note.written': 'Note written',
  'note.withdrawn': 'Note withdrawn',
  'capacity.recorded': 'Beds recorded',
  'decision.approve': 'Center approved',
  'decision.approve-with-conditions': 'Center approved with conditions',
  'decision.decline': 'Center declined',
  'decision.suspend': 'Center suspended',
  'decision.reinstate': 'Center reinstated',
  'decision.close': 'Center closed',
  'decision.reopen': 'Center reopened',
  'opening.asked': 'Taking over an approval asked for',
  'opening.taken-over': 'Approval in force taken over',
  'opening.declined': 'Taking over an approval declined',
  'opening.withdrawn': 'Taking over an approval no longer asked for',
  'document.refused': 'Opening a document refused',
  'place.refused': 'Showing a place refused',
  'import.added': 'File sent to be imported',
  'import.described': 'Columns of a file described',
  'import.taken': 'File taken in',
  'import.deleted': 'File thrown away',
  'import.expired': 'File deleted after its day',
  'sign-in.signed-in': 'Signed in',
  'sign-in.signed-out': 'Signed out',
  'sign-in.refused': 'Sign-in refused',
  'sign-in.locked': 'Sign-in locked',
  'sign-in.turned-away': 'Sign-in turned away while locked',
  'sign-in.address-held': 'Sign-in locked for one address',
  'link.invitation': 'Link to join made',
  'link.password': 'Link for a new password made',
  'link.set-up': 'Link to set the register up made',
  'password.rehashed': 'Kept form of the password renewed',
  'password.refused': 'Wrong password refused',
  'person.disabled': 'Account closed',
  'person.enabled': 'Account opened again',
  'person.edited': 'Name or e-mail address changed',
  'person.invited': 'Invited',
  'person.joined': 'Joined',
  'password.reset': 'Password set by a link',
  'password.changed': 'Password changed',
  'sessions.ended': 'Signed out everywhere',
  'role.taken': 'Role taken away',
  'role.unconfirmed': 'Role waits for a confirmation again',
}

export function actionText(action: string): string {
  const known = words[action]
  if (known !== undefined) return known
  const [noun = '', verb = ''] = action.split('.')
  const text = `${noun} ${verb}`.replaceAll(/[-_]/g, ' ').trim()
  return text.charAt(0).toUpperCase() + text.slice(1)
}

const pages: { [kind: string]: string } = {
  review: '/reviews',
  allocation: '/allocations',
  payment: '/payments',
  need: '/needs',
  delivery: '/deliveries',
  document: '/documents',
}

/** The page of what an event is about, where it has one of its own. */
export function subjectHref({ kind, id }: CenterEvent['subject']): string | null {
  const page = pages[kind]
  return page === undefined ? null : `${page}/${id}`
}

/** Fields that hold a person's id, as they are read. */
const people: { [field: string]: string } = { leadId: 'lead', followedBy: 'followed by' }
/** Other fields whose own names are not how one speaks. */
const spoken: { [field: string]: string } = {
  ...people,
  email: 'e-mail address',
  organizationId: 'organization',
  documentId: 'document',
  needId: 'need',
  keyPersonId: 'key person',
}

/** A field's name as it is read: `longestStayDays` is "longest stay days". */
export const fieldText = (field: string): string => spoken[field] ?? field.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()

/** So much of a text is read in a line of the history: of a field, and of the reason for a decision. All of it stands with the record. */
const [longestField, longestRationale] = [80, 400]

const valueText = (value: unknown, longest = longestField): string => {
  if (value === null || value === undefined || value === '') return 'nothing'
  if (Array.isArray(value)) return value.length === 0 ? 'nothing' : value.map((each) => valueText(each)).join(', ')
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return dayText(toDay(text))
  return text.length > longest ? `${text.slice(0, longest).toWellFormed()}…` : text
}

/** What changed, field by field, where an event holds both sides; and any reason that was given. `names` are people's, by id. */
export function changesText({ before, after, because, reason }: CenterEvent['details'], names: ReadonlyMap<number, string>): string[] {
  const text = (field: string, value: unknown): string => valueText(field in people && typeof value === 'number' ? (names.get(value) ?? 'somebody') : value)
  const [was, is] = [before, after].map((side) => (typeof side === 'object' && side !== null ? (side as { [field: string]: unknown }) : null))
  const changed = was && is ? Object.keys(is).map((field) => `${fieldText(field)}: ${text(field, is[field])} (was ${text(field, was[field])})`) : []
  const why = because ?? reason
  return typeof why === 'string' ? [...changed, `because: ${valueText(why)}`] : changed
}

/** What an event about a center says besides: why it was so decided, and the names of fields whose values no event holds (R1). */
export function besidesText({ rationale, fields }: CenterEvent['details']): string[] {
  const named = Array.isArray(fields) ? (fields as unknown[]).filter((each) => typeof each === 'string') : []
  return [
    ...(typeof rationale === 'string' ? [`because: ${valueText(rationale, longestRationale)}`] : []),
    ...(named.length === 0 ? [] : [`not shown here: ${named.map(fieldText).join(', ')}`]),
  ]
}
