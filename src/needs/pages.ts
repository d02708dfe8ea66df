import type { LineForNeed } from '../deliveries/list-queries.ts'
import { deliveryTone, deliveryWord } from '../deliveries/words.ts'
import type { Fact, Head, Notice, State, Tile } from '../http/parts.ts'
import { unitText } from '../lists/unit.ts'
import { dayText, type Day } from '../shared/days.ts'
import { moneyText, type Money } from '../shared/money.ts'
import { capital } from './form-pages.ts'
import { isLate, isWanted, priorityName, stateOf, stillLacking, type Need, type NeedState } from './need.ts'
import type { CoveringAllocation } from './queries.ts'

const counted = new Intl.NumberFormat('en')
export const countText = (count: number): string => counted.format(count)

const tones: Record<NeedState, State['tone']> = { open: 'warn', 'partly met': 'calm', met: 'good', withdrawn: 'still' }

/** One word per state, the same on every page; late takes its place while it is wanted. */
export function needState(need: Need, today: Day): State {
  const state = stateOf(need)
  if (isLate(need, today)) return { word: state === 'open' ? 'Late' : 'Partly met, late', tone: 'bad' }
  return { word: capital(state), tone: tones[state] }
}

export interface NeedPage {
  title: string
  head: Head
  withdrawn: Notice | null
  tiles: Tile[]
  facts: Fact[]
  deliveries: { label: string; href: string; when: string; quantity: string; arrived: string; state: State }[]
  packHref: string | null
  allocations: { label: string; href: string; fund: string; amount: string; state: State }[]
}

export interface NeedContext {
  deliveries: LineForNeed[]
  allocations: CoveringAllocation[]
  names: Map<number, string>
  today: Day
}

export function needPage(need: Need, { deliveries, allocations, names, today }: NeedContext): NeedPage {
  const wanted = isWanted(stateOf(need))
  const packHref = wanted ? `/centers/${need.centerId}/deliveries/new?need=${need.id}` : null
  return {
    title: `${need.item}, ${need.centerName}`,
    head: {
      crumbs: [
        { label: 'Needs', href: '/needs' },
        { label: need.centerName, href: `/centers/${need.centerId}` },
      ],
      title: need.item,
      state: needState(need, today),
      lede: ledeOf(need),
      actions: actionsOf(need, packHref),
    },
    withdrawn: withdrawnNotice(need, names),
    tiles: tilesOf(need),
    facts: factsOf(need, names),
    deliveries: deliveries.map((line) => deliveryRow(line)),
    packHref,
    allocations: allocations.map(allocationRow),
  }
}

const ledeOf = (need: Need): string =>
  [
    `${countText(need.quantity)} wanted, counted by the ${need.unit}`,
    need.people === null ? 'for the site' : `for ${countText(need.people)} ${need.people === 1 ? 'person' : 'people'}`,
    need.neededBy === null ? 'no day set' : `needed by ${dayText(need.neededBy)}`,
  ].join(' · ')

function actionsOf(need: Need, packHref: string | null): Head['actions'] {
  const state = stateOf(need)
  const actions: Head['actions'] = []
  if (state !== 'withdrawn') actions.push({ label: 'Edit', href: `/needs/${need.id}/edit`, tone: 'plain', method: 'get' })
  if (isWanted(state)) actions.push({ label: 'Withdraw', href: `/needs/${need.id}/withdrawal`, tone: 'plain', method: 'get' })
  if (packHref !== null) actions.push({ label: 'Pack a delivery', href: packHref, tone: 'main', method: 'get' })
  return actions
}

function withdrawnNotice(need: Need, names: Map<number, string>): Notice | null {
  if (need.withdrawnBecause === null || need.withdrawnOn === null) return null
  const who = names.get(need.withdrawnBy ?? 0) ?? 'the register'
  return { tone: 'calm', title: `Withdrawn on ${dayText(need.withdrawnOn)} by ${who}`, lines: [{ text: need.withdrawnBecause, lift: null }] }
}

const tilesOf = (need: Need): Tile[] => [
  { name: 'Wanted', figure: countText(need.quantity), change: unitText(need.unit, need.quantity), href: null },
  { name: 'Arrived', figure: countText(need.received), change: null, href: null },
  { name: 'On the way', figure: countText(need.onTheWay), change: need.packed > 0 ? `${countText(need.packed)} more being packed` : null, href: null },
  { name: 'Still lacking', figure: countText(stillLacking(need)), change: null, href: null },
]

const fact = (label: string, value: string, href: string | null = null): Fact => ({ label, value, href })

function factsOf(need: Need, names: Map<number, string>): Fact[] {
  const total: Money | null = need.unitCost && { ...need.unitCost, minor: need.unitCost.minor * need.quantity }
  return [
    fact('Center', need.centerName, `/centers/${need.centerId}`),
    fact('Category', capital(need.category)),
    fact('Catalogue', need.catalogueCode ?? 'not in it'),
    fact('Priority', priorityName[need.priority]),
    fact('Estimate for one', need.unitCost === null ? 'none' : moneyText(need.unitCost)),
    fact('Estimate for all', total === null ? 'none' : moneyText(total)),
    fact('Logged', `${dayText(need.recordedOn)} by ${names.get(need.recordedBy) ?? 'the register'}`),
  ]
}

const deliveryRow = (line: LineForNeed): NeedPage['deliveries'][number] => ({
  label: `Delivery ${line.deliveryId}`,
  href: `/deliveries/${line.deliveryId}`,
  when: line.sentOn === null ? 'not sent' : dayText(line.sentOn),
  quantity: countText(line.quantity),
  arrived: [countText(line.received), line.damaged > 0 ? `${countText(line.damaged)} damaged` : '', line.missing > 0 ? `${countText(line.missing)} missing` : '']
    .filter(Boolean)
    .join(', '),
  state: { word: deliveryWord[line.state], tone: deliveryTone[line.state] },
})

const allocationTone: Record<CoveringAllocation['state'], State['tone']> = {
  draft: 'still',
  proposed: 'warn',
  approved: 'good',
  closed: 'still',
  declined: 'bad',
  cancelled: 'still',
}

const allocationRow = (allocation: CoveringAllocation): NeedPage['allocations'][number] => ({
  label: allocation.forWhat,
  href: `/allocations/${allocation.id}`,
  fund: allocation.fundName,
  amount: moneyText({ minor: allocation.amountMinor, currency: allocation.currency }),
  state: { word: capital(allocation.state), tone: allocationTone[allocation.state] },
})
