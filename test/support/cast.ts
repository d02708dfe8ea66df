import type { Person, Role } from '../../src/shared/actor.ts'

// A small cast, the same in every test: Ada administers, Cora coordinates (so does Carl), Priya and Paul manage programs, Bea sits on the board.
export const firstDay = Temporal.PlainDate.from('2026-11-21')
export const firstNow = Temporal.Instant.from('2026-11-21T09:00:00Z')

const person = (id: number, name: string, ...roles: Role[]): Person => ({ id, name, roles, now: firstNow, today: firstDay })
export const ada = person(1, 'Ada', 'administrator')
export const cora = person(2, 'Cora', 'coordinator')
export const priya = person(3, 'Priya', 'manager')
export const paul = person(4, 'Paul', 'manager')
export const bea = person(5, 'Bea', 'board')
export const carl = person(6, 'Carl', 'coordinator')
export const cast = [ada, cora, priya, paul, bea, carl]

/** The same person on another day, at nine in the morning. */
export const on = (who: Person, day: string): Person => ({ ...who, today: Temporal.PlainDate.from(day), now: Temporal.Instant.from(`${day}T09:00:00Z`) })
