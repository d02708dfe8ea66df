import type { Record as Recorder } from '../audit/record.ts'
import type { Reader, Trx } from '../db/database.ts'
import { question } from '../db/question.ts'
import type { Keys } from '../db/keys.ts'
import type { Person } from '../shared/actor.ts'
import { toDayOrNull, type Day } from '../shared/days.ts'
import { assertNone, Stale } from '../shared/refusal.ts'
import { changedFields, isSeenAt, shownOf, type Location, type Place, type PlaceField, type Secrecy } from './location.ts'
import { mailingProblems } from './mailing.ts'
import { placeIn, placeSealedAt } from './opening-queries.ts'
import { overtakeWaiting, withdrawWaiting } from './waiting-queries.ts'

interface LocationRow {
  secrecy: Secrecy
  sealed: string | null
  mailing_address: string | null
  version: number
}

const hiddenAtFirst: LocationRow = { secrecy: 'hidden', sealed: null, mailing_address: null, version: 0 }

const locationOf = question((db, { centerId }: { centerId: number }) =>
  db.selectFrom('locations').select(['secrecy', 'sealed', 'mailing_address', 'version']).where('center_id', '=', centerId),
)

const rowOf = async (db: Reader, centerId: number): Promise<LocationRow> => (await locationOf(db, { centerId }))[0] ?? hiddenAtFirst

const untilOf = question((db, { centerId }: { centerId: number }) => db.selectFrom('centers').select('shown_until').where('id', '=', centerId))

/** What is known of a center's place without opening it; hidden where nothing was ever said (CONF-01). */
export async function readLocation(db: Reader, centerId: number): Promise<Location> {
  const { secrecy, sealed, mailing_address, version } = await rowOf(db, centerId)
  const [center] = await untilOf(db, { centerId })
  return { centerId, secrecy, recorded: sealed !== null, mailingAddress: mailing_address, untilOn: toDayOrNull(center?.shown_until ?? null), version }
}

/** The substitute mailing address, which may be shown and printed; null where there is none. */
export const mailingAddressOf = async (db: Reader, centerId: number): Promise<string | null> => (await rowOf(db, centerId)).mailing_address

/** What a saving gives: fields that are left out stay as they are; null empties one. */
export type PlaceChange = Partial<Place> & { mailingAddress?: string | null }

/** What came of a saving: the place is hidden again, or what waits for a second person is overtaken, or neither. */
export type Saved = 'saved' | 'hidden again' | 'overtaken'

/**
 * Saves a center's place, sealed, in another noun's transaction too; hidden unless it was lowered
 * before. The event names the fields that changed and holds none of them.
 * @throws Stale when `version` is given and the place was saved meanwhile; Problems when the substitute address holds the street
 */
export async function savePlace(trx: Trx, keys: Keys, record: Recorder, actor: Person, centerId: number, change: PlaceChange, version?: number): Promise<Saved> {
  const row = await rowOf(trx, centerId)
  if (version !== undefined && version !== row.version) throw new Stale('place')
  const { mailingAddress = row.mailing_address, ...fields } = change
  const before = placeIn(keys, centerId, row.sealed)
  const after: Place = { ...before, ...fields }
  const changed = changedFields(before, after)
  const named = mailingAddress === row.mailing_address ? changed : [...changed, 'mailingAddress']
  if (named.length === 0) return 'saved'
  assertNone(mailingProblems(after, mailingAddress))
  const recorded = Object.values(after).some((value) => value !== null)
  const values = { sealed: recorded ? keys.sealText(placeSealedAt(centerId), JSON.stringify(after)) : null, mailing_address: mailingAddress, version: row.version + 1 }
  await writeRow(trx, centerId, values)
  await record('place.saved', { kind: 'place', id: centerId, centerId }, { fields: named })
  return followChange({ trx, keys, record, actor }, centerId, row.secrecy, changed)
}

/** What a change of a place is made with. */
interface Change {
  trx: Trx
  keys: Keys
  record: Recorder
  actor: Person
}

/** CONF-01: the center's word was about the address as it was, so what it lets be seen is hidden again once it changes, and what waits is not confirmed. */
async function followChange(into: Change, centerId: number, secrecy: Secrecy, changed: readonly PlaceField[]): Promise<Saved> {
  const { trx, record, actor } = into
  const ended = (await shownUntil(trx, centerId)) === null
  if (!ended && isSeenAt(secrecy, changed)) {
    await raiseTo(into, centerId, { before: secrecy, after: 'hidden', because: 'what is seen of the place was changed' }, null)
    return 'hidden again'
  }
  if (ended && secrecy !== 'hidden') await writeShown(trx, centerId, null)
  return (await overtakeWaiting(trx, record, actor, centerId, changed)) > 0 ? 'overtaken' : 'saved'
}

/** Shows less of a place, and withdraws what waits to show more of it, each with its event. @returns how many were withdrawn */
export async function raiseTo(
  { trx, keys, record, actor }: Change,
  centerId: number,
  said: { before: Secrecy; after: Secrecy; because?: string },
  untilOn: Day | null,
): Promise<number> {
  const withdrawn = await withdrawWaiting(trx, record, actor, centerId, said.after)
  await setSecrecy(trx, keys, centerId, said.after, untilOn)
  await record('secrecy.raised', { kind: 'place', id: centerId, centerId }, said)
  return withdrawn
}

/** Sets how secret a place is, and what is shown of it from now on. */
export async function setSecrecy(trx: Trx, keys: Keys, centerId: number, secrecy: Secrecy, untilOn: Day | null): Promise<void> {
  const row = await rowOf(trx, centerId)
  await writeShown(trx, centerId, null) // First, since the database lets no hidden place be shown.
  await writeRow(trx, centerId, { secrecy, version: row.version + 1 })
  await writeShown(trx, centerId, shownOf(placeIn(keys, centerId, row.sealed), secrecy, untilOn))
}

async function writeRow(trx: Trx, centerId: number, values: Partial<LocationRow>): Promise<void> {
  await trx
    .insertInto('locations')
    .values({ center_id: centerId, ...values })
    .onConflict((conflict) => conflict.column('center_id').doUpdateSet(values))
    .execute()
}

/** Until when a place may be shown; null once that is past, so that nothing is copied out any more. */
async function shownUntil(trx: Trx, centerId: number): Promise<Day | null> {
  const row = await trx
    .selectFrom('centers')
    .select('shown_until')
    .where('id', '=', centerId)
    .where('shown_until', '>=', (query) => query.selectFrom('register_day').select('day'))
    .executeTakeFirst()
  return toDayOrNull(row?.shown_until ?? null)
}

/** Copies to the center, and to what is searched, what may be seen of its place: all that any list, filter, search or report uses. */
async function writeShown(trx: Trx, centerId: number, shown: ReturnType<typeof shownOf>): Promise<void> {
  await trx
    .updateTable('centers')
    .set({ shown_region: shown?.region ?? null, shown_city: shown?.city ?? null, shown_until: shown?.untilOn.toString() ?? null })
    .where('id', '=', centerId)
    .execute()
  await trx.deleteFrom('center_shown').where('rowid', '=', centerId).execute()
  if (shown && (shown.region !== null || shown.city !== null))
    await trx
      .insertInto('center_shown')
      .values({ rowid: centerId, region: shown.region ?? '', city: shown.city ?? '' })
      .execute()
}
