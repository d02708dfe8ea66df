import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { backUp } from '../../src/db/backup.ts'
import { writeKeyFile } from '../../src/db/key-file.ts'
import { newKeyring } from '../../src/db/keys.ts'
import { openRegister } from '../support/register.ts'

/** What is synced and renamed from now on, in its order; all of it really is. */
function watchDisk(): string[] {
  const { openSync, fsyncSync, renameSync } = fs
  const seen: string[] = []
  const paths = new Map<number, string>()
  Object.assign(fs, {
    openSync: (...given: Parameters<typeof openSync>) => {
      const handle = openSync(...given)
      paths.set(handle, String(given[0]))
      return handle
    },
    fsyncSync: (handle: number) => {
      seen.push(`sync ${path.basename(paths.get(handle) ?? '')}`)
      fsyncSync(handle)
    },
    renameSync: (from: string, to: string) => {
      seen.push(`rename ${path.basename(from)} ${path.basename(to)}`)
      renameSync(from, to)
    },
  })
  syncBuiltinESMExports()
  onTestFinished(() => {
    Object.assign(fs, { openSync, fsyncSync, renameSync })
    syncBuiltinESMExports()
  })
  return seen
}

it('puts a new key, and a backup, on the disk with its name: the folder is synced after the file is renamed', async () => {
  const folder = fs.mkdtempSync(path.join(tmpdir(), 'lantern-rename-'))
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }))
  const { file } = await openRegister()
  const seen = watchDisk()

  writeKeyFile(path.join(folder, 'lantern.key'), newKeyring())
  await backUp(file, path.join(folder, 'copy.db'))

  const synced = `sync ${path.basename(folder)}`
  expect(seen).toEqual(['sync lantern.key.new', 'rename lantern.key.new lantern.key', synced, 'rename copy.db.unfinished copy.db', synced])
})
