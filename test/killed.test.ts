import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { verifyEvents } from '../src/audit/verify.ts'
import { openFile } from '../src/db/database.ts'
import { openRegister } from '../src/register.ts'

const bursts = 50

/** One program writing until it is killed, some milliseconds after its first write was acknowledged. @returns the last write that it acknowledged */
function burst(here: { database: string; keyFile: string }, number: number): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [path.join(import.meta.dirname, 'support/burst.ts'), here.database, here.keyFile, String(number)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => {
      if (said === '') setTimeout(() => child.kill('SIGKILL'), (number * 7) % 60)
      said += chunk.toString()
    })
    // A line cut off in the middle was not read whole, and so was not acknowledged.
    child.once('close', () => resolve(Number(said.slice(0, said.lastIndexOf('\n')).split('\n').at(-1))))
  })
}

it(`loses no acknowledged write to ${bursts} kills in the middle of writing, and leaves nothing half written`, { timeout: 150_000 }, async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'lantern-killed-'))
  const here = { database: path.join(folder, 'lantern.db'), keyFile: path.join(folder, 'lantern.key') }
  const acknowledged: number[] = []
  for (let number = 0; number < bursts; number += 1) acknowledged.push(await burst(here, number))

  const register = await openRegister(here)
  const kept = new Set((await register.reader.selectFrom('settings').select('name').where('name', 'like', 'burst %').execute()).map(({ name }) => name))
  const events = await register.reader.selectFrom('events').select('details').where('action', '=', 'burst.written').execute()
  expect(await verifyEvents(register.reader, register.keys)).toMatchObject({ whole: true, events: events.length })
  await register.close()

  expect(acknowledged.every((write) => write >= 1)).toBe(true)
  for (const [number, last] of acknowledged.entries()) {
    for (let write = 1; write <= last; write += 1) for (const half of ['here', 'there']) expect(kept.has(`burst ${number} write ${write} ${half}`)).toBe(true)
  }
  expect(kept.size).toBe(2 * events.length)
  const sqlite = openFile(here.database)
  expect(sqlite.pragma('integrity_check', { simple: true })).toBe('ok')
  sqlite.close()
  rmSync(folder, { recursive: true })
})
