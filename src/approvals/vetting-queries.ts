import { mayConfirm } from '../accounts/account.ts'
import { listWaitingRoles } from '../accounts/waiting-queries.ts'
import type { Reader } from '../db/database.ts'
import { listWaitingAuthorizations } from '../locations/authorization-queries.ts'
import { listWaitingOpenings } from '../openings/queries.ts'
import { listWaitingRenewals } from '../renewals/queries.ts'
import { listAssessors } from '../reviews/assessor-queries.ts'
import type { Person } from '../shared/actor.ts'
import { dayText, toDay } from '../shared/days.ts'
import type { WaitingGroup } from './waiting.ts'

const most = 100

/** Submitted reviews that this person may decide: neither led nor found in by them (V6). */
export async function waitingReviews(db: Reader, person: Person): Promise<WaitingGroup> {
  const rows = await db
    .selectFrom('reviews')
    .innerJoin('centers', 'centers.id', 'reviews.center_id')
    .where('reviews.state', '=', 'submitted')
    .select(['reviews.id', 'reviews.kind', 'reviews.target_on', 'centers.name'])
    .orderBy('reviews.target_on')
    .limit(most)
    .execute()
  const assessors = await listAssessors(
    db,
    rows.map(({ id }) => id),
  )
  const mine = rows
    .filter(({ id }) => assessors.get(id)?.has(person.id) === false)
    .map(({ id, kind, target_on, name }) => ({
      label: name,
      href: `/reviews/${id}/decision`,
      about: `${kind} review, to be decided by ${dayText(toDay(target_on))}`,
    }))
  return { kind: 'reviews', mine, others: rows.length - mine.length }
}

export async function waitingOpenings(db: Reader, person: Person): Promise<WaitingGroup> {
  const openings = await listWaitingOpenings(db, person)
  const mine = openings.map(({ id, centerName, effectiveOn, validUntil }) => ({
    label: centerName,
    href: `/opening-approvals/${id}`,
    about: `approved on ${dayText(effectiveOn)}, until ${dayText(validUntil)}`,
  }))
  return { kind: 'openings', mine, others: 0 }
}

export async function waitingRenewals(db: Reader, person: Person): Promise<WaitingGroup> {
  const renewals = await listWaitingRenewals(db, person)
  const mine = renewals.map(({ id, centerName, itemCode, title }) => ({ label: `${itemCode} of ${centerName}`, href: `/evidence/${id}`, about: title }))
  return { kind: 'renewals', mine, others: 0 }
}

export async function waitingPlaces(db: Reader, person: Person): Promise<WaitingGroup> {
  const authorizations = await listWaitingAuthorizations(db, person.id)
  const mine = authorizations
    .filter(({ own }) => !own)
    .map(({ centerId, centerName, askedByName, untilOn, overtakenOn }) => ({
      label: centerName,
      href: `/centers/${centerId}/place`,
      about: `asked for by ${askedByName}, until ${dayText(untilOn)}${overtakenOn === null ? '' : '; the place was changed since, so it can only be declined'}`,
    }))
  return { kind: 'places', mine, others: authorizations.length - mine.length }
}

/** Managers who wait for a second person: neither themselves, nor who granted the role or changed their address. */
export async function waitingRoles(db: Reader, person: Person): Promise<WaitingGroup> {
  const waiting = await listWaitingRoles(db)
  const mine = waiting.filter((each) => mayConfirm(each, person.id)).map(({ account }) => ({ label: account.name, href: '/roles', about: 'to be a program manager' }))
  return { kind: 'roles', mine, others: waiting.length - mine.length }
}
