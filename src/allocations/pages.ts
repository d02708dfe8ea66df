import { fundsCrumb } from '../funds/form-pages.ts'
import { hundredths } from '../funds/pages.ts'
import type { FormState } from '../http/forms.ts'
import type { Bar, Fact, Head, Link, Notice, State } from '../http/parts.ts'
import { dayText, type Day } from '../shared/days.ts'
import { moneyText } from '../shared/money.ts'
import { capital } from '../centers/words.ts'
import { leftToPlan, proposersOf, type Allocation, type Handing, type Move, type Use } from './allocation.ts'
import { approvalBar, neededText, stillNeeded, type Approval, type Needed } from './approval.ts'
import { allocationsCrumb } from './form-pages.ts'
import { allocationState } from './state-pages.ts'

export interface AllocationPage {
  title: string
  head: Head
  notices: Notice[]
  error: string | null
  summary: { href: string; message: string }[]
  bar: Bar
  /** Proposes a draft; null when it is none or the person may not. */
  proposal: { action: string; token: string; label: string } | null
  approvals: { said: string; rows: { text: string; comment: string | null; mark: string | null }[] }
  /** The form to approve, or why this person cannot. */
  approval: { action: string; token: string; seal: string; comment: FormState<'comment'>['fields']['comment']; label: string } | null
  whyNot: string | null
  payments: { rows: { href: string; label: string; amount: string; state: State }[]; newHref: string | null }
  history: { text: string; who: string; reason: string | null }[]
  facts: Fact[]
  others: Link[]
  /** Why it can be neither closed nor cancelled yet; null when it can, or this person may not anyway. */
  othersLater: string | null
}

export interface AllocationRecords {
  allocation: Allocation
  use: Use
  moves: Move[]
  handings: Handing[]
  approvals: Approval[]
  seal: string
  needed: Needed
  /** Why nothing is begun or approved for its center: null while that is open (V8). */
  closed: string | null
  /** What keeps money from leaving for the center now, in sentences. */
  held: string[]
  /** Why its fund has too little for it now (M2); null when there is enough, or it is past approval. */
  short: string | null
  populations: ReadonlyMap<string, string>
  needs: { id: number; item: string }[]
  payments: { href: string; label: string; amount: string; state: State }[]
  names: ReadonlyMap<number, string>
  /** Who took it over from whoever drafted it; null when nobody did. */
  follower: number | null
}

interface May {
  id: number
  propose: boolean
  approve: boolean
  plan: boolean
}

export function allocationPage(records: AllocationRecords, may: May, token: string, form: FormState<'comment'>): AllocationPage {
  const { allocation, use, moves, approvals, seal, closed } = records
  const href = `/allocations/${allocation.id}`
  const bar = approvalBar(allocation, proposersOf(allocation, moves), approvals, may.id) ?? closed
  const proposed = allocation.state === 'proposed'
  const amount = moneyText(allocation)
  return {
    title: `${amount} for ${allocation.centerName}`,
    head: {
      crumbs: [fundsCrumb, allocationsCrumb],
      title: `${amount} for ${allocation.centerName}`,
      state: allocationState(allocation.state),
      lede: `${allocation.purposeName}, from the fund ${allocation.fundCode}. ${allocation.forWhat}`,
      actions: headActions(records, may),
    },
    notices: [...heldNotices(records), ...shortNotices(records)],
    error: form.error,
    summary: form.summary,
    bar: useBar(allocation, use),
    proposal: allocation.state === 'draft' && closed === null && may.propose ? { action: `${href}/proposal`, token, label: `Propose ${amount}` } : null,
    approvals: approvalsOf(records),
    approval:
      proposed && may.approve && bar === null
        ? { action: `${href}/approval`, token, seal, comment: form.fields.comment, label: `Approve ${amount} for ${allocation.centerName}` }
        : null,
    whyNot: proposed ? (may.approve ? bar : 'A program manager approves it.') : null,
    payments: {
      rows: records.payments,
      newHref: allocation.state === 'approved' && closed === null && may.plan && leftToPlan(allocation, use) > 0 ? `${href}/payments/new` : null,
    },
    history: historyOf(records),
    facts: factsOf(records),
    others: otherActs(allocation, use, may),
    othersLater: allocation.state === 'approved' && may.approve && use.plannedMinor > 0 ? plannedText : null,
  }
}

function headActions({ allocation: { id, state }, use, closed }: AllocationRecords, may: May): Head['actions'] {
  const href = `/allocations/${id}`
  if (state === 'draft' && may.propose) return [{ label: 'Edit', href: `${href}/edit`, tone: 'plain', method: 'get' }]
  if (state === 'approved' && closed === null && may.plan && use.paidMinor + use.plannedMinor === 0)
    return [{ label: 'Plan a payment', href: `${href}/payments/new`, tone: 'main', method: 'get' }]
  return []
}

const plannedText = 'A payment of it is planned. Once that is released or voided, the allocation can be closed.'

/** What could be done instead, each on a page of its own that asks for the reason. */
function otherActs({ id, state }: Allocation, use: Use, may: May): Link[] {
  const href = `/allocations/${id}`
  const cancel: Link = { label: 'Cancel the allocation', href: `${href}/cancellation` }
  const judged: Link[] = [
    { label: 'Send it back', href: `${href}/return` },
    { label: 'Decline it', href: `${href}/decline` },
  ]
  if (state === 'proposed') return [...(may.approve ? judged : []), ...(may.propose ? [cancel] : [])]
  if (state === 'draft') return may.propose ? [cancel] : []
  if (state !== 'approved' || !may.approve || use.plannedMinor > 0) return []
  return use.everSent ? [{ label: 'Close the allocation', href: `${href}/closing` }] : [cancel, { label: 'Close the allocation', href: `${href}/closing` }]
}

