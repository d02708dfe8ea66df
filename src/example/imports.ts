import { readFileSync } from 'node:fs'
import path from 'node:path'
import { keepUpload } from '../imports/service.ts'
import type { World } from './world.ts'

const file = path.join(import.meta.dirname, '../../data/example/partners.csv')

/** A list of partners that Cora was sent today and has not taken in yet. */
export function planImport(world: World): void {
  world.ago(0, () => keepUpload(world.writer, world.as('Cora'), readFileSync(file)))
}
