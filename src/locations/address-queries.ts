import type { Reader } from '../db/database.ts'
import type { Keys } from '../db/keys.ts'
import { question } from '../db/question.ts'
import { toDayOrNull, type Day } from '../shared/days.ts'
import { seenFields, type OpenAddress } from './location.ts'
import { placeIn } from './opening-queries.ts'

/** A place that is open, and an authorization to be so that runs on the day. All in one question: whoever hides it does so before this or after. */
const openPlaces = question((db, { centerId, day }: { centerId: number; day: string }) =>
  db
    .selectFrom('locations')
    .innerJoin('centers', 'centers.id', 'locations.center_id')
    .select(['locations.secrecy', 'locations.sealed', 'centers.shown_until'])
    .where('locations.center_id', '=', centerId)
    .where('locations.secrecy', '=', 'open')
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('location_authorizations as allowed')
          .select('allowed.id')
          .whereRef('allowed.center_id', '=', 'locations.center_id')
          .where('allowed.until_on', '>=', day)
          .where('allowed.answer', '=', 'confirmed')
          .where('allowed.secrecy', '=', 'open'),
      ),
    ),
)

/**
 * Street and postal code of an open place on a day, opened now and kept nowhere; for those alone who might ask for
 * the place anyway. No look at a confidential place (CONF-05): by its center's written word this much is not one.
 * @param onFault is told why a seal does not open; the page must still come
 * @returns null where they are not to be seen: the seal is not even opened (CONF-01)
 */
export async function readOpenAddress(db: Reader, keys: Keys, centerId: number, day: Day, onFault: (error: unknown) => void): Promise<OpenAddress | null> {
  const [row] = await openPlaces(db, { centerId, day: day.toString() })
  if (row === undefined) return null
  const seen = seenFields({ secrecy: row.secrecy, untilOn: toDayOrNull(row.shown_until) }, day)
  if (!seen.includes('street')) return null
  try {
    const { street, postalCode } = placeIn(keys, centerId, row.sealed)
    return { kind: 'read', street, postalCode }
  } catch (error) {
    onFault(error)
    return { kind: 'unreadable' }
  }
}