function heldNotices({ allocation, held }: AllocationRecords): Notice[] {
  const live = allocation.state === 'draft' || allocation.state === 'proposed' || allocation.state === 'approved'
  if (!live || held.length === 0) return []
  const lift: Link = { label: 'See the center', href: `/centers/${allocation.centerId}` }
  return [{ tone: 'bad', title: `Nothing can be sent to ${allocation.centerName} now`, lines: held.map((text, at) => ({ text, lift: at === 0 ? lift : null })) }]
}

const shortNotices = ({ allocation: { fundId }, short }: AllocationRecords): Notice[] =>
  short === null
    ? []
    : [{ tone: 'warn', title: 'It cannot be approved as it stands', lines: [{ text: short, lift: { label: 'See the fund', href: `/funds/${fundId}` } }] }]

function useBar(allocation: Allocation, use: Use): Bar {
  const text = (minor: number): string => moneyText({ minor, currency: allocation.currency })
  const left = leftToPlan(allocation, use)
  const [paid, planned] = [hundredths(use.paidMinor, allocation.minor), hundredths(use.plannedMinor, allocation.minor)]
  return {
    said: `Of ${text(allocation.minor)}, ${text(use.paidMinor)} is paid, ${text(use.plannedMinor)} planned, ${text(left)} left`,
    parts: [
      { label: `Paid ${text(use.paidMinor)}`, from: 0, width: paid, fill: 'c1' },
      { label: `Planned ${text(use.plannedMinor)}`, from: paid, width: planned, fill: 'c4' },
      { label: `Left ${text(left)}`, from: paid + planned, width: hundredths(left, allocation.minor), fill: 'c3' },
    ],
  }
}

/** Exactly who approved what, and how many more are needed and why. */
function approvalsOf({ allocation, approvals, needed, names }: AllocationRecords): AllocationPage['approvals'] {
  const more = stillNeeded(needed, approvals)
  const waits = allocation.state === 'proposed' ? `${more === 1 ? 'One more person' : 'Two people'} must approve it. ` : ''
  const before = allocation.state === 'draft' || allocation.state === 'proposed'
  return {
    said: before ? `${waits}${neededText(needed)}` : '',
    rows: approvals.map(({ by, on, comment, counts }) => ({
      text: `${names.get(by) ?? 'Somebody'} approved ${counts ? moneyText(allocation) : 'an earlier version'} on ${dayText(on)}`,
      comment,
      mark: counts ? null : 'counts no longer',
    })),
  }
}

const moveWords: Record<Move['move'], string> = {
  proposed: 'proposed',
  returned: 'sent back',
  approved: 'approved',
  declined: 'declined',
  cancelled: 'cancelled',
  closed: 'closed',
}

/** The latest first. */
function historyOf({ allocation, moves, handings, names }: AllocationRecords): AllocationPage['history'] {
  const whoText = (by: number | null, on: Day): string => `${by === null ? 'The register' : (names.get(by) ?? 'Somebody')}, ${dayText(on)}`
  const handedAfter = (moveId: number): AllocationPage['history'] =>
    handings
      .filter(({ afterMove }) => afterMove === moveId)
      .map(({ from, to, by, on }) => ({
        text: `Handed over from ${names.get(from) ?? 'somebody'} to ${names.get(to) ?? 'somebody'}`,
        who: whoText(by, on),
        reason: null,
      }))
  const moved = moves.flatMap(({ id, move, on, by, reason, gaveBackMinor }) => {
    const back = gaveBackMinor > 0 ? `, and ${moneyText({ minor: gaveBackMinor, currency: allocation.currency })} went back to the fund` : ''
    return [{ text: `${capital(moveWords[move])}${back}`, who: whoText(by, on), reason }, ...handedAfter(id)]
  })
  return [...handedAfter(0), ...moved].toReversed()
}

function factsOf({ allocation, populations, needs, names, follower }: AllocationRecords): Fact[] {
  const { fromAge, toAge } = allocation
  const ages = fromAge === null && toAge === null ? 'any' : toAge === null ? `from ${fromAge}` : fromAge === null ? `to ${toAge}` : `${fromAge} to ${toAge}`
  const covered = allocation.needs.map((id) => needs.find((need) => need.id === id)?.item ?? `need ${id}`)
  const fact = (label: string, value: string, href: string | null = null): Fact => ({ label, value, href })
  return [
    fact('Center', allocation.centerName, `/centers/${allocation.centerId}`),
    fact('Fund', allocation.fundCode, `/funds/${allocation.fundId}`),
    fact('Purpose', allocation.purposeName),
    fact('For', allocation.populations.map((code) => populations.get(code) ?? code).join(', ')),
    fact('Ages', ages),
    fact('Needs covered', covered.join(', ') || 'none named'),
    fact('Reports due', `${allocation.reportDays} days after a payment arrives`),
    fact('Drafted by', names.get(allocation.draftedBy) ?? 'somebody'),
    ...(follower === null ? [] : [fact('Handed over to', names.get(follower) ?? 'somebody')]),
  ]
}
