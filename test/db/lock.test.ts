import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, it, onTestFinished } from 'vitest'
import { StartRefusal } from '../../src/db/key-file.ts'
import { lockRegister } from '../../src/db/lock.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'lantern-lock-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let registers = 0
const newRegister = (): string => path.join(folder, `${++registers}.db`)

const serving = (database: string, who: string): StartRefusal => new StartRefusal(`Another Lantern (${who}) is serving ${database}. Stop it first.`)

it('is one program’s at a time, even of two with one process number, and the next one’s once it is let go', () => {
  const database = newRegister()
  const letGo = lockRegister(database)
  for (let tries = 0; tries < 2; tries += 1) expect(() => lockRegister(database)).toThrow(serving(database, `process ${process.pid} on ${hostname()}`))
  letGo()
  const letGoAgain = lockRegister(database)
  expect(() => lockRegister(database)).toThrow(StartRefusal)
  letGoAgain()
})

it('ends with its process, however that ends', async () => {
  const database = newRegister()
  const script = `const { lockRegister } = await import('${path.join(import.meta.dirname, '../../src/db/lock.ts')}'); globalThis.kept = lockRegister(${JSON.stringify(database)}); console.log('locked'); setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  await new Promise((resolve) => child.stdout.once('data', resolve))
  expect(() => lockRegister(database)).toThrow(serving(database, `process ${child.pid} on ${hostname()}`))
  child.kill('SIGKILL')
  await new Promise((resolve) => child.once('exit', resolve))
  lockRegister(database)()
})

it('is respected where an older program wrote its number into the file, and taken over from one that is gone', () => {
  const database = newRegister()
  const file = `${database}.lock`
  for (const there of [process.pid, 1]) {
    writeFileSync(file, String(there))
    expect(() => lockRegister(database)).toThrow(
      new StartRefusal(`${file} says that another Lantern (process ${there}) is serving ${database}. Stop it first; if that is none, delete that file.`),
    )
  }
  for (const gone of ['4194305', '', 'x', 'not a number']) {
    writeFileSync(file, gone)
    lockRegister(database)()
  }
})

it('is refused in one line where the file cannot be one', () => {
  const database = newRegister()
  mkdirSync(`${database}.lock`)
  expect(() => lockRegister(database)).toThrow(new StartRefusal(`The lock ${database}.lock cannot be taken (SQLITE_CANTOPEN).`))
  expect(() => lockRegister('/dev/null/lantern.db')).toThrow('The folder /dev/null cannot be written to. Lantern keeps its register there.')
})
