import { sql, type SelectQueryBuilder } from 'kysely'
import type { Reader } from '../db/database.ts'
import { question } from '../db/question.ts'
import type { Schema } from '../db/schema.ts'
import type { Sort } from '../http/lists.ts'
import type { Day } from '../shared/days.ts'
import type { Document, DocumentKind } from './document.ts'
import { getDocument, toDocument } from './queries.ts'

export const documentSorts = ['title', 'received', 'expires', 'center'] as const
export type DocumentSort = (typeof documentSorts)[number]

export interface DocumentFilter {
  /** Expiring within so many days from today, today included; or expired before today. */
  due: 30 | 60 | 90 | 'expired' | null
  kinds: DocumentKind[]
  /** Only what this person added. */
  addedBy: number | null
  today: Day
}

export interface ListedDocument extends Document {
  centerName: string | null
  addedByName: string
}

type Query = SelectQueryBuilder<Schema, 'documents', object>

/** Documents that nothing newer replaces, in an order of allow-listed columns. */
export async function listDocuments(db: Reader, filter: DocumentFilter, sort: Sort<DocumentSort>, window: { limit: number; offset: number }): Promise<ListedDocument[]> {
  const direction = sort.descending ? 'desc' : 'asc'
  const rows = await filtered(db, filter)
    .leftJoin('centers', 'centers.id', 'documents.center_id')
    .innerJoin('people', 'people.id', 'documents.added_by')
    .selectAll('documents')
    .select(['centers.name as center_name', 'people.name as added_by_name'])
    .$call((query) => {
      if (sort.by === 'title') return query.orderBy(sql`documents.title collate nocase`, direction)
      if (sort.by === 'center') return query.orderBy(sql`centers.name collate nocase`, direction)
      if (sort.by === 'expires') return query.orderBy('documents.expires_on', (order) => (sort.descending ? order.desc().nullsLast() : order.asc().nullsLast()))
      return query.orderBy('documents.received_on', direction)
    })
    .orderBy('documents.id')
    .limit(window.limit)
    .offset(window.offset)
    .execute()
  return rows.map((row) => ({ ...toDocument(row), centerName: row.center_name, addedByName: row.added_by_name }))
}

export async function countDocuments(db: Reader, filter: DocumentFilter): Promise<number> {
  const { count } = await filtered(db, filter)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

const newestOfCenter = question((db, { centerId }: { centerId: number }) =>
  newest(db).selectAll('documents').where('documents.center_id', '=', centerId).orderBy('documents.received_on', 'desc').orderBy('documents.id', 'desc'),
)

/** The newest version of each of a center's documents. */
export const listCenterDocuments = async (db: Reader, centerId: number): Promise<Document[]> => (await newestOfCenter(db, { centerId })).map(toDocument)

const newest = (db: Reader): Query =>
  db
    .selectFrom('documents')
    .where(({ not, exists, selectFrom }) => not(exists(selectFrom('documents as newer').select('newer.id').whereRef('newer.replaces_id', '=', 'documents.id'))))

function filtered(db: Reader, { due, kinds, addedBy, today }: DocumentFilter): Query {
  let query = newest(db)
  if (due === 'expired') query = query.where('documents.expires_on', '<', today.toString())
  else if (due !== null) query = query.where('documents.expires_on', '>=', today.toString()).where('documents.expires_on', '<=', today.add({ days: due }).toString())
  if (kinds.length > 0) query = query.where('documents.kind', 'in', kinds)
  return addedBy === null ? query : query.where('documents.added_by', '=', addedBy)
}

/** All versions of a document, the newest first, whichever of them is asked for. */
export async function listVersions(db: Reader, document: Document): Promise<Document[]> {
  const versions = [document]
  for (let older = document.replacesId; older !== null;) {
    const found: Document = await getDocument(db, older)
    versions.push(found)
    older = found.replacesId
  }
  for (let newest = document.id; ;) {
    const row = await db.selectFrom('documents').selectAll().where('replaces_id', '=', newest).executeTakeFirst()
    if (!row) return versions
    versions.unshift(toDocument(row))
    newest = row.id
  }
}
