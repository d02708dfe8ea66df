import { accessSync, constants, mkdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { StartRefusal } from './key-file.ts'

/**
 * Makes the folder that a register lies in, if it is not there. What this process makes from now on, the register,
 * its lock and its copies, is nobody else's to read.
 * @throws StartRefusal when it cannot be written to
 */
export function makeFolder(folder: string): void {
  process.umask(0o077)
  try {
    makeWithParents(folder)
    accessSync(folder, constants.W_OK)
  } catch {
    throw new StartRefusal(`The folder ${folder} cannot be written to. Lantern keeps its register there.`)
  }
}

/** Node's own way of doing this never ends where no folder can be made, as in /proc. */
function makeWithParents(folder: string): void {
  if (isFolder(folder)) return
  const parent = path.dirname(folder)
  if (parent !== folder) makeWithParents(parent)
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    if (!isFolder(folder)) throw error // Else another program made it meanwhile.
  }
}

const isFolder = (name: string): boolean => statSync(name, { throwIfNoEntry: false })?.isDirectory() ?? false
