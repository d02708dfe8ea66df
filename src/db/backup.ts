import { chmodSync, existsSync, rmSync } from 'node:fs'
import { openFile } from './database.ts'
import { StartRefusal } from './key-file.ts'

/**
 * Copies a register whole while it is being written to, and looks the copy through.
 * @throws StartRefusal when something stands at `target` already, or the copy is not whole; then nothing is left there
 */
export async function backUp(database: string, target: string): Promise<void> {
  if (existsSync(target)) throw new StartRefusal(`${target} is there already. Name a new file: a backup never overwrites another.`)
  const source = openFile(database, { readonly: true })
  try {
    await source.backup(target)
  } finally {
    source.close()
  }
  chmodSync(target, 0o600)
  const found = problemOf(target)
  if (found === null) return
  rmSync(target, { force: true })
  throw new StartRefusal(`The copy is not whole (${found}), so it was not kept. Look at the disk, and at the register itself.`)
}

/** What is wrong with a file, by SQLite's own checks; null when they find nothing. */
function problemOf(file: string): string | null {
  const copy = openFile(file)
  try {
    const said = copy.pragma('integrity_check(1)', { simple: true })
    if (said !== 'ok') return String(said)
    return (copy.pragma('foreign_key_check') as unknown[]).length > 0 ? 'rows that point nowhere' : null
  } finally {
    copy.close()
  }
}
