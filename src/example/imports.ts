import { readFileSync } from 'node:fs'
import path from 'node:path'
import { guessedSources } from '../imports/mapping.ts'
import { loadLists } from '../imports/queries.ts'
import { describeUpload, keepUpload, openUpload, takeIn } from '../imports/service.ts'
import { assert } from '../shared/refusal.ts'
import { token, type Name, type World } from './world.ts'

const folder = path.join(import.meta.dirname, '../../data/example')

/** Lists of partners that were sent today: as they came, with their columns said, and taken in with what was refused of it. */
export function planImport(world: World): void {
  world.ago(0, async () => {
    await keep(world, 'Cora', 'partners.csv')
    await describe(world, 'Cora', await keep(world, 'Cora', 'partners.csv'))
    await describe(world, 'Priya', await keep(world, 'Priya', 'partners.csv'))
    const taken = await keep(world, 'Cora', 'taken.csv')
    const revision = await describe(world, 'Cora', taken)
    await takeIn(world.writer, world.as('Cora'), taken, token(), { revision, centers: 1 })
  })
}

const keep = (world: World, name: Name, file: string): Promise<number> => keepUpload(world.writer, world.as(name), readFileSync(path.join(folder, file)))

/** Confirms what the headings say of the columns. @returns the revision of what is said now */
async function describe(world: World, name: Name, id: number): Promise<number> {
  const actor = world.as(name)
  const mine = { id, personId: actor.id, now: actor.now }
  const { reading } = await openUpload(world.reader, world.writer.keys, mine)
  assert(reading.kind === 'table', 'the lists of the example are tables')
  await describeUpload(world.writer, actor, id, { sources: guessedSources(reading.sheet, await loadLists(world.reader)), confirmed: true })
  return (await openUpload(world.reader, world.writer.keys, mine)).waiting.revision
}
