import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { verifyEvents } from '../src/audit/verify.ts'
import { openFile } from '../src/db/database.ts'
import type { Keys } from '../src/db/keys.ts'
import { openRegister } from '../src/register.ts'
import { makeBase, type Base } from './base.ts'
import { benchDay } from './calendar.ts'
import { makeCenter } from './center-rows.ts'
import { chanceFrom } from './chance.ts'
import { fillerOf, withoutTriggers } from './filler.ts'
import { logOf } from './log-rows.ts'
import { makeFunds, makeMoney } from './money-rows.ts'
import { makeSupplies } from './supply-rows.ts'
import { makeVetting } from './vetting-rows.ts'

const house = path.join(import.meta.dirname, '..')
const folder = path.join(house, 'node_modules/.cache/bench')
const centersAtOnce = 2000

/** A register on the disk. */
export interface Kept {
  database: string
  keyFile: string
}

/** The register of so many centers: one that was made earlier, as long as neither a migration nor what makes it changed since. */
export async function registerOf(centers: number, say: (text: string) => void): Promise<Kept> {
  const name = path.join(folder, `${centers}-${sourcesChecksum()}`)
  const kept = { database: `${name}.db`, keyFile: `${name}.key` }
  if (existsSync(kept.database)) return kept
  mkdirSync(folder, { recursive: true })
  for (const old of globSync(`${centers}-*`, { cwd: folder })) rmSync(path.join(folder, old), { force: true })
  const started = performance.now()
  await make(centers, { database: `${name}.new.db`, keyFile: kept.keyFile }, say)
  renameSync(`${name}.new.db`, kept.database)
  say(`made in ${Math.round((performance.now() - started) / 1000)} s`)
  return kept
}

function sourcesChecksum(): string {
  const hash = createHash('sha256')
  const files = [
    ...globSync('migrations/*.ts', { cwd: house }),
    ...globSync('data/lists/*', { cwd: house }),
    ...globSync('bench/{*-rows,base,calendar,chance,filler,names,register}.ts', { cwd: house }),
  ]
  for (const file of files.sort()) hash.update(readFileSync(path.join(house, file)))
  return hash.digest('hex').slice(0, 12)
}

async function make(centers: number, kept: Kept, say: (text: string) => void): Promise<void> {
  const register = await openRegister(kept)
  const base = await makeBase(register)
  await register.close()
  fill(kept.database, centers, base, register.keys)
  say('filled; now its chain and its references are checked')
  const filled = await openRegister(kept)
  const verified = await verifyEvents(filled.reader, filled.keys)
  await filled.close()
  if (!verified.whole) throw new Error(`The events do not hold together: ${verified.why}.`)
  check(kept.database)
  say(`${verified.events.toLocaleString('en')} events hold together`)
}

function fill(file: string, centers: number, base: Base, keys: Keys): void {
  const sqlite = openFile(file)
  // Only while it is filled: what is lost when the machine stops is made again.
  for (const pragma of ['synchronous = OFF', 'foreign_keys = OFF', 'cache_size = -1000000', 'wal_autocheckpoint = 100000']) sqlite.pragma(pragma)
  const put = fillerOf(sqlite)
  const end = sqlite.prepare<[], { seq: number; mac: string }>('SELECT seq, mac FROM events ORDER BY seq DESC LIMIT 1').get() ?? { seq: 0, mac: '' }
  const making = { put, log: logOf(put, keys, end), chance: chanceFrom(centers), keys, base }
  withoutTriggers(sqlite, () => {
    sqlite.transaction(() => makeFunds(put, base.managers[0] ?? 1))()
    const some = sqlite.transaction((from: number, to: number) => {
      for (let number = from; number <= to; number++) {
        const center = makeCenter(making, number)
        const sendable = makeVetting(making, center)
        makeMoney(making, center, sendable)
        makeSupplies(making, center, sendable)
      }
    })
    for (let from = 1; from <= centers; from += centersAtOnce) some(from, Math.min(centers, from + centersAtOnce - 1))
  })
  sqlite.prepare('INSERT INTO register_day (one, day) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET day = excluded.day').run(benchDay.toString())
  sqlite.pragma('wal_checkpoint(TRUNCATE)')
  sqlite.close()
}

function check(file: string): void {
  const sqlite = openFile(file)
  const broken = sqlite.pragma('foreign_key_check') as unknown[]
  const damaged = sqlite.pragma('quick_check', { simple: true })
  sqlite.close()
  if (broken.length > 0 || damaged !== 'ok') throw new Error(`The register has ${broken.length} rows that point nowhere; SQLite says ${String(damaged)}.`)
}
