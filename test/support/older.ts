import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { writeKeyFile } from '../../src/db/key-file.ts'
import { newKeyring } from '../../src/db/keys.ts'
import { lockRegister } from '../../src/db/lock.ts'
import { migrate, migrationsFolder } from '../../src/db/migrate.ts'

const newest = (): string => readdirSync(migrationsFolder).sort().at(-1) ?? ''

/** A register as the program before a migration, the newest unless said, left it: served by that program until `release`. */
export async function olderRegister(folder: string, before = newest()): Promise<{ database: string; release: () => void }> {
  const place = mkdtempSync(path.join(folder, 'older-'))
  const [database, migrations] = [path.join(place, 'lantern.db'), path.join(place, 'migrations')]
  cpSync(migrationsFolder, migrations, { recursive: true })
  for (const later of readdirSync(migrations).filter((name) => name >= before)) rmSync(path.join(migrations, later))
  await migrate(database, migrations)
  writeKeyFile(path.join(place, 'lantern.key'), newKeyring())
  return { database, release: lockRegister(database) }
}
