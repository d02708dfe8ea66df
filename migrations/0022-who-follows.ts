import { sql, type Kysely } from 'kysely'

const follows = (noun: 'allocation' | 'payment'): string[] => [
  `CREATE TABLE ${noun}_followers (
    ${noun}_id INTEGER PRIMARY KEY REFERENCES ${noun}s,
    person_id INTEGER NOT NULL REFERENCES people
  ) STRICT`,
  `CREATE INDEX ${noun}_followers_by_person ON ${noun}_followers (person_id)`,
]

/**
 * Who goes on with what somebody left behind. Beside the record and not in it: who drafted, proposed or planned it is a fact
 * that M3 and M4 stand on, and no handing over changes it.
 */
const statements = [...follows('allocation'), ...follows('payment')]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
