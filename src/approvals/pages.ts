import type { Head } from '../http/parts.ts'
import { countWaiting, type Waiting, type WaitingGroup } from './waiting.ts'

export interface ApprovalsPage {
  title: string
  head: Head
  groups: { title: string; rows: Waiting[]; others: string | null }[]
  empty: { title: string; text: string; first: null } | null
}

const titles: Record<WaitingGroup['kind'], string> = {
  allocations: 'Allocations to approve',
  payments: 'Payments to release',
  reviews: 'Reviews to decide',
  openings: 'Approvals from before the register, to be taken over',
  renewals: 'Newer evidence to accept',
  places: 'Places that are to be shown more of',
  roles: 'Roles to confirm',
}

const stoppedTitles: Partial<typeof titles> = { allocations: 'Allocations that cannot be approved now', payments: 'Payments that cannot leave now' }

export function approvalsPage(groups: WaitingGroup[]): ApprovalsPage {
  const waiting = countWaiting(groups)
  const shown = groups.flatMap(sectionsOf)
  const lede = waiting === 0 ? 'Nothing waits for you.' : waiting === 1 ? 'One thing waits for you.' : `${waiting} things wait for you.`
  return {
    title: 'Approvals',
    head: { crumbs: [], title: 'Approvals', state: null, lede: `${lede} What you proposed, led or added yourself waits for somebody else.`, actions: [] },
    groups: shown,
    empty: shown.length > 0 ? null : { title: 'Nothing waits', text: 'What is proposed, planned or submitted stands here until somebody has decided it.', first: null },
  }
}

/** What can be done, and apart from it what cannot be now. */
const sectionsOf = ({ kind, mine, stopped = [], others }: WaitingGroup): ApprovalsPage['groups'] => [
  ...(mine.length > 0 || others > 0 ? [{ title: titles[kind], rows: mine, others: othersText(others) }] : []),
  ...(stopped.length > 0 ? [{ title: stoppedTitles[kind] ?? titles[kind], rows: stopped, others: null }] : []),
]

const othersText = (others: number): string | null =>
  others === 0 ? null : others === 1 ? 'One more waits for somebody else.' : `${others} more wait for somebody else.`
