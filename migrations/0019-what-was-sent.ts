import { sql, type Kysely } from 'kysely'

/** M7: a used token holds a hash of what came with it, so that it answers for that and for nothing else. Null for those used before. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('ALTER TABLE form_tokens ADD COLUMN sent TEXT CONSTRAINT sent_is_hashed CHECK (length(sent) = 64)').execute(db)
}
