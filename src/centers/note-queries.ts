import type { Reader, Trx } from '../db/database.ts'
import { question } from '../db/question.ts'
import { Refusal } from '../shared/refusal.ts'
import type { Note, NoteKind } from './contact.ts'

const notes = (db: Reader) =>
  db.selectFrom('notes').select(['id', 'center_id', 'kind', 'on_day', 'with_whom', 'text', 'written_by', 'withdrawn_at', 'withdrawn_by', 'withdrawn_because'])

type Row = Awaited<ReturnType<ReturnType<typeof notes>['execute']>>[number]

const toNote = (row: Row): Note => ({
  id: row.id,
  centerId: row.center_id,
  kind: row.kind,
  onDay: row.on_day,
  withWhom: row.with_whom,
  text: row.text,
  writtenBy: row.written_by,
  withdrawn: row.withdrawn_because === null ? null : { by: row.withdrawn_by ?? 0, because: row.withdrawn_because },
})

const latestNotes = question((db, { centerId, most, from }: { centerId: number; most: number; from: number }) =>
  notes(db).where('center_id', '=', centerId).orderBy('on_day', 'desc').orderBy('id', 'desc').limit(most).offset(from),
)

/** A center's notes, the latest first, one more than `most` so that the page knows whether there are others. */
export async function listNotes(db: Reader, centerId: number, { most, from = 0 }: { most: number; from?: number }): Promise<Note[]> {
  const rows = await latestNotes(db, { centerId, most, from })
  return rows.map(toNote)
}

export async function countNotes(db: Reader, centerId: number): Promise<number> {
  const counted = db.selectFrom('notes').select(({ fn }) => fn.countAll<number>().as('count'))
  return (await counted.where('center_id', '=', centerId).executeTakeFirstOrThrow()).count
}

/** @throws Refusal (not found) */
export async function getNote(db: Reader, id: number): Promise<Note> {
  const row = await notes(db).where('id', '=', id).executeTakeFirst()
  if (!row) throw new Refusal('not-found', 'There is no such note.')
  return toNote(row)
}

export async function insertNote(
  trx: Trx,
  centerId: number,
  note: { kind: NoteKind; onDay: string; withWhom: string | null; text: string },
  written: { by: number; at: string },
): Promise<number> {
  const row = { center_id: centerId, kind: note.kind, on_day: note.onDay, with_whom: note.withWhom, text: note.text, written_by: written.by, written_at: written.at }
  return (await trx.insertInto('notes').values(row).returning('id').executeTakeFirstOrThrow()).id
}

export async function setNoteWithdrawn(trx: Trx, id: number, because: string, by: number, at: string): Promise<void> {
  await trx.updateTable('notes').set({ withdrawn_at: at, withdrawn_by: by, withdrawn_because: because }).where('id', '=', id).execute()
}
