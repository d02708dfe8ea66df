import type { Standing } from '../standing/standing.ts'

export type StandingKind = Standing['kind']

/** From the best to the worst: the order of a list sorted by standing. */
export const standingKinds = ['vetted', 'conditional', 'in review', 'prospect', 'lapsed', 'suspended', 'declined', 'closed'] as const satisfies readonly StandingKind[]
