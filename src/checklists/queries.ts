import type { Reader, Trx } from '../db/database.ts'
import { question } from '../db/question.ts'
import { Refusal } from '../shared/refusal.ts'
import type { Applicability, Checklist, ChecklistLine, Item, NewItem } from './checklist.ts'

const checklistRow = question((db, { id }: { id: number }) => db.selectFrom('checklists').select(['id', 'version', 'title']).where('id', '=', id))
const itemsOf = question((db, { id }: { id: number }) => db.selectFrom('checklist_items').selectAll().where('checklist_id', '=', id).orderBy('position'))

export async function getChecklist(db: Reader, id: number): Promise<Checklist> {
  const [row] = await checklistRow(db, { id })
  if (!row) throw new Refusal('not-found', 'There is no such checklist.')
  const items = await itemsOf(db, { id })
  return { ...row, items: items.map(toItem) }
}

/** Every version, the newest first. */
export async function listChecklists(db: Reader): Promise<ChecklistLine[]> {
  const rows = await db
    .selectFrom('checklists as c')
    .select(['c.id', 'c.version', 'c.title', 'c.published_at'])
    .select(({ selectFrom }) => [
      selectFrom('checklist_items as i')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .whereRef('i.checklist_id', '=', 'c.id')
        .as('items'),
      selectFrom('reviews as r')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .whereRef('r.checklist_id', '=', 'c.id')
        .as('reviews'),
    ])
    .orderBy('c.version', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    title: row.title,
    publishedAt: row.published_at === null ? null : Temporal.Instant.from(row.published_at),
    items: row.items ?? 0,
    reviews: row.reviews ?? 0,
  }))
}

/** The version that a review opened now uses (V1). */
export async function getPublishedChecklist(db: Reader): Promise<Checklist> {
  const row = await db.selectFrom('checklists').select('id').where('published_at', 'is not', null).orderBy('version', 'desc').limit(1).executeTakeFirst()
  if (!row) throw new Refusal('conflict', 'No checklist is published yet.')
  return getChecklist(db, row.id)
}

/** Inserts a version with its items and publishes it; from then on the database keeps it as it is. */
export async function insertPublishedChecklist(trx: Trx, checklist: { version: number; title: string; items: NewItem[]; at: string; by: number }): Promise<number> {
  const { version, title, items, at, by } = checklist
  const { id } = await trx.insertInto('checklists').values({ version, title, created_at: at }).returning('id').executeTakeFirstOrThrow()
  for (const item of items) await trx.insertInto('checklist_items').values(toRow(id, item)).execute()
  await trx.updateTable('checklists').set({ published_at: at, published_by: by }).where('id', '=', id).execute()
  return id
}

const toRow = (checklistId: number, item: NewItem) => ({
  checklist_id: checklistId,
  section: item.section,
  position: item.position,
  code: item.code,
  question: item.question,
  guidance: item.guidance,
  evidence_wanted: item.evidenceWanted,
  importance: item.importance,
  polarity: item.polarity,
  not_applicable_allowed: item.notApplicableAllowed ? (1 as const) : (0 as const),
  months_good: item.monthsGood,
  applies_to: JSON.stringify(item.appliesTo),
  source: item.source,
})

type ItemRow = Omit<ReturnType<typeof toRow>, 'not_applicable_allowed' | 'checklist_id'> & { id: number; not_applicable_allowed: number }

const toItem = (row: ItemRow): Item => ({
  id: row.id,
  section: row.section,
  position: row.position,
  code: row.code,
  question: row.question,
  guidance: row.guidance,
  evidenceWanted: row.evidence_wanted,
  importance: row.importance,
  polarity: row.polarity,
  notApplicableAllowed: row.not_applicable_allowed === 1,
  monthsGood: row.months_good,
  appliesTo: JSON.parse(row.applies_to) as Applicability[],
  source: row.source,
})
