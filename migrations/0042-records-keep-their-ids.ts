import { sql, type Kysely } from 'kysely'

/** Of each table whose rows may change at all, the column that SQLite makes the row's own number. */
const keyOf: Record<string, string> = {
  ...Object.fromEntries(
    [
      'people',
      'organizations',
      'key_people',
      'centers',
      'center_services',
      'contacts',
      'notes',
      'location_authorizations',
      'import_files',
      'checklists',
      'checklist_items',
      'reviews',
      'finding_evidence',
      'opening_approvals',
      'evidence_renewals',
      'standing_spans',
      'evidence_spans',
      'funds',
      'needs',
      'allocations',
      'deliveries',
      'delivery_lines',
    ].map((table) => [table, 'id']),
  ),
  document_contents: 'document_id',
  locations: 'center_id',
  private_phones: 'contact_id',
  directory_turns: 'center_id',
  allocation_totals: 'allocation_id',
  need_progress: 'need_id',
  centers_without_evidence_spans: 'center_id',
  allocation_followers: 'allocation_id',
  payment_followers: 'payment_id',
}

/**
 * A trigger that fires when `id` is named (`UPDATE OF id`) is silent when the same number is set as `rowid`, `oid` or `_rowid_`: so what
 * was sent to one center could come to belong to another (M6, S1). A record keeps its number, under whichever name it is set.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const [table, key] of Object.entries(keyOf))
    await sql
      .raw(`CREATE TRIGGER ${table}_keep_their_ids BEFORE UPDATE ON ${table} WHEN NEW.${key} IS NOT OLD.${key} BEGIN SELECT RAISE(ABORT, '${table}_keep_their_ids'); END`)
      .execute(db)
}
