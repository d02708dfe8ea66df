import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { clearBit, countBoth, emptyBits, hasBit, inAll, inAny, setBit } from '../../src/centers/bits.ts'
import { DirectorySets, idsOf, type Entry } from '../../src/centers/directory-sets.ts'
import type { CenterFilter, CenterSort } from '../../src/centers/directory.ts'
import { centerFinder } from '../../src/centers/found-queries.ts'
import type { StandingKind } from '../../src/centers/standing-kinds.ts'
import type { Trx } from '../../src/db/database.ts'
import { plainSql } from '../support/directory-sql.ts'
import { showPlace } from '../support/places.ts'
import { carl, cora, openRegister, type TestRegister } from '../support/register.ts'
import { plainCenter } from '../support/vetted.ts'

/** The same numbers on every run (mulberry32). */
function chanceFrom(seed: number) {
  let state = seed
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const of = <Each>(all: readonly Each[]): Each => all[Math.floor(next() * all.length)] as Each
  return { of, is: (share: number): boolean => next() < share, some: <Each>(all: readonly Each[], share: number): Each[] => all.filter(() => next() < share) }
}
type Chance = ReturnType<typeof chanceFrom>

const today = Temporal.PlainDate.from('2026-11-21')
const days = ['2026-11-01', '2026-11-21', '2026-11-22', '2026-11-23']
const names = ['zebra', 'Zulu', 'Été', 'été', 'Ångström', 'ab', 'AB C', 'a_b', 'Casa [Z]', '𝒜lpha', 'ﬀ House', 'Ωmega']
const kinds: StandingKind[] = ['vetted', 'conditional', 'lapsed', 'suspended', 'closed', 'declined', 'in review']
const countries = ['US', 'KE', 'DE', 'GT']
const populations = ['POP-WOMEN', 'POP-MEN', 'POP-GIRLS']

async function addCenter(register: TestRegister, chance: Chance): Promise<number> {
  const options = { name: chance.of(names), country: chance.of(countries), lead: chance.of([cora.id, carl.id, null]), populations: chance.some(populations, 0.5) }
  const id = await plainCenter(register, options)
  if (chance.is(0.4)) await showPlace(register, id, chance.of(['Florida', 'Oregon', 'withheld']), 'Salem', chance.of(['2026-11-21', '2026-11-22', '2027-01-01']))
  return id
}

/** Something that lists of centers stand on becomes different, by SQL: the index must see it without being told. */
async function changeSomething(trx: Trx, id: number, chance: Chance, services: readonly string[]): Promise<void> {
  const centers = (change: object): Promise<unknown> => trx.updateTable('centers').set(change).where('id', '=', id).execute()
  const at = '2026-11-21T09:00:00.000Z'
  const changes: (() => Promise<unknown>)[] = [
    () => centers({ name: chance.of(names) }),
    () => centers({ lead_id: chance.of([cora.id, carl.id, null]) }),
    () => centers({ shown_region: null, shown_city: null, shown_until: null }),
    () => trx.deleteFrom('center_populations').where('center_id', '=', id).where('population_code', '=', chance.of(populations)).execute(),
    () => trx.deleteFrom('center_services').where('center_id', '=', id).where('service_code', '=', chance.of(services)).execute(),
    () =>
      sql`INSERT INTO center_services (uuid, center_id, service_code) VALUES (hex(randomblob(16)), ${id}, ${chance.of(services)}) ON CONFLICT DO NOTHING`.execute(trx),
    async () => {
      await trx.updateTable('evidence_spans').set({ superseded_at: at }).where('center_id', '=', id).where('superseded_at', 'is', null).execute()
      const gap = { center_id: id, item_code: 'LEG-01', from_on: chance.of(days), until_on: chance.of(['2026-11-24', null]), recorded_at: at }
      if (chance.is(0.8)) await trx.insertInto('evidence_spans').values(gap).execute()
    },
    async () => {
      await trx.updateTable('standing_spans').set({ superseded_at: at }).where('center_id', '=', id).where('superseded_at', 'is', null).execute()
      const [from, turning] = [chance.of(days), '2026-11-24']
      const spans = [
        { kind: chance.of(kinds), from_on: from, until_on: turning },
        { kind: chance.of(kinds), from_on: turning, until_on: null },
      ]
      if (chance.is(0.9))
        await trx
          .insertInto('standing_spans')
          .values(spans.map((span) => ({ ...span, center_id: id, recorded_at: at })))
          .execute()
    },
  ]
  await chance.of(changes)()
}

