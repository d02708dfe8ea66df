import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { writeKeyFile } from '../../src/db/key-file.ts'
import { newKeyring } from '../../src/db/keys.ts'
import { lockRegister } from '../../src/db/lock.ts'
import { migrate, migrationsFolder } from '../../src/db/migrate.ts'

/** A register as the program before the newest migration left it, served by that program until `release`. */
export async function olderRegister(folder: string): Promise<{ database: string; release: () => void }> {
  const place = mkdtempSync(path.join(folder, 'older-'))
  const [database, migrations] = [path.join(place, 'lantern.db'), path.join(place, 'migrations')]
  cpSync(migrationsFolder, migrations, { recursive: true })
  rmSync(path.join(migrations, readdirSync(migrations).sort().at(-1) ?? ''))
  await migrate(database, migrations)
  writeKeyFile(path.join(place, 'lantern.key'), newKeyring())
  return { database, release: lockRegister(database) }
}
