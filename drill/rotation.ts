import { spawn } from 'node:child_process'
import path from 'node:path'
import { change } from '../src/audit/record.ts'
import { verifyEvents } from '../src/audit/verify.ts'
import { openFile } from '../src/db/database.ts'
import { readKeyFile } from '../src/db/key-file.ts'
import { keysOf } from '../src/db/keys.ts'
import { sealedColumns } from '../src/db/rotate.ts'
import { addDocument } from '../src/documents/queries.ts'
import { readOrder } from '../src/imports/order-forms.ts'
import { importCenters } from '../src/imports/service.ts'
import { registerActor, type Register } from '../src/register.ts'
import type { Person } from '../src/shared/actor.ts'
import type { Drill } from './drill.ts'
import { addPeople, newPlace, within, type Place } from './program.ts'

const centers = 1000
const documents = 1000
const kills = 20
const mostTries = 200

export const rotation: Drill = {
  name: 'rotation',
  proves: `${kills} kills in the middle of “keys rotate” lose nothing: all is readable after each, and the next one goes on (CRY-02)`,
  run: async (say) => {
    const place = newPlace()
    await within(place, fill)
    const written = await openedIn(place)
    const whole = await rotate(place, null)
    let [killed, tries] = [0, 0]
    while (killed < kills && tries < mostTries) {
      tries += 1
      await rotate(place, whole * (0.3 + 0.7 * ((tries * 0.618) % 1))) // Spread evenly, and the same each time.
      if (keysIn(place).length > 1) killed += 1
      const readable = await openedIn(place)
      if (readable !== written) return [`After kill ${tries}, ${readable} of ${written} values could be read.`]
    }
    await rotate(place, null)
    const [left, readable, log] = [keysIn(place), await openedIn(place), await within(place, ({ reader, keys }) => verifyEvents(reader, keys))]
    say(`${written} sealed values, a rotation takes ${(whole / 1000).toFixed(1)} s; ${tries} kills, ${killed} of them between two keys; all readable after each`)
    return [
      ...(killed < kills ? [`Only ${killed} kills fell between two keys.`] : []),
      ...(readable === written && sealedIn(place).every(({ value }) => keysOf(readKeyFile(place.keyFile, true)).keyOf(value) === left[0])
        ? []
        : ['Not everything is sealed with the new key and readable.']),
      ...(left.length === 1 ? [] : ['The old key is still in the key file.']),
      ...(log.whole ? [] : [`The log is broken: ${log.why}.`]),
    ]
  },
}

const keysIn = ({ keyFile }: Place): string[] => Object.keys(readKeyFile(keyFile, true).keys)

/** Starts the register as the program does, and opens everything that is sealed in it. @returns how many values opened */
const openedIn = (place: Place): Promise<number> =>
  within(place, ({ keys }) => {
    const values = sealedIn(place)
    for (const { value, ...at } of values) {
      if (typeof value === 'string') keys.openText(at, value)
      else keys.openBytes(at, value)
    }
    return Promise.resolve(values.length)
  })

/** The command itself, killed after so many milliseconds unless they are null. @returns how many it took */
function rotate({ env }: Place, killAfter: number | null): Promise<number> {
  const root = path.join(import.meta.dirname, '..')
  const began = performance.now()
  const child = spawn(process.execPath, [path.join(root, 'src/cli.ts'), 'keys', 'rotate'], { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit'] })
  const timer = killAfter === null ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfter)
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => {
      clearTimeout(timer)
      if (code !== null && code !== 0) reject(new Error(`keys rotate ended with ${code}.`))
      else resolve(performance.now() - began)
    })
  })
}

/** Centers with a sealed place each, and documents. */
async function fill(register: Register): Promise<void> {
  const { writer, reader } = register
  const [email] = await addPeople(register, 1)
  const { id } = await reader
    .selectFrom('people')
    .select('id')
    .where('email', '=', email ?? '')
    .executeTakeFirstOrThrow()
  const actor: Person = { ...registerActor(register), id, name: 'Cora', roles: ['coordinator'] }
  const rows = Array.from({ length: centers }, (_, index) => `House ${index},${index} Quiet Lane`)
  const fields = {
    organization: { value: 'Harbour Trust' },
    country: { value: 'KE' },
    kind: { value: 'drop-in' },
    name: { column: 'name' },
    street: { column: 'street' },
  }
  await importCenters(writer, actor, Buffer.from(['name,street', ...rows].join('\n')), readOrder(JSON.stringify({ fields })))
  const [first] = await reader.selectFrom('centers').select('id').limit(1).execute()
  await change(writer, actor, async (trx, record) => {
    const paper = { centerId: first?.id ?? 0, kind: 'other', title: 'A paper', datedOn: null, receivedOn: actor.today, expiresOn: null, replacesId: null } as const
    for (let each = 0; each < documents; each += 1)
      await addDocument(trx, record, writer.keys, actor, { ...paper, file: { bytes: Buffer.alloc(2000, each), mediaType: 'application/pdf' } })
  })
}

interface Sealed {
  table: string
  column: string
  id: number
  value: string | Buffer
}

function sealedIn({ database }: Pick<Place, 'database'>): Sealed[] {
  const sqlite = openFile(database, { readonly: true })
  const found = sealedColumns.flatMap(({ table, column, id }) =>
    sqlite
      .prepare<[], { id: number; value: string | Buffer }>(`SELECT ${id} AS id, ${column} AS value FROM ${table} WHERE ${column} IS NOT NULL`)
      .all()
      .map((row) => ({ table, column, ...row })),
  )
  sqlite.close()
  return found
}
