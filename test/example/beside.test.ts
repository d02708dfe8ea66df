import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { change } from '../../src/audit/record.ts'
import { readConfig } from '../../src/config.ts'
import { clearAway, exampleBeside } from '../../src/example/beside.ts'
import { openRegister } from '../../src/register.ts'
import { saveSettings } from '../../src/settings/queries.ts'
import { cora, settings } from '../support/register.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'lantern-beside-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const at = (name: string): string => path.join(folder, name)
const files = ['example.db', 'example.key'].map(at)

/** Where the example goes when a register of its own is configured there. */
const beside = (env: Record<string, string>) => exampleBeside(readConfig(env))
const example = beside({ LANTERN_DATABASE: at('lantern.db') })

async function made(isExample: boolean): Promise<string> {
  const register = await openRegister(example)
  await change(register.writer, { ...cora, id: null }, async (trx, record) => {
    await saveSettings(trx, { ...settings, example: isExample })
    await record('settings.changed', { kind: 'register', id: 0 }, {})
  })
  await register.close()
  return readFileSync(example.keyFile, 'utf8')
}

it('lies beside the register, and never under the names of that one or of its key', () => {
  expect(example).toMatchObject({ database: at('example.db'), keyFile: at('example.key') })
  expect(() => beside({ LANTERN_DATABASE: at('example.db') })).toThrow('LANTERN_DATABASE names the file that the example is built in.')
  expect(() => beside({ LANTERN_DATABASE: at('example') })).toThrow('example.key would be the key of your own register')
  expect(() => beside({ LANTERN_DATABASE: at('lantern.db'), LANTERN_KEY_FILE: at('example.key') })).toThrow('example.key would be the key of your own register')
})

it('goes with its key when it is built anew', async () => {
  await clearAway(example)
  await made(true)
  await clearAway(example)
  expect(files.filter((file) => existsSync(file))).toEqual([])
})

it('leaves a register that is no example as it is, and the key that opens it, also once the register was moved away', async () => {
  const key = await made(false)
  await expect(clearAway(example)).rejects.toThrow('example.db is no example register, so it stays as it is, and so does its key.')
  expect(files.filter((file) => existsSync(file))).toEqual(files)

  rmSync(example.database)
  await expect(clearAway(example)).rejects.toThrow('example.key is there without the example')
  expect(readFileSync(example.keyFile, 'utf8')).toBe(key)
  rmSync(example.keyFile)

  writeFileSync(example.database, 'A letter, and no register at all.')
  await expect(clearAway(example)).rejects.toThrow('is no example register')
})
