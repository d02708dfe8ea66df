import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { change } from '../../src/audit/record.ts'
import { readConfig } from '../../src/config.ts'
import { clearAway, exampleBeside, refuseExampleNames } from '../../src/example/beside.ts'
import { openFile } from '../../src/db/database.ts'
import { migrate, migrationsFolder } from '../../src/db/migrate.ts'
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

function written(text: string): void {
  const file = openFile(example.database)
  file.exec(text)
  file.close()
}

/** A folder with the first of the migrations. */
function fewMigrations(): string {
  const few = mkdtempSync(at('migrations-'))
  for (const name of ['0001-register.ts', '0002-lists.ts']) symlinkSync(path.join(migrationsFolder, name), path.join(few, name))
  return few
}

it('lies beside the register, and never under the names of that one or of its key', () => {
  expect(example).toMatchObject({ database: at('example.db'), keyFile: at('example.key') })
  expect(() => beside({ LANTERN_DATABASE: at('example.db') })).toThrow('LANTERN_DATABASE names the file that the example is built in.')
  expect(() => beside({ LANTERN_DATABASE: at('example') })).toThrow('example.key would be the key of your own register')
  expect(() => beside({ LANTERN_DATABASE: at('lantern.db'), LANTERN_KEY_FILE: at('example.key') })).toThrow('example.key would be the key of your own register')
})

it.each([
  ['a database', { LANTERN_DATABASE: at('example.db') }, `LANTERN_DATABASE names ${at('example.db')}, which is the example’s name`],
  ['one that a file system takes for it', { LANTERN_DATABASE: at('Example.DB'), LANTERN_KEY_FILE: at('own.key') }, 'which is the example’s name'],
  ['a key beside a database', { LANTERN_DATABASE: at('example') }, `The key of this register would be ${at('example.key')}, which is the example’s name`],
  ['a key in any folder', { LANTERN_DATABASE: at('lantern.db'), LANTERN_KEY_FILE: '/elsewhere/example.key' }, 'Set LANTERN_KEY_FILE to another file'],
])('keeps its names to itself: the server refuses %s called so', (_what, env, line) => {
  expect(() => refuseExampleNames(readConfig(env))).toThrow(line)
  expect(() => refuseExampleNames(readConfig({ LANTERN_DATABASE: at('examples.db'), LANTERN_KEY_FILE: at('our-example.key') }))).not.toThrow()
})

it('goes with its key when it is built anew', async () => {
  clearAway(example)
  await made(true)
  clearAway(example)
  expect(files.filter((file) => existsSync(file))).toEqual([])
})

it.each<[when: string, stopped: () => Promise<void> | void]>([
  ['before anything was in its file', (): void => writeFileSync(example.database, '')],
  ['before its first migration', (): void => written('CREATE TABLE migrations (name TEXT PRIMARY KEY, checksum TEXT NOT NULL) STRICT')],
  ['after some of its migrations', (): Promise<void> => migrate(example.database, fewMigrations())],
  ['before anybody was in it', async (): Promise<void> => (await openRegister(example)).close()],
])('goes too when its building was stopped %s', async (_when, stopped) => {
  await stopped()
  writeFileSync(example.keyFile, 'a key')
  clearAway(example)
  expect(files.filter((file) => existsSync(file))).toEqual([])
})

it.each([
  ['something else keeps its notes in', 'CREATE TABLE notes (text TEXT)'],
  ['somebody else’s people are to be in', 'CREATE TABLE people (name TEXT); CREATE TABLE settings (name TEXT, value TEXT); CREATE TABLE migrations (name TEXT)'],
])('is not a file that %s: that stays', (_what, text) => {
  written(text)
  expect(() => clearAway(example)).toThrow('example.db is no example register')
  rmSync(example.database)
})

it('leaves a register that is no example as it is, and the key that opens it, also once the register was moved away', async () => {
  const key = await made(false)
  expect(() => clearAway(example)).toThrow('example.db is no example register, so it stays as it is, and so does its key.')
  expect(files.filter((file) => existsSync(file))).toEqual(files)

  rmSync(example.database)
  expect(() => clearAway(example)).toThrow('example.key is there without the example')
  expect(readFileSync(example.keyFile, 'utf8')).toBe(key)
  rmSync(example.keyFile)

  writeFileSync(example.database, 'A letter, and no register at all.')
  expect(() => clearAway(example)).toThrow('is no example register')
})
