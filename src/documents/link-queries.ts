import type { Reader } from '../db/database.ts'

/** Where a document is used: what it stands for there, and the page that shows it. */
export interface DocumentLink {
  said: string
  href: string
}

/** Everything that rests on a document, authorizations to show a place apart: those only src/locations reads. */
export async function listLinks(db: Reader, documentId: number): Promise<DocumentLink[]> {
  const found = await Promise.all([
    findings(db, documentId),
    renewals(db, documentId),
    decisions(db, documentId),
    openings(db, documentId),
    receipts(db, documentId),
    balances(db, documentId),
  ])
  return found.flat()
}

async function findings(db: Reader, documentId: number): Promise<DocumentLink[]> {
  const rows = await db
    .selectFrom('finding_evidence')
    .innerJoin('checklist_items', 'checklist_items.id', 'finding_evidence.item_id')
    .select(['finding_evidence.review_id', 'checklist_items.code'])
    .where('document_id', '=', documentId)
    .where('removed_at', 'is', null)
    .orderBy('finding_evidence.id')
    .execute()
  return rows.map(({ review_id, code }) => ({ said: `Evidence for ${code} in review ${review_id}`, href: `/reviews/${review_id}` }))
}

async function renewals(db: Reader, documentId: number): Promise<DocumentLink[]> {
  const rows = await db
    .selectFrom('evidence_renewals')
    .innerJoin('checklist_items', 'checklist_items.id', 'evidence_renewals.item_id')
    .select(['evidence_renewals.center_id', 'checklist_items.code', 'evidence_renewals.answer'])
    .where('document_id', '=', documentId)
    .orderBy('evidence_renewals.id')
    .execute()
  return rows.map(({ center_id, code, answer }) => ({
    said: `Renewal of the evidence for ${code}, ${answer ?? 'not answered yet'}`,
    href: `/centers/${center_id}/evidence`,
  }))
}

async function decisions(db: Reader, documentId: number): Promise<DocumentLink[]> {
  const rows = await db.selectFrom('decisions').select(['center_id', 'outcome']).where('document_id', '=', documentId).orderBy('id').execute()
  return rows.map(({ center_id, outcome }) => ({ said: `Decision: ${outcome}`, href: `/centers/${center_id}` }))
}

async function openings(db: Reader, documentId: number): Promise<DocumentLink[]> {
  const rows = await db.selectFrom('opening_approvals').select(['center_id', 'answer']).where('document_id', '=', documentId).orderBy('id').execute()
  return rows.map(({ center_id, answer }) => ({ said: `Approval from before the register began, ${answer ?? 'not answered yet'}`, href: `/centers/${center_id}` }))
}

async function receipts(db: Reader, documentId: number): Promise<DocumentLink[]> {
  const rows = await db.selectFrom('receipts').select(['delivery_id']).where('document_id', '=', documentId).orderBy('id').execute()
  return rows.map(({ delivery_id }) => ({ said: `Proof of a receipt of delivery ${delivery_id}`, href: `/deliveries/${delivery_id}` }))
}

async function balances(db: Reader, documentId: number): Promise<DocumentLink[]> {
  const rows = await db
    .selectFrom('fund_entries')
    .innerJoin('funds', 'funds.id', 'fund_entries.fund_id')
    .select(['funds.id', 'funds.code'])
    .where('document_id', '=', documentId)
    .orderBy('fund_entries.id')
    .execute()
  return rows.map(({ id, code }) => ({ said: `Opening balance of the fund ${code}`, href: `/funds/${id}` }))
}
