import { confirmManager, insertPerson, insertRole } from '../src/accounts/queries.ts'
import { change } from '../src/audit/record.ts'
import type { Checklist, Item } from '../src/checklists/checklist.ts'
import { getPublishedChecklist } from '../src/checklists/queries.ts'
import type { Database } from '../src/db/database.ts'
import type { CatalogueItem } from '../src/lists/list.ts'
import { listCatalogue, listPopulations, listPurposes, listServiceTypes } from '../src/lists/queries.ts'
import type { Settings } from '../src/settings/settings.ts'
import { makeSetUpLink, setUp } from '../src/set-up/service.ts'
import type { Actor } from '../src/shared/actor.ts'
import { benchDay, benchNow } from './calendar.ts'

const settings: Settings = { organization: 'Measured Register', timeZone: 'UTC', currency: 'USD', thresholdMinor: 1_000_000, idleMinutes: 30, example: false }

/** Nobody signs in to a measured register by a password: sessions are put in. */
const noPassword = '$argon2id$v=19$m=8,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA'

/** What the rows of a center refer to. */
export interface Base {
  coordinators: number[]
  managers: number[]
  board: number
  checklist: Checklist
  /** The thirty items that every review finds something for: the critical ones, and then the first others. */
  items: Item[]
  populations: { code: string; minors: boolean }[]
  services: string[]
  purposes: string[]
  catalogue: CatalogueItem[]
}

/** Sets a new register up as its first administrator would, with people to work in it. */
export async function makeBase({ reader, writer }: Database): Promise<Base> {
  const register: Actor = { id: null, name: 'The register', roles: [], now: benchNow, today: benchDay }
  const token = await makeSetUpLink(writer, register)
  await setUp(writer, register, token, settings, { name: 'Ada', email: 'ada@example.org', passwordHash: noPassword })
  const checklist = await getPublishedChecklist(reader)
  const critical = checklist.items.filter(({ importance }) => importance === 'critical')
  const others = checklist.items.filter(({ importance }) => importance !== 'critical')
  return {
    coordinators: await people({ writer }, register, 'coordinator', 20),
    managers: await people({ writer }, register, 'manager', 6),
    board: (await people({ writer }, register, 'board', 1))[0] ?? 0,
    checklist,
    items: [...critical, ...others].slice(0, 30),
    populations: await listPopulations(reader),
    services: (await listServiceTypes(reader)).map(({ code }) => code),
    purposes: (await listPurposes(reader)).map(({ code }) => code),
    catalogue: await listCatalogue(reader),
  }
}

function people({ writer }: Pick<Database, 'writer'>, register: Actor, role: 'coordinator' | 'manager' | 'board', count: number): Promise<number[]> {
  const at = benchNow.toString({ fractionalSecondDigits: 3 })
  return change(writer, register, async (trx, record) => {
    const ids: number[] = []
    for (let turn = 1; turn <= count; turn++) {
      const id = await insertPerson(trx, { name: `${role} ${turn}`, email: `${role}-${turn}@example.org`, created_at: at, password_hash: noPassword })
      await insertRole(trx, { person_id: id, role, granted_by: null, granted_at: at, confirmed_by: null, confirmed_at: null })
      if (role === 'manager') await confirmManager(trx, id, 1, at)
      await record('role.granted', { kind: 'person', id }, { role, holds: true })
      ids.push(id)
    }
    return ids
  })
}
