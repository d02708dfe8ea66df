import { sql } from 'kysely'
import type { Reader, Trx } from '../db/database.ts'
import { yardstick, type Yardstick } from '../shared/cross-rate.ts'
import { instantText, toDay, type Day } from '../shared/days.ts'
import type { Person } from '../shared/actor.ts'
import { nearestRate, type Rate } from '../shared/rates.ts'
import type { NewRate } from './forms.ts'
import type { EnteredRate } from './rate.ts'

/** Whether an entry is the newest of its currency and day. */
export const counts = sql<0 | 1>`NOT EXISTS (SELECT 1 FROM exchange_rates newer
  WHERE newer.currency = exchange_rates.currency AND newer.on_day = exchange_rates.on_day AND newer.id > exchange_rates.id)`

/** All rates that count, by currency: what `totalIn` takes. Of several entries for one day the newest counts. */
export async function loadRates(db: Reader): Promise<ReadonlyMap<string, readonly Rate[]>> {
  const rows = await db.selectFrom('exchange_rates').select(['currency', 'on_day', 'rate']).where(counts, '=', 1).orderBy('on_day').execute()
  return new Map(
    [...Map.groupBy(rows, ({ currency }) => currency)].map(([currency, found]) => [currency, found.map(({ on_day, rate }) => ({ on: toDay(on_day), rate }))]),
  )
}

/** Every entry, in the order in which they were made. */
export async function listEnteredRates(db: Reader): Promise<EnteredRate[]> {
  const rows = await db.selectFrom('exchange_rates').select(['id', 'currency', 'on_day', 'rate', 'entered_by', 'entered_at']).orderBy('id').execute()
  return rows.map(({ id, currency, on_day, rate, entered_by, entered_at }) => ({ id, currency, on: toDay(on_day), rate, enteredBy: entered_by, enteredAt: entered_at }))
}

/** What a rate between two currencies, typed for a day, is held against. */
export async function findYardstick(db: Reader, from: string, to: string, day: Day): Promise<Yardstick> {
  const { value } = await db.selectFrom('settings').select('value').where('name', '=', 'currency').executeTakeFirstOrThrow()
  const rates = await Promise.all([from, to].map(async (currency) => [currency, await listNear(db, currency, day)] as const))
  return yardstick(from, to, day, value, new Map(rates))
}

/** What a rate to the reporting currency, typed for a day, is held against; null when the register has none of its currency. */
export const findNearest = async (db: Reader, currency: string, day: Day): Promise<Rate | null> => nearestRate(await listNear(db, currency, day), day)

/** Of one currency, the latest rate by a day and the first after it. */
async function listNear(db: Reader, currency: string, day: Day): Promise<Rate[]> {
  const ofIt = db.selectFrom('exchange_rates').select(['on_day', 'rate']).where('currency', '=', currency).where(counts, '=', 1).limit(1)
  const rows = [
    await ofIt.where('on_day', '<=', day.toString()).orderBy('on_day', 'desc').executeTakeFirst(),
    await ofIt.where('on_day', '>', day.toString()).orderBy('on_day').executeTakeFirst(),
  ]
  return rows.flatMap((row) => (row === undefined ? [] : [{ on: toDay(row.on_day), rate: row.rate }]))
}

export async function insertRate(trx: Trx, actor: Person, rate: Omit<NewRate, 'token'>): Promise<number> {
  const { id } = await trx
    .insertInto('exchange_rates')
    .values({ currency: rate.currency, on_day: rate.on.toString(), rate: rate.rate, source: rate.source, entered_by: actor.id, entered_at: instantText(actor.now) })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
