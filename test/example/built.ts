import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buildExample } from '../../src/example/build.ts'
import { openRegister, type Register } from '../../src/register.ts'
import type { Person } from '../../src/shared/actor.ts'
import { priya } from '../support/cast.ts'

export const builtAt = Temporal.Instant.from('2026-11-21T15:00:00Z')
export const builtOn = Temporal.PlainDate.from('2026-11-21')

/** In the example alone: a manager whose role waits to be confirmed. */
export const pia: Person = { ...priya, name: 'Pia' }

/** Somebody as the example knows them: by the order in which it let them in, on the day that it was built on. */
export function personOf(who: Person): Person {
  const id = ['Ada', 'Priya', 'Paul', 'Cora', 'Carl', 'Bea', 'Pia'].indexOf(who.name) + 1
  if (id === 0) throw new Error(`Nobody in the example is called ${who.name}.`)
  return { ...who, id, today: builtOn, now: builtAt }
}

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
