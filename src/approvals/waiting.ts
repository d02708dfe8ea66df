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
  others: number
}
