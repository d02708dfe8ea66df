import { addOnce, change } from '../audit/record.ts'
import { getCenter } from '../centers/queries.ts'
import type { Trx, Writer } from '../db/database.ts'
import type { Upload } from '../http/upload.ts'
import { countOpenings, countShowings } from '../locations/event-queries.ts'
import { mostShowings } from '../locations/location.ts'
import type { Person } from '../shared/actor.ts'
import { assertNone } from '../shared/refusal.ts'
import { documentProblems, holdsPlace, mostOpenings, type Document } from './document.ts'
import type { DocumentForm } from './forms.ts'
import { addDocument, getDocument, readContents } from './queries.ts'

/** Keeps a center's document, or a new version of one; once for each form (M7). @returns its id */
export function keepDocument(writer: Writer, actor: Person, centerId: number, { token, ...form }: DocumentForm, file: Upload): Promise<number> {
  return addOnce(writer, actor, token, ['document.kept', centerId, form, file], async (trx, record) => {
    await getCenter(trx, centerId)
    assertNone(documentProblems(form, actor.today))
    const { kind, title, datedOn, receivedOn, expiresOn, replaces } = form
    return addDocument(trx, record, writer.keys, actor, { centerId, kind, title, datedOn, receivedOn, expiresOn, replacesId: replaces, file })
  })
}

/**
 * Opens a document's file. It may hold a place, so that somebody did is in the log (CONF-09).
 * @returns null past what one person may open in an hour; that is in the log too (CONF-05)
 */
export function openFile(writer: Writer, actor: Person, id: number): Promise<{ document: Document; bytes: Buffer } | null> {
  return change(writer, actor, async (trx, record) => {
    const document = await getDocument(trx, id)
    const subject = { kind: 'document', id, centerId: document.centerId }
    if (await isTooMany(trx, actor, document)) {
      await record('document.refused', subject, { because: 'too many in an hour' })
      return null
    }
    await record('document.opened', subject)
    return { document, bytes: await readContents(trx, writer.keys, id) }
  })
}

async function isTooMany(trx: Trx, actor: Person, document: Document): Promise<boolean> {
  const since = actor.now.subtract({ hours: 1 })
  if (holdsPlace(document) && (await countShowings(trx, actor.id, since)) >= mostShowings) return true
  return (await countOpenings(trx, actor.id, since)) >= mostOpenings
}
