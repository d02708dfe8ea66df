import { accessSync, constants, mkdirSync } from 'node:fs'
import { StartRefusal } from './key-file.ts'

/**
 * Makes the folder that a register lies in, if it is not there. What this process makes from now on, the register,
 * its lock and its copies, is nobody else's to read.
 * @throws StartRefusal when it cannot be written to
 */
export function makeFolder(folder: string): void {
  process.umask(0o077)
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.W_OK)
  } catch {
    throw new StartRefusal(`The folder ${folder} cannot be written to. Lantern keeps its register there.`)
  }
}
