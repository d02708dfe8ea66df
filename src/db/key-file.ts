import { closeSync, existsSync, fsyncSync, openSync, readFileSync, statSync, writeSync } from 'node:fs'
import { z } from 'zod'
import { newKeyring, type Keyring } from './keys.ts'
import { renameForGood } from './rename.ts'

const keyring = z.strictObject({ active: z.string().min(1), keys: z.record(z.string(), z.base64()), log: z.base64() })

/** Why the register does not start: said in one line, without a stack and without the secret. */
export class StartRefusal extends Error {}

/**
 * The register's keys. They are made only where no register exists yet (CRY-03): made beside an
 * old file they would open nothing in it, and hide that the right ones are lost.
 * @throws StartRefusal when they are missing, readable by others, or not a key file
 */
export function readKeyFile(file: string, registerExists: boolean): Keyring {
  if (!existsSync(file)) {
    if (registerExists)
      throw new StartRefusal(`The key file ${file} is missing, and the register cannot be read without it. Put it back from where you keep it apart from the backups.`)
    makeKeyFile(file)
  }
  const { mode, uid } = statSync(file)
  if ((mode & 0o077) !== 0) throw new StartRefusal(`The key file ${file} can be read by others. Run: chmod 600 ${file}`)
  if (process.getuid && uid !== process.getuid()) throw new StartRefusal(`The key file ${file} belongs to somebody else.`)
  return parsed(file, textOf(file))
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new StartRefusal(`The key file ${file} cannot be read (${codeOf(error)}).`)
  }
}

function makeKeyFile(file: string): void {
  try {
    writeKeyFile(file, newKeyring())
  } catch (error) {
    const code = codeOf(error)
    throw new StartRefusal(`No key file can be made at ${file}${code === 'ENOENT' ? ': its folder is not there' : ` (${code})`}.`)
  }
}

/** Written whole or not at all: beside the old one, on the disk, then in its place. */
export function writeKeyFile(file: string, ring: Keyring): void {
  const beside = `${file}.new`
  const handle = openSync(beside, 'w', 0o600)
  writeSync(handle, `${JSON.stringify(ring, null, 2)}\n`)
  fsyncSync(handle)
  closeSync(handle)
  renameForGood(beside, file)
}

function parsed(file: string, text: string): Keyring {
  try {
    const ring = keyring.parse(JSON.parse(text))
    if (ring.keys[ring.active] !== undefined) return ring
  } catch {
    // What the file holds is not repeated: it is secret.
  }
  throw new StartRefusal(`The key file ${file} is not a Lantern key file.`)
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : 'unknown')
