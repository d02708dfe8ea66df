import { readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { openFile } from '../src/db/database.ts'
import { day } from './calendar.ts'
import { served } from './child.ts'
import { measure, type Cost } from './measure.ts'
import { measuredPages, type Picked } from './pages.ts'
import { registerOf, type Kept } from './register.ts'
import { machineText, tableOf, type Result } from './table.ts'

// npm run bench -- [sizes] [--write] [--prof <page>]: measures registers of so many centers, prints what each page costs,
// writes it into docs/measured.md only when asked, and leaves a profile of one page's work beside it when asked.

const { values, positionals } = parseArgs({ allowPositionals: true, options: { write: { type: 'boolean', default: false }, prof: { type: 'string' } } })
const sizes = positionals.length === 0 ? [1000, 10_000, 100_000] : positionals.map(Number)
if (!sizes.every((size) => Number.isSafeInteger(size) && size >= 100)) throw new Error('A size is a number of centers, from 100.')

const say = (text: string): void => console.error(`  ${text}`)

/** Vetted centers from the middle of the register. */
function pick({ database }: Kept): Picked {
  const sqlite = openFile(database, { readonly: true })
  const found = sqlite
    .prepare<[number, string, string], { center: number; review: number }>(
      `SELECT s.center_id AS center, r.id AS review FROM standing_spans s JOIN reviews r ON r.center_id = s.center_id
      WHERE s.center_id > ? AND s.superseded_at IS NULL AND s.kind = 'vetted' AND s.from_on <= ? AND s.until_on > ? ORDER BY s.center_id LIMIT 40`,
    )
    .all(Math.floor((sqlite.prepare<[], { most: number }>('SELECT max(id) AS most FROM centers').get()?.most ?? 0) / 2), day(0), day(0))
  sqlite.close()
  return { centers: found.map(({ center }) => center), reviews: found.map(({ review }) => review) }
}

async function resultOf(centers: number): Promise<Result> {
  say(`${centers.toLocaleString('en')} centers`)
  const kept = await registerOf(centers, say)
  const flags = values.prof === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${path.dirname(kept.database)}`]
  const server = await served(kept, flags)
  const costs: Cost[] = []
  const { memory: before } = await server.usage()
  for (const page of measuredPages(pick(kept))) {
    if (values.prof !== undefined && !page.name.startsWith(values.prof)) continue
    costs.push(await measure(server, page, centers))
    say(`${page.name}: ${costs.at(-1)?.cpu.toFixed(2)} ms`)
  }
  const { memory: after } = await server.usage()
  await server.stop()
  return { centers, fileBytes: statSync(kept.database).size, memory: { before, after }, costs }
}

const tables: string[] = []
for (const size of sizes) tables.push(tableOf(await resultOf(size)))
const text = `${machineText()}\n\n${tables.join('\n\n')}\n`
console.log(text)

const mark = '<!-- The tables below are written by `npm run bench -- --write`. -->'
if (values.write) {
  const file = path.join(import.meta.dirname, '../docs/measured.md')
  const [above = ''] = readFileSync(file, 'utf8').split(mark)
  writeFileSync(file, `${above}${mark}\n\n${text}`)
}
