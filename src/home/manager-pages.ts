import { countWaiting, type WaitingGroup } from '../approvals/waiting.ts'
import type { FundWithBalance } from '../funds/queries.ts'
import { moneyText } from '../shared/money.ts'
import type { Board, HomeRow, HomeSection } from './pages.ts'

const titles: Record<WaitingGroup['kind'], string> = {
  allocations: 'Allocation to approve',
  payments: 'Payment to release',
  reviews: 'Review to decide',
  openings: 'Approval to take over',
  renewals: 'Newer evidence to accept',
  places: 'Place to be shown more of',
  roles: 'Role to confirm',
}

const stoppedTitles: Partial<typeof titles> = { allocations: 'Cannot be approved now', payments: 'Cannot leave now' }

/** Everything that waits for this person to say yes or no, with money first. */
export function waitingSection(groups: readonly WaitingGroup[]): HomeSection {
  const rows = groups.flatMap(({ kind, mine }) => mine.map((each): HomeRow => ({ ...each, state: { word: titles[kind], tone: 'warn' } })))
  const stopped = groups.flatMap(({ kind, stopped: held = [] }) =>
    held.map((each): HomeRow => ({ ...each, state: { word: stoppedTitles[kind] ?? titles[kind], tone: 'still' } })),
  )
  return {
    title: 'Waiting for you',
    more: { label: 'Approvals', href: '/approvals' },
    rows: [...rows, ...stopped],
    total: countWaiting(groups),
    empty: { text: 'Nothing waits for you. What is proposed, planned or submitted by others will stand here.', first: null },
  }
}

export const balancesSection = (funds: readonly FundWithBalance[]): HomeSection => ({
  title: 'Balances',
  more: { label: 'All funds', href: '/funds' },
  rows: funds.map(({ id, code, name, currency, balance }) => ({
    label: `${code} ${name}`,
    href: `/funds/${id}`,
    about: `${moneyText({ minor: balance.available, currency })} available, ${moneyText({ minor: balance.committed, currency })} committed, ${moneyText({ minor: balance.paid, currency })} paid`,
    state: balance.available < 0 ? { word: 'Overdrawn', tone: 'bad' } : null,
  })),
  empty: { text: 'There is no fund yet. Money is set aside from a fund.', first: { label: 'Add a fund', href: '/funds/new' } },
})

export const atRiskSection = ({ atRisk }: Pick<Board, 'atRisk'>): HomeSection => ({
  title: 'Money at risk',
  more: null,
  rows: atRisk.map((each) => ({ ...each, state: null })),
  empty: { text: '', first: null },
})
