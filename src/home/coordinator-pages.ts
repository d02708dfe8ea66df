import type { DeliverySummary } from '../deliveries/list-queries.ts'
import type { State } from '../http/parts.ts'
import type { Need } from '../needs/need.ts'
import { dayBefore, dayText, daysBetween, isBefore, type Day } from '../shared/days.ts'
import { groupText, holdGroups } from '../standing/hold-groups.ts'
import type { Hold } from '../standing/holds.ts'
import type { Standing } from '../standing/standing.ts'
import { firstRows, type HomeRow, type HomeSection } from './pages.ts'
import { mostShown, type First, type LedCenter, type LedReview } from './work.ts'

export interface CoordinatorWork {
  leadsAnything: boolean
  centers: LedCenter[]
  reviews: First<LedReview>
  needs: First<Need>
  deliveries: First<DeliverySummary>
}

/** A coordinator's work, what stops money and goods first. */
export function coordinatorSections(work: CoordinatorWork, today: Day): HomeSection[] {
  const { leadsAnything, centers, reviews, needs, deliveries } = work
  const firstCenter = { label: 'Find a center to lead', href: '/centers' }
  return [
    {
      title: 'Centers that need something from you',
      more: { label: 'My centers', href: '/centers?mine=yes' },
      ...firstRows(
        centers
          .toSorted(byConsequence)
          .slice(0, mostShown)
          .map((center) => centerRow(center, today)),
        centers.length,
        { label: 'All your centers', href: '/centers?mine=yes' },
      ),
      empty: leadsAnything
        ? { text: 'Nothing stands against a center that you lead and that was vetted, and nothing will within 90 days.', first: null }
        : { text: 'You lead no center yet. Name yourself the lead of one, and what it needs will stand here.', first: firstCenter },
    },
    {
      title: 'Reviews that you lead',
      more: { label: 'All reviews', href: '/reviews' },
      ...firstRows(
        reviews.rows.map((review) => reviewRow(review, today)),
        reviews.total,
        { label: 'All your reviews', href: '/reviews?mine=yes' },
      ),
      empty: { text: 'You lead no review that is under way. One is opened on a center’s page.', first: { label: 'Centers', href: '/centers' } },
    },
    {
      title: 'Needs that are late',
      more: { label: 'All needs', href: '/needs' },
      ...firstRows(
        needs.rows.map((need) => needRow(need, today)),
        needs.total,
        { label: 'All your late needs', href: '/needs?mine=yes&late=yes' },
      ),
      empty: { text: 'No need of your centers is past the day by which it was wanted.', first: null },
    },
    {
      title: 'Deliveries on the way',
      more: { label: 'All deliveries', href: '/deliveries' },
      ...firstRows(
        deliveries.rows.map((delivery) => deliveryRow(delivery, today)),
        deliveries.total,
        { label: 'All of your deliveries on the way', href: '/deliveries?mine=yes&state=sent' },
      ),
      empty: { text: 'Nothing is on the way to your centers.', first: null },
    },
  ]
}

const byConsequence = (a: LedCenter, b: LedCenter): number =>
  rankOf(a) - rankOf(b) || b.holds.length - a.holds.length || (a.lapse === null ? 1 : b.lapse === null ? -1 : Temporal.PlainDate.compare(a.lapse.on, b.lapse.on))

/** A center that is out of standing comes before one that is held by something else, and that before what only comes up. */
function rankOf({ holds }: LedCenter): number {
  const standing = goneFrom(holds)
  return standing === null ? (holds.length > 0 ? 2 : 3) : standing.kind === 'suspended' ? 0 : 1
}

type Gone = Extract<Standing, { kind: 'lapsed' | 'suspended' }>

function goneFrom(holds: readonly Hold[]): Gone | null {
  const [first] = holds
  return first?.kind === 'not vetted' && (first.standing.kind === 'lapsed' || first.standing.kind === 'suspended') ? first.standing : null
}

