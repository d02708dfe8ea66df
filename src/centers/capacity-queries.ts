import type { Reader, Trx } from '../db/database.ts'
import { question } from '../db/question.ts'
import { instantText, toDay, type Day } from '../shared/days.ts'
import type { Person } from '../shared/actor.ts'
import type { Reading } from './capacity.ts'

const readings = (db: Reader, centerId: number) =>
  db
    .selectFrom('capacity_readings as reading')
    .innerJoin('populations', 'populations.code', 'reading.population_code')
    .select(['reading.population_code', 'populations.name', 'reading.on_day', 'reading.beds', 'reading.open_beds', 'reading.said_by'])
    .where('reading.center_id', '=', centerId)

type Row = Awaited<ReturnType<ReturnType<typeof readings>['execute']>>[number]

const toReading = (row: Row): Reading => ({
  population: row.population_code,
  populationName: row.name,
  onDay: toDay(row.on_day),
  beds: row.beds,
  openBeds: row.open_beds,
  saidBy: row.said_by,
})

const latest = question((db, { centerId }: { centerId: number }) =>
  readings(db, centerId)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('capacity_readings as newer')
            .select('newer.id')
            .whereRef('newer.center_id', '=', 'reading.center_id')
            .whereRef('newer.population_code', '=', 'reading.population_code')
            .where(({ eb, refTuple }) => eb(refTuple('newer.on_day', 'newer.id'), '>', refTuple('reading.on_day', 'reading.id'))),
        ),
      ),
    )
    .orderBy('populations.position'),
)

/** The latest reading of each group of people at a center: of one day, the one recorded last. */
export const latestReadings = async (db: Reader, centerId: number): Promise<Reading[]> => (await latest(db, { centerId })).map(toReading)

/** All that was said of a center's beds, the latest first. */
export async function listReadings(db: Reader, centerId: number, most: number): Promise<Reading[]> {
  return (await readings(db, centerId).orderBy('reading.on_day', 'desc').orderBy('reading.id', 'desc').limit(most).execute()).map(toReading)
}

export interface NewReading {
  population: string
  onDay: Day
  beds: number
  openBeds: number
  saidBy: string
}

export async function insertReading(trx: Trx, actor: Person, centerId: number, reading: NewReading): Promise<number> {
  const row = {
    center_id: centerId,
    population_code: reading.population,
    on_day: reading.onDay.toString(),
    beds: reading.beds,
    open_beds: reading.openBeds,
    said_by: reading.saidBy,
    recorded_by: actor.id,
    recorded_at: instantText(actor.now),
  }
  return (await trx.insertInto('capacity_readings').values(row).returning('id').executeTakeFirstOrThrow()).id
}
