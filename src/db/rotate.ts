import { sql } from 'kysely'
import type { Trx, Writer } from './database.ts'
import { readKeyFile, StartRefusal, writeKeyFile } from './key-file.ts'
import { keysOf, newKeyring, type Keyring, type Keys, type Place } from './keys.ts'

/** Every column that holds sealed values: its table, the key that the seal is bound to, and how many are in memory at once. A test compares this with the schema. */
export const sealedColumns = [
  { table: 'locations', column: 'sealed', id: 'center_id', atOnce: 200 },
  { table: 'private_phones', column: 'sealed', id: 'contact_id', atOnce: 200 },
  { table: 'document_contents', column: 'sealed', id: 'document_id', atOnce: 5 },
  { table: 'import_files', column: 'sealed', id: 'id', atOnce: 5 },
  { table: 'import_files', column: 'mapping', id: 'id', atOnce: 200 },
  { table: 'import_files', column: 'result', id: 'id', atOnce: 200 },
] as const
type SealedColumn = (typeof sealedColumns)[number]

/** The known word by which a register recognizes its keys (CRY-03). */
export const keyCheckAt = { table: 'settings', column: 'value', id: 0 }

export interface Rotation {
  writer: Writer
  keyFile: string
  /** How many values one transaction seals anew at most. */
  batch?: number
  /** Called between steps. What it throws stops the rotation there, as if the machine had stopped. */
  between?: (step: string) => void
}

/**
 * Gives the register a new key and seals everything with it (CRY-02). The new key is on the disk
 * before anything is sealed with it, and the old one stays until nothing needs it: whenever this is
 * stopped, the key file at hand opens every value, and calling it again goes on where it stopped.
 * Nobody else should have the register open: a running program does not know the new key. From the first step on the
 * database takes no seal of another (0018), so whatever it seals is refused, and nothing is sealed behind this one's back.
 * @returns the new key's id, how many values were sealed anew, and which keys are gone
 * @throws StartRefusal when something is still sealed with an old key, which is then kept
 */
export async function rotateKeys({ writer, keyFile, batch = 200, between = () => {} }: Rotation): Promise<{ active: string; resealed: number; removed: string[] }> {
  const ring = withNewKey(readKeyFile(keyFile, true))
  writeKeyFile(keyFile, ring)
  between('a new key is on the disk')
  const keys = keysOf(ring)
  let resealed = await writer.transaction().execute((trx) => resealCheck(trx, keys))
  for (const column of sealedColumns) {
    for (let after: number | null = 0; after !== null;) {
      between(`${column.table}.${column.column} after ${after}`)
      const from: number = after
      const done = await writer.transaction().execute((trx) => resealBatch(trx, keys, column, from, Math.min(batch, column.atOnce)))
      resealed += done.resealed
      after = done.last
    }
  }
  between('everything is sealed anew')
  const left = await writer.transaction().execute((trx) => countOthers(trx, keys))
  if (left > 0) throw new StartRefusal(`Not everything is sealed with the new key yet: ${left} in number are not. The old key is kept; run this again.`)
  const removed = Object.keys(ring.keys).filter((id) => id !== ring.active)
  writeKeyFile(keyFile, { ...ring, keys: { [ring.active]: ring.keys[ring.active] ?? '' } })
  return { active: ring.active, resealed, removed }
}

/** A ring of several keys is one whose rotation was stopped: its active key is the new one already. */
function withNewKey(ring: Keyring): Keyring {
  if (Object.keys(ring.keys).length > 1) return ring
  const { active, keys } = newKeyring()
  return { active, keys: { ...ring.keys, ...keys }, log: ring.log }
}

/** Seals the known word with the newest key, unless it is already. From then on nothing is sealed with another. @returns how many were sealed: one or none */
export async function resealCheck(trx: Trx, keys: Keys): Promise<number> {
  const { value } = await trx.selectFrom('settings').select('value').where('name', '=', 'key_check').executeTakeFirstOrThrow()
  if (keys.keyOf(value) === keys.active) return 0
  const sealed = keys.sealText(keyCheckAt, keys.openText(keyCheckAt, value))
  await trx.updateTable('settings').set({ value: sealed }).where('name', '=', 'key_check').execute()
  return 1
}

/** How many values are sealed with another key than the newest. */
async function countOthers(trx: Trx, keys: Keys): Promise<number> {
  let others = 0
  for (const { table, column } of sealedColumns) {
    const head = sql`ltrim(CAST(substr(${sql.ref(column)}, 1, 64) AS TEXT), '"')`
    const { rows } = await sql<{ count: number }>`
      SELECT count(*) AS count FROM ${sql.table(table)} WHERE ${head} GLOB 'v1.*' AND ${head} NOT GLOB ${`v1.${keys.active}.*`}`.execute(trx)
    others += rows[0]?.count ?? 0
  }
  return others
}

/** Seals anew what of the next values is sealed with another key. @returns the last id looked at; null at the end */
async function resealBatch(trx: Trx, keys: Keys, { table, column, id }: SealedColumn, after: number, batch: number): Promise<{ last: number | null; resealed: number }> {
  const [tableName, columnName, idName] = [sql.table(table), sql.ref(column), sql.ref(id)]
  const { rows } = await sql<{ id: number; sealed: string | Buffer | null }>`
    SELECT ${idName} AS id, ${columnName} AS sealed FROM ${tableName} WHERE ${idName} > ${after} ORDER BY ${idName} LIMIT ${batch}`.execute(trx)
  let resealed = 0
  for (const row of rows) {
    const sealed = row.sealed === null ? null : sealedAnew(keys, { table, column, id: row.id }, row.sealed)
    if (sealed === null) continue
    await sql`UPDATE ${tableName} SET ${columnName} = ${sealed} WHERE ${idName} = ${row.id}`.execute(trx)
    resealed += 1
  }
  return { last: rows.at(-1)?.id ?? null, resealed }
}

/** @returns null when the value is sealed with the new key already, or is not sealed at all */
function sealedAnew(keys: Keys, place: Place, value: string | Buffer): string | Buffer | null {
  // Where a column must hold JSON, the sealed text stands in quotes.
  if (typeof value === 'string' && value.startsWith('"')) {
    const inner = sealedAnew(keys, place, JSON.parse(value) as string)
    return inner === null ? null : JSON.stringify(inner)
  }
  const key = keys.keyOf(value)
  if (key === '' || key === keys.active) return null
  return typeof value === 'string' ? keys.sealText(place, keys.openText(place, value)) : keys.sealBytes(place, keys.openBytes(place, value))
}
