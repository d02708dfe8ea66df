import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buildExample } from '../../src/example/build.ts'
import { openRegister, type Register } from '../../src/register.ts'

export const builtAt = Temporal.Instant.from('2026-11-21T15:00:00Z')
export const builtOn = Temporal.PlainDate.from('2026-11-21')

export interface Built extends Register {
  file: string
  /** Closes it and clears its folder away. */
  gone: () => Promise<void>
}

/** The example register as it is built on one day, in a folder of its own. */
export async function built(): Promise<Built> {
  const folder = mkdtempSync(path.join(tmpdir(), 'lantern-example-'))
  const file = path.join(folder, 'example.db')
  const register = await openRegister({ database: file, keyFile: path.join(folder, 'example.key') })
  await buildExample(register, builtAt)
  await register.refresh()
  const gone = async (): Promise<void> => {
    await register.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return { ...register, file, gone }
}
