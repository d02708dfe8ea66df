import type { Reader, Trx } from '../db/database.ts'
import { question } from '../db/question.ts'
import type { CatalogueItem, DefaultLists, Listed, Population } from './list.ts'

const populations = question((db) => db.selectFrom('populations').select(['code', 'name', 'minors']).orderBy('position'))

export async function listPopulations(db: Reader): Promise<Population[]> {
  const rows = await populations(db, {})
  return rows.map(({ code, name, minors }) => ({ code, name, minors: minors === 1 }))
}

export const listServiceTypes = (db: Reader): Promise<Listed[]> => db.selectFrom('service_types').select(['code', 'name']).orderBy('position').execute()

export const listPurposes = (db: Reader): Promise<Listed[]> => db.selectFrom('purposes').select(['code', 'name']).orderBy('position').execute()

export const listCatalogue = (db: Reader): Promise<CatalogueItem[]> =>
  db.selectFrom('catalogue_items').select(['code', 'category', 'item', 'unit']).orderBy('position').execute()

/** Loads the lists that records choose from; once, at set-up. */
export async function insertLists(trx: Trx, lists: DefaultLists): Promise<void> {
  await trx
    .insertInto('populations')
    .values(lists.populations.map((each, position) => ({ ...each, position })))
    .execute()
  await trx
    .insertInto('service_types')
    .values(lists.services.map((each, position) => ({ ...each, position })))
    .execute()
  await trx
    .insertInto('purposes')
    .values(lists.purposes.map((each, position) => ({ ...each, position })))
    .execute()
  await trx
    .insertInto('catalogue_items')
    .values(lists.catalogue.map((each, position) => ({ ...each, position })))
    .execute()
}
