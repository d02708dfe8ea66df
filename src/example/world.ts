import { randomUUID } from 'node:crypto'
import type { Reader, Writer } from '../db/database.ts'
import type { Role } from '../shared/actor.ts'
import type { Person } from '../shared/actor.ts'
import type { Money } from '../shared/money.ts'
import { openAgenda, type Agenda } from './agenda.ts'

export type Name = 'Ada' | 'Cora' | 'Carl' | 'Priya' | 'Paul' | 'Bea' | 'Pia'

/** Who is in the example register. Pia came last, and waits for a second person to confirm that she manages programs. */
export const cast: Record<Name, Role> = {
  Ada: 'administrator',
  Cora: 'coordinator',
  Carl: 'coordinator',
  Priya: 'manager',
  Paul: 'manager',
  Bea: 'board',
  Pia: 'manager',
}

/** What the example is built with: the register, the walk through its days, and who acts on each. */
export interface World extends Agenda {
  reader: Reader
  writer: Writer
  /** Somebody of the cast, at this moment of the walk. */
  as: (name: Name) => Person
  /** Said once somebody has an account. */
  joined: (name: Name, id: number) => void
  /** The centers by their names, once they are registered. */
  centers: Map<string, number>
  threshold: Money
  currency: string
}

/** How many days the example reaches back: two years of all that follows a review, and how long the first reviews took. */
export const daysBack = 863

export const threshold: Money = { minor: 1_000_000, currency: 'USD' }

/** A token as a form would carry it (M7). */
export const token = (): string => randomUUID()

/** The other of the two managers: who approves what one of them may not. */
export const otherManager = (name: Name): Name => (name === 'Priya' ? 'Paul' : 'Priya')

export function openWorld(reader: Reader, writer: Writer, now: Temporal.Instant): World {
  const agenda = openAgenda(now.toZonedDateTimeISO('UTC').toPlainDate())
  const ids = new Map<Name, number>()
  // Work begins at eight; on the last day all of it happens now, since later has not come.
  const moment = (): Temporal.Instant =>
    agenda.today().equals(agenda.end)
      ? now
      : agenda
          .today()
          .toZonedDateTime({ timeZone: 'UTC', plainTime: '08:00' })
          .toInstant()
          .add({ seconds: 20 * agenda.begun() })
  return {
    ...agenda,
    reader,
    writer,
    threshold,
    currency: threshold.currency,
    centers: new Map(),
    joined: (name, id) => void ids.set(name, id),
    as: (name) => {
      const id = ids.get(name)
      if (id === undefined) throw new Error(`${name} has no account in the example yet.`)
      return { id, name, roles: [cast[name]], now: moment(), today: agenda.today() }
    },
  }
}

/** The id of a center of the example by its name. */
export function centerCalled({ centers }: World, name: string): number {
  const id = centers.get(name)
  if (id === undefined) throw new Error(`${name} is not in the example register yet.`)
  return id
}
