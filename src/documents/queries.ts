import { createHash } from 'node:crypto'
import type { Record as Recorder } from '../audit/record.ts'
import type { Reader, Trx } from '../db/database.ts'
import type { Keys, Place } from '../db/keys.ts'
import type { Upload } from '../http/upload.ts'
import type { Person } from '../shared/actor.ts'
import { instantText, toDay, toDayOrNull, type Day } from '../shared/days.ts'
import { Refusal } from '../shared/refusal.ts'
import type { Document, DocumentKind } from './document.ts'
import { numberIn } from '../shared/written.ts'

export interface NewDocument {
  centerId: number | null
  kind: DocumentKind
  title: string
  datedOn: Day | null
  receivedOn: Day
  expiresOn: Day | null
  /** The document that this one takes the place of; the old one stays. */
  replacesId: number | null
  file: Upload
}

async function insertDocument(trx: Trx, keys: Keys, actor: Person, document: NewDocument): Promise<number> {
  const { file, replacesId } = document
  if (replacesId !== null) await assertReplaceable(trx, replacesId, document.centerId)
  const { id } = await trx
    .insertInto('documents')
    .values({
      center_id: document.centerId,
      kind: document.kind,
      title: document.title,
      dated_on: document.datedOn?.toString() ?? null,
      received_on: document.receivedOn.toString(),
      expires_on: document.expiresOn?.toString() ?? null,
      media_type: file.mediaType,
      size: file.bytes.length,
      sha256: createHash('sha256').update(file.bytes).digest('hex'),
      replaces_id: replacesId,
      added_by: actor.id,
      added_at: instantText(actor.now),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await trx
    .insertInto('document_contents')
    .values({ document_id: id, sealed: keys.sealBytes(sealedAt(id), file.bytes) })
    .execute()
  return id
}

/**
 * Keeps a document and its sealed bytes, in another noun's transaction too. Its event names what was
 * typed about it, and that there is a file; of what is in it nothing.
 * @returns its id
 * @throws Refusal (conflict) when what it replaces is another center's, or has been replaced already
 */
export async function addDocument(trx: Trx, record: Recorder, keys: Keys, actor: Person, document: NewDocument): Promise<number> {
  const id = await insertDocument(trx, keys, actor, document)
  const { kind, title, datedOn, receivedOn, expiresOn, replacesId, centerId } = document
  const days = { datedOn: datedOn?.toString() ?? null, receivedOn: receivedOn.toString(), expiresOn: expiresOn?.toString() ?? null }
  await record('document.added', { kind: 'document', id, centerId }, { kind, title, ...days, replacesId, mediaType: document.file.mediaType, fields: ['file'] })
  return id
}

/** Where a document's bytes are bound to (CRY-01). */
const sealedAt = (documentId: number): Place => ({ table: 'document_contents', column: 'sealed', id: documentId })

async function assertReplaceable(trx: Trx, replacesId: number, centerId: number | null): Promise<void> {
  const old = await getDocument(trx, replacesId)
  if (old.centerId !== centerId) throw new Refusal('conflict', 'A new version belongs to the same center as the old one.')
  const newer = await trx.selectFrom('documents').select('id').where('replaces_id', '=', replacesId).executeTakeFirst()
  if (newer) throw new Refusal('conflict', 'This document has been replaced already. Replace its newest version.')
}

/** @throws Refusal (not found) */
export async function getDocument(db: Reader, id: number): Promise<Document> {
  const row = await db.selectFrom('documents').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw new Refusal('not-found', 'There is no such document.')
  return toDocument(row)
}

/** The document of a center that a form says it replaces, by its typed number; null when it names none of that center's. */
export async function findReplaced(db: Reader, typed: string, centerId: number): Promise<Document | null> {
  const id = numberIn(typed)
  if (id === null) return null
  const row = await db.selectFrom('documents').selectAll().where('id', '=', id).where('center_id', '=', centerId).executeTakeFirst()
  return row ? toDocument(row) : null
}

/** A document's bytes, opened. */
export async function readContents(db: Reader, keys: Keys, id: number): Promise<Buffer> {
  const { sealed } = await db.selectFrom('document_contents').select('sealed').where('document_id', '=', id).executeTakeFirstOrThrow()
  return keys.openBytes(sealedAt(id), sealed)
}

interface DocumentRow {
  id: number
  center_id: number | null
  kind: DocumentKind
  title: string
  dated_on: string | null
  received_on: string
  expires_on: string | null
  media_type: Document['mediaType']
  size: number
  sha256: string
  replaces_id: number | null
  added_by: number
  added_at: string
}

export const toDocument = (row: DocumentRow): Document => ({
  id: row.id,
  centerId: row.center_id,
  kind: row.kind,
  title: row.title,
  datedOn: toDayOrNull(row.dated_on),
  receivedOn: toDay(row.received_on),
  expiresOn: toDayOrNull(row.expires_on),
  mediaType: row.media_type,
  size: row.size,
  sha256: row.sha256,
  replacesId: row.replaces_id,
  addedBy: row.added_by,
  addedAt: row.added_at,
})
