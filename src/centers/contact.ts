import { problemIf, Refusal, type Problem } from '../shared/refusal.ts'

export const contactKinds = ['front desk', 'private'] as const
export type ContactKind = (typeof contactKinds)[number]

/** Somebody at a center. `phone` is a front desk's; a private one's is kept sealed with the place, and this says only that there is one. */
export interface Contact {
  id: number
  centerId: number
  name: string
  role: string | null
  kind: ContactKind
  phone: string | null
  hasPrivatePhone: boolean
  email: string | null
  language: string | null
  isPrimary: boolean
  ended: boolean
  version: number
}

/** Who said that a contact is no longer there, and when. */
export interface Ending {
  by: string
  at: Temporal.Instant
}

/** @throws Refusal when the contact is no longer there */
export function assertStillThere(contact: Pick<Contact, 'name' | 'ended'>): void {
  if (contact.ended) throw new Refusal('conflict', `${contact.name} is no longer a contact of this center. Add them anew if they are back.`)
}

interface Edited {
  kind?: ContactKind
  /** What the box beside the private phone says. */
  keepPhone?: boolean
}

/** A front desk has no private phone, so making a private contact one erases theirs: never while the form says that it is kept. */
export const keptPhoneProblems = ({ hasPrivatePhone }: Pick<Contact, 'hasPrivatePhone'>, { kind, keepPhone = false }: Edited): Problem[] =>
  problemIf(
    hasPrivatePhone && kind === 'front desk' && keepPhone,
    'keepPhone',
    'A front desk has no private phone, so it cannot be kept. Untick this to erase the number, or keep the kind “Private”.',
  )

/** Whether a form leaves a contact no private phone that they had. */
export const erasesPhone = ({ hasPrivatePhone }: Pick<Contact, 'hasPrivatePhone'>, { kind, phone, keepPhone }: Required<Edited> & { phone: string | null }): boolean =>
  hasPrivatePhone && (kind === 'front desk' || (phone === null && !keepPhone))

export const noteKinds = ['note', 'call', 'message'] as const
export type NoteKind = (typeof noteKinds)[number]

export interface Note {
  id: number
  centerId: number
  kind: NoteKind
  onDay: string
  withWhom: string | null
  text: string
  writtenBy: number
  withdrawn: { by: number; because: string } | null
}

/** @throws Refusal when it is withdrawn already */
export function assertNotWithdrawn({ withdrawn }: Pick<Note, 'withdrawn'>): void {
  if (withdrawn !== null) throw new Refusal('conflict', 'This note has been withdrawn already.')
}