/** V7, V8: since when a center is out of standing, and what brings it back. */
function goneRow({ id, name, reviewOpen }: LedCenter, { kind, since }: Gone): HomeRow {
  const row = { label: name, href: `/centers/${id}` }
  if (kind === 'suspended')
    return {
      ...row,
      about: `It was suspended on ${dayText(since)}, and nothing can be sent there. Put right what it was suspended for; then a program manager other than the one who suspended it can reinstate it.`,
      state: { word: 'Suspended', tone: 'bad' },
    }
  const next = reviewOpen ? 'Its review is under way: see that it is decided.' : 'Open a renewal review on its page.'
  return { ...row, about: `Its vetting lapsed on ${dayText(since)}, and nothing can be sent there. ${next}`, state: { word: 'Lapsed', tone: 'bad' } }
}

function centerRow(center: LedCenter, today: Day): HomeRow {
  const { id, name, holds, lapse, reviewOpen } = center
  const gone = goneFrom(holds)
  if (gone !== null) return goneRow(center, gone)
  if (holds.length > 0)
    return {
      label: name,
      href: `/centers/${id}`,
      about: `Nothing can be sent there now: ${listed(holdGroups(holds).map(groupText))}.`,
      state: { word: 'On hold', tone: 'bad' },
    }
  if (lapse === null) return { label: name, href: `/centers/${id}`, about: '', state: null }
  const ends = lapse.because.some(({ kind }) => kind === 'not vetted')
  const why = ends
    ? `Its approval is good until ${dayText(dayBefore(lapse.on))}${reviewOpen ? ', and its review is under way' : ', and no review is open'}.`
    : `${listed(holdGroups(lapse.because).map((group) => aheadText(groupText(group))))}.`
  return { label: name, href: `/centers/${id}`, about: upper(why), state: dueState(lapse.on, today) }
}

/** A hold that is still to come, in words: what "was good until" a day is good until it. */
const aheadText = (text: string): string =>
  text.replace(' was good until ', ' is good until ').replace(' was due on ', ' is due on ').replace(' were due on ', ' are due on ')

const listed = (texts: readonly string[]): string => texts.slice(0, 3).join('; ') + (texts.length > 3 ? `; and ${texts.length - 3} more` : '')
const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

function dueState(on: Day, today: Day): State {
  const days = daysBetween(today, on)
  return { word: days === 1 ? 'Tomorrow' : `In ${days} days`, tone: days <= 30 ? 'warn' : 'calm' }
}

function reviewRow({ id, center, kind, submitted, targetOn }: LedReview, today: Day): HomeRow {
  const late = isBefore(targetOn, today)
  const state: State = late ? { word: 'Late', tone: 'bad' } : submitted ? { word: 'To be decided', tone: 'calm' } : { word: 'Open', tone: 'still' }
  const move = submitted ? 'submitted, and waits for somebody else to decide it' : 'findings are yours to record'
  return { label: center, href: `/reviews/${id}`, about: `${upper(kind)} review, to be done by ${dayText(targetOn)}; ${move}.`, state }
}

function needRow(need: Need, today: Day): HomeRow {
  const by = need.neededBy === null ? '' : `, wanted by ${dayText(need.neededBy)}, ${daysBetween(need.neededBy, today)} days ago`
  return {
    label: `${need.quantity} × ${need.item}`,
    href: `/needs/${need.id}`,
    about: `${need.centerName}${by}; ${need.received} arrived.`,
    state: { word: 'Late', tone: 'bad' },
  }
}

function deliveryRow(delivery: DeliverySummary, today: Day): HomeRow {
  const expected = delivery.expectedOn === null ? 'no day expected' : `expected on ${dayText(delivery.expectedOn)}`
  const late = delivery.expectedOn !== null && isBefore(delivery.expectedOn, today)
  return {
    label: `Delivery ${delivery.id} to ${delivery.centerName}`,
    href: `/deliveries/${delivery.id}`,
    about: `${delivery.firstItem ?? 'Goods'}; ${expected}. Record what arrived when it is there.`,
    state: late ? { word: 'Late', tone: 'bad' } : { word: 'On the way', tone: 'calm' },
  }
}
