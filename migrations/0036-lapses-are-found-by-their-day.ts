import { sql, type Kysely } from 'kysely'

/** What lapses soon is asked of past days too, from spans that were superseded since: the index of those that stand has them not. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE INDEX standing_spans_lapsing ON standing_spans (from_on, center_id) WHERE kind = 'lapsed'`.execute(db)
}
