import { createHmac } from 'node:crypto'
import { change } from '../audit/record.ts'
import type { Writer } from '../db/database.ts'
import type { Actor, Person } from '../shared/actor.ts'
import type { Device } from './device.ts'
import { replaceHash } from './queries.ts'
import { isTold, type Held } from './throttle.ts'

/**
 * AUTH-10: by the person's id, never by what was typed: people type passwords there.
 * @param device for what was refused: how many in a row is counted by it (AUTH-07)
 */
export function recordSignIn(
  writer: Writer,
  actor: Actor,
  personId: number | null,
  outcome: 'signed-in' | 'refused' | 'locked' | 'signed-out',
  device?: Device,
): Promise<void> {
  return change(writer, { ...actor, id: outcome === 'signed-in' || outcome === 'signed-out' ? personId : null }, async (_trx, record) => {
    await record(`sign-in.${outcome}`, { kind: 'person', id: personId ?? 0 }, device && { device })
  })
}

/**
 * AUTH-10: that an address is held from now on, and how many tries were turned away in a hold so far.
 * @param personId whose account is held, if anybody's. @param address told apart by a keyed hash and never kept (LOG-01)
 */
export async function recordTurnedAway(writer: Writer, actor: Actor, { held, tries }: Held, personId: number | null, address: string): Promise<void> {
  if (!isTold(tries)) return
  const action = held === 'address' && tries === 1 ? 'sign-in.address-held' : 'sign-in.turned-away'
  const mark = (): string => createHmac('sha256', writer.keys.derive('address in the log')).update(address).digest('base64url').slice(0, 12)
  const [subject, details] =
    held === 'address'
      ? [
          { kind: 'register', id: 0 },
          { address: mark(), tries },
        ]
      : [{ kind: 'person', id: personId ?? 0 }, { tries }]
  await change(writer, actor, (_trx, record) => record(action, subject, details))
}

/** A wrong password of somebody who is signed in already: counted with what was refused at the sign-in (AUTH-07). */
export function recordWrongPassword(writer: Writer, actor: Person, device: Device): Promise<void> {
  return change(writer, actor, (_trx, record) => record('password.refused', { kind: 'person', id: actor.id }, { device }))
}

/** AUTH-01: kept at today's cost from now on, unless another password was set meanwhile. */
export function rehash(writer: Writer, actor: Actor, personId: number, hashes: { from: string; to: string }): Promise<void> {
  return change(writer, actor, async (trx, record) => {
    if (await replaceHash(trx, personId, hashes)) await record('password.rehashed', { kind: 'person', id: personId })
  })
}
