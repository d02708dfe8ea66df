import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { StartRefusal } from './key-file.ts'

/**
 * One program serves a register at a time: a second one would keep throttles, settings and keys of
 * its own. The lock is a file beside it that names the process; one left by a killed process is taken over.
 * @returns what lets it go again
 * @throws StartRefusal when another program has it
 */
export function lockRegister(database: string): () => void {
  const file = `${database}.lock`
  const holder = lockHolder(database)
  if (holder !== null) throw new StartRefusal(`Another Lantern (process ${holder}) is serving ${database}. Stop it first.`)
  writeFileSync(file, String(process.pid), { mode: 0o600 })
  return () => rmSync(file, { force: true })
}

/** The process that serves a register now, or null. */
function lockHolder(database: string): number | null {
  try {
    const holder = Number(readFileSync(`${database}.lock`, 'utf8'))
    if (!Number.isSafeInteger(holder) || holder <= 0 || holder === process.pid) return null
    process.kill(holder, 0) // Only asks whether it is there.
    return holder
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM' ? -1 : null
  }
}
