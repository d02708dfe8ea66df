import type Sqlite from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openFile } from '../../src/db/database.ts'
import { decisionRefusals } from './refusals/decisions.ts'
import { directoryRefusals } from './refusals/directory.ts'
import { idComplaints } from './refusals/ids.ts'
import { moneyRefusals } from './refusals/money.ts'
import { paymentRefusals } from './refusals/payments.ts'
import { placeRefusals } from './refusals/places.ts'
import type { Refusal } from './refusals/refusal.ts'
import { registerRefusals } from './refusals/register-rows.ts'
import { reviewRefusals } from './refusals/reviews.ts'
import { shapeChecks, shapeComplaints, shapelessColumns } from './refusals/shapes.ts'
import { supplyRefusals } from './refusals/supplies.ts'
import { totalRefusals } from './refusals/totals.ts'
import { buildValid, withIds, type Ids } from './refusals/valid.ts'

const nouns: Record<string, Refusal[]> = {
  register: registerRefusals,
  directory: directoryRefusals,
  places: placeRefusals,
  reviews: reviewRefusals,
  decisions: decisionRefusals,
  money: moneyRefusals,
  payments: paymentRefusals,
  supplies: supplyRefusals,
  totals: totalRefusals,
}

let built: ReturnType<typeof buildValid> | null = null

/** The valid register, opened as the program opens it. */
async function valid(): Promise<{ sqlite: Sqlite.Database; ids: Ids }> {
  built ??= buildValid()
  const { file, ids } = await built
  const sqlite = openFile(file)
  onTestFinished(() => void sqlite.close())
  return { sqlite, ids }
}

interface Guard {
  name: string
  /** What SQLite says when it refuses: of a trigger with several branches, each. */
  says: string[]
  isTrigger: boolean
}

/** Every CHECK, and every trigger that refuses anything: one that only keeps a total is tested with the total. */
function guardsOf(sqlite: Sqlite.Database): Guard[] {
  const rows = sqlite.prepare<[], { type: string; name: string; sql: string }>("SELECT type, name, sql FROM sqlite_schema WHERE type IN ('table', 'trigger')").all()
  return rows.flatMap(({ type, name, sql }): Guard[] => {
    if (type === 'trigger' && !sql.includes('RAISE')) return []
    if (type === 'trigger') return [{ name, says: [...sql.matchAll(/RAISE\(\w+, '([^']+)'\)/g)].map(([, says = '']) => says), isTrigger: true }]
    return [...sql.matchAll(/CONSTRAINT (\w+) CHECK/g)].map(([, check = '']) => ({ name: check, says: [`CHECK constraint failed: ${check}`], isTrigger: false }))
  })
}

/** Runs something that is undone whatever comes of it. */
function undone<T>(sqlite: Sqlite.Database, work: () => T): T {
  sqlite.exec('SAVEPOINT tried')
  try {
    return work()
  } finally {
    sqlite.exec('ROLLBACK TO tried; RELEASE tried')
  }
}

interface Answer {
  said: string
  /** Whether it was the last of the statements that was refused. */
  atTheLast: boolean
}

/** What the database says to statements, with some triggers taken away; all of it is undone. */
function answerTo(sqlite: Sqlite.Database, statements: string[], without: string[] = []): Answer {
  return undone(sqlite, () => {
    for (const trigger of without) sqlite.exec(`DROP TRIGGER ${trigger}`)
    // Rows that others point to may go only for as long as this lasts.
    sqlite.pragma('defer_foreign_keys = ON')
    for (const [index, text] of statements.entries()) {
      try {
        const { changes } = sqlite.prepare(text).run()
        if (changes === 0) return { said: `no row: ${text}`, atTheLast: false }
      } catch (error) {
        return { said: error instanceof Error ? error.message : 'something else', atTheLast: index === statements.length - 1 }
      }
    }
    return { said: 'done', atTheLast: true }
  })
}

/** Everything wrong with one entry: it is not refused, or by something else, or for another reason than the bad thing. */
function complaintsOf(sqlite: Sqlite.Database, ids: Ids, guards: Map<string, Guard>, { by, says, bad, right, without = [], behind = [] }: Refusal): string[] {
  const guard = guards.get(by)
  if (!guard) return [`${by}: there is no such CHECK or trigger`]
  const list = (texts: string | string[]): string[] => [texts].flat().map((text) => withIds(text, ids))
  const expected = says ?? guard.says[0]
  const complaints: string[] = []
  const complain = (when: string, texts: string | string[], { said }: Answer): void => void complaints.push(`${by}: ${when}${list(texts).join('; ')} says ${said}`)

  const refused = answerTo(sqlite, list(bad), without)
  if (refused.said !== expected || !refused.atTheLast) complain('', bad, refused)
  if (right !== undefined) {
    const taken = answerTo(sqlite, list(right), without)
    if (taken.said !== 'done') complain('put right, ', right, taken)
  }
  if (!guard.isTrigger) return complaints
  const unguarded = answerTo(sqlite, list(bad), [by, ...without, ...behind])
  if (unguarded.said === expected || (right === undefined && unguarded.said !== 'done')) complain('without this trigger, ', bad, unguarded)
  return complaints
}

describe('every CHECK and trigger', () => {
  it.each(Object.entries(nouns))('of %s refuses a bad row, by its own name, and takes the row put right', async (_, refusals) => {
    const { sqlite, ids } = await valid()
    const guards = new Map(guardsOf(sqlite).map((guard) => [guard.name, guard]))

    expect(refusals.flatMap((refusal) => complaintsOf(sqlite, ids, guards, refusal))).toEqual([])
  })

  it('of an instant or a day is there for each column of that name', async () => {
    const { sqlite } = await valid()

    expect(shapelessColumns(sqlite)).toEqual([])
  })

  it('of an instant or a day refuses what has another shape, written or changed, and takes what has its own', async () => {
    const { sqlite } = await valid()

    expect(undone(sqlite, () => shapeComplaints(sqlite))).toEqual([])
  })

  it('keeps each record its number, under whichever name it is set', async () => {
    const { sqlite } = await valid()

    expect(undone(sqlite, () => idComplaints(sqlite))).toEqual([])
  })

  it('is tried with a bad row, and has a name of its own', async () => {
    const { sqlite } = await valid()
    const guards = guardsOf(sqlite)
    const tried = new Set([
      ...Object.values(nouns).flatMap((refusals) => refusals.map(({ by, says }) => `${by}: ${says ?? guards.find(({ name }) => name === by)?.says[0]}`)),
      ...guards.filter(({ name }) => name.endsWith('_keep_their_ids')).map(({ name }) => `${name}: ${name}`),
      ...shapeChecks.map((by) => `${by}: CHECK constraint failed: ${by}`),
    ])

    expect(guards.filter(({ isTrigger }) => !isTrigger).length).toBeGreaterThan(200)
    expect(guards.filter(({ isTrigger }) => isTrigger).length).toBeGreaterThan(150)
    expect(guards.filter(({ says }) => says.length === 0)).toEqual([])
    expect(guards.flatMap(({ name, says }) => says.map((each) => `${name}: ${each}`)).filter((each) => !tried.has(each))).toEqual([])
    expect(guards.map(({ name }) => name).filter((name, index, all) => all.indexOf(name) !== index)).toEqual([])
  })
})