const filterBy = (chance: Chance, services: readonly string[]): CenterFilter => ({
  q: chance.is(0.2) ? chance.of(['zebra', 'casa', 'ho', '!']) : '',
  standing: chance.some([...kinds, 'prospect'], chance.of([0, 0.2])),
  country: chance.some([...countries, 'FR'], chance.of([0, 0.4])),
  state: chance.some(['Florida', 'Oregon', 'withheld', 'nowhere'], chance.of([0, 0, 0.4])),
  service: chance.some(services, chance.of([0, 0.2])),
  population: chance.some(populations, chance.of([0, 0.3])),
  onHold: chance.is(0.2),
  leadId: chance.is(0.2) ? cora.id : null,
})
const sorts: CenterSort[] = ['name', 'country', 'standing', 'lapses']

describe('the index of the directory', () => {
  it('finds, counts and orders what plain SQL does, whatever changed since, on this day and the next', async () => {
    const chance = chanceFrom(7)
    const register = await openRegister()
    const services = (await register.reader.selectFrom('service_types').select('code').limit(4).execute()).map(({ code }) => code)
    const ids: number[] = []
    for (let n = 0; n < 40; n++) ids.push(await addCenter(register, chance))
    const findCenters = centerFinder(register.reader)
    let nonempty = 0
    for (let turn = 0; turn < 120; turn++) {
      if (chance.is(0.1)) ids.push(await addCenter(register, chance))
      await register.writer.transaction().execute((trx) => changeSomething(trx, chance.of(ids), chance, services))
      const day = turn < 90 ? today : today.add({ days: 1 })
      const filter = filterBy(chance, services)
      const sort = { by: chance.of(sorts), descending: chance.is(0.5) }
      const found = await findCenters(filter, sort, day, cora.id)
      const expected = await plainSql(register.reader, filter, sort, day, cora.id)
      expect({ turn, filter, sort, ids: found.ids(0, found.total), facets: found.facets }).toEqual({ turn, filter, sort, ...expected })
      if (found.total > 0) nonempty += 1
    }
    expect(nonempty).toBeGreaterThan(40)
  })

  it('sees the new name of an organization in a search that it has just answered', async () => {
    const register = await openRegister()
    const id = await plainCenter(register, { name: 'Zebra' })
    const findCenters = centerFinder(register.reader)
    const search = { q: 'harbour', standing: [], country: [], state: [], service: [], population: [], onHold: false, leadId: null }
    const find = async () => (await findCenters(search, { by: 'name', descending: false }, today, cora.id)).total

    expect(await find()).toBe(0)
    await register.writer.transaction().execute(async (trx) => {
      await trx.updateTable('organizations').set({ legal_name: 'Harbour' }).execute()
      await trx.updateTable('center_names').set({ organization: 'Harbour' }).where('rowid', '=', id).execute()
    })
    expect(await find()).toBe(1)
  })
})

describe('an index that grows', () => {
  it('keeps what it knew of the first centers', () => {
    const sets = new DirectorySets()
    const entry = (id: number): Entry => ({
      id,
      name: `House ${id}`,
      country: 'KE',
      leadId: null,
      standing: 'vetted',
      until: null,
      state: null,
      onHold: id === 2,
      services: ['S'],
      populations: [],
    })
    sets.put([entry(1)])
    for (let id = 2; id <= 2100; id++) sets.put([entry(id)])
    const everything = { q: '', standing: [], country: ['KE'], state: [], service: ['S'], population: [], onHold: false, leadId: null }

    const { fit, total, facets } = sets.find(everything, null, cora.id)

    expect(total).toBe(2100)
    expect(facets.standing).toEqual(new Map([['vetted', 2100]]))
    expect(facets.onHold).toBe(1)
    expect(idsOf(sets, fit, sets.names, 0, 3)).toEqual([1, 10, 100])
    expect(idsOf(sets, fit, sets.names, 2099, 2200)).toEqual([999])
  })
})

describe('a set of bits', () => {
  it('holds each number, also the last of a word', () => {
    const bits = emptyBits(70)
    for (const at of [0, 31, 32, 63, 69]) setBit(bits, at)
    clearBit(bits, 32)

    expect([0, 1, 31, 32, 63, 69].map((at) => hasBit(bits, at))).toEqual([true, false, true, false, true, true])
    expect(countBoth(bits, bits)).toBe(4)
    expect(countBoth(new Uint32Array([0xffffffff, 0xffffffff]), new Uint32Array([0xffffffff, 0x80000001]))).toBe(34)
    expect([...inAll(new Uint32Array([6, 7]), [new Uint32Array([3, 5]), new Uint32Array([2, 4])])]).toEqual([2, 4])
    expect([...inAny([new Uint32Array([6]), new Uint32Array([1])], 32)]).toEqual([7])
    expect([...inAny([], 40)]).toEqual([0, 0])
  })
})
