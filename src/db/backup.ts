import { chmodSync, existsSync, rmSync } from 'node:fs'
import { openFile } from './database.ts'
import { StartRefusal } from './key-file.ts'
import { renameForGood } from './rename.ts'

/**
 * Copies a register whole while it is being written to, and looks the copy through. It bears its
 * name only once it is whole: a copy that was cut short is never taken for one.
 * @throws StartRefusal when something stands at `target` already, or the copy cannot be written or is not whole
 */
export async function backUp(database: string, target: string): Promise<void> {
  if (existsSync(target)) throw new StartRefusal(`${target} is there already. Name a new file: a backup never overwrites another.`)
  const beside = `${target}.unfinished`
  try {
    rmSync(beside, { force: true })
    await copy(database, beside)
    chmodSync(beside, 0o600)
    const found = problemOf(beside)
    if (found !== null) throw new StartRefusal(`The copy is not whole (${found}), so it was not kept. Look at the disk, and at the register itself.`)
    renameForGood(beside, target)
  } catch (error) {
    rmSync(beside, { force: true })
    if (error instanceof StartRefusal) throw error
    throw new StartRefusal(`No copy could be written to ${target}: ${error instanceof Error ? error.message : 'why is not known'}.`)
  }
}

async function copy(database: string, target: string): Promise<void> {
  const source = openFile(database, { readonly: true })
  try {
    await source.backup(target)
  } finally {
    source.close()
  }
}

/** What is wrong with a file, by SQLite's own checks; null when they find nothing. */
function problemOf(file: string): string | null {
  const copied = openFile(file)
  try {
    const said = copied.pragma('integrity_check(1)', { simple: true })
    if (said !== 'ok') return String(said)
    return (copied.pragma('foreign_key_check') as unknown[]).length > 0 ? 'rows that point nowhere' : null
  } finally {
    copied.close()
  }
}
