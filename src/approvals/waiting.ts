/** One thing that waits for somebody, and where it is done. */
export interface Waiting {
  label: string
  href: string
  about: string
}

/** What waits of one kind. `others` waits too, but for someone other than this person. */
export interface WaitingGroup {
  kind: 'allocations' | 'payments' | 'reviews' | 'openings' | 'renewals' | 'places' | 'roles'
  mine: Waiting[]
  /** This person's as well, but for what stands against it: shown, and not counted, since they cannot say yes to it. */
  stopped?: Waiting[]
  others: number
}

/** How many things a person can do something about: the one count of what waits, wherever it is said. */
export const countWaiting = (groups: readonly WaitingGroup[]): number => groups.reduce((sum, { mine }) => sum + mine.length, 0)
