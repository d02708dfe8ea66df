import { createHash, randomBytes } from 'node:crypto'
import type { Reader, Trx } from '../db/database.ts'
import { instantText } from '../shared/days.ts'
import { Refusal } from '../shared/refusal.ts'

export type LinkKind = 'set-up' | 'invitation' | 'password'
export interface Link {
  hash: string
  kind: LinkKind
  personId: number | null
}

/** How long each lasts, in hours (AUTH-08). */
const hours: Record<LinkKind, number> = { 'set-up': 24, invitation: 24, password: 1 }

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

/** Makes a one-time link's token: only its hash is kept. Earlier ones of the same person end. */
export async function insertLink(trx: Trx, link: { kind: LinkKind; personId: number | null; madeBy: number | null; now: Temporal.Instant }): Promise<string> {
  const token = randomBytes(24).toString('base64url')
  const { kind, personId, madeBy, now } = link
  await endLinks(trx, personId, now)
  await trx
    .insertInto('links')
    .values({
      token_hash: hashOf(token),
      kind,
      person_id: personId,
      made_by: madeBy,
      made_at: instantText(now),
      expires_at: instantText(now.add({ hours: hours[kind] })),
    })
    .execute()
  return token
}

/** Ends the links of somebody, or of the set-up, that were not used yet. */
export async function endLinks(trx: Trx, personId: number | null, now: Temporal.Instant): Promise<void> {
  await trx
    .updateTable('links')
    .set({ used_at: instantText(now) })
    .where('used_at', 'is', null)
    .where('person_id', 'is', personId)
    .execute()
}

const anotherByReset =
  'Ask an administrator for a new one. If you are the only one, whoever runs this register prints it: npm run lantern -- people reset, and your e-mail address.'

/** @param another says how to come by another one. @throws Refusal (gone) when it was used, has expired, or never was */
export async function getLink(db: Reader, token: string, now: Temporal.Instant, another = anotherByReset): Promise<Link> {
  const row = await db.selectFrom('links').select(['token_hash', 'kind', 'person_id', 'used_at', 'expires_at']).where('token_hash', '=', hashOf(token)).executeTakeFirst()
  if (!row || row.used_at !== null || row.expires_at < instantText(now)) throw new Refusal('gone', `This link was used already or has expired. ${another}`)
  return { hash: row.token_hash, kind: row.kind, personId: row.person_id }
}

export async function useLink(trx: Trx, link: Link, now: Temporal.Instant): Promise<void> {
  await trx
    .updateTable('links')
    .set({ used_at: instantText(now) })
    .where('token_hash', '=', link.hash)
    .execute()
}
