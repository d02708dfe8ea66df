import type { Day } from './days.ts'

export const roles = ['coordinator', 'manager', 'board', 'administrator'] as const
export type Role = (typeof roles)[number]

export const roleName: Record<Role, string> = { coordinator: 'aftercare coordinator', manager: 'program manager', board: 'board member', administrator: 'administrator' }

/** Who acts, and when: handed to everything that changes something. `id` is null for the register itself (set-up, the command line). */
export interface Actor {
  id: number | null
  name: string
  roles: readonly Role[]
  now: Temporal.Instant
  today: Day
}

/** Somebody signed in. */
export interface Person extends Actor {
  id: number
}
