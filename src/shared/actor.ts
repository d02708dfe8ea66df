import type { Day } from './days.ts'

export const roles = ['coordinator', 'manager', 'board', 'administrator'] as const
export type Role = (typeof roles)[number]

/** Who did what the register does by itself, in its log. Nobody else has this name. */
export const registerName = 'The register'

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
