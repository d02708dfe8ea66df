import { isResidential, servesMinors, type Center } from '../centers/center.ts'
import { getCenter } from '../centers/queries.ts'
import { listConditions } from '../decisions/condition-queries.ts'
import type { Verdict } from '../decisions/decision.ts'
import { decide, meetCondition, takeStep } from '../decisions/service.ts'
import { getReview } from '../reviews/queries.ts'
import { returnReview, submitReview, withdrawReview } from '../reviews/service.ts'
import type { Day } from '../shared/days.ts'
import { latestValidity } from '../standing/decisions.ts'
import type { Scope } from '../standing/scope.ts'
import { randomOf, type Random } from './random.ts'
import { attachPapers, begin, find, type ToldReview } from './reviews.ts'
import { longestReview, shortestReview, stories, type OpenReview, type Story } from './story.ts'
import { centerCalled, token, type World } from './world.ts'

/** Every review of every center, with what was decided of it and what came after. */
export function planVetting(world: World): void {
  for (const story of stories) {
    const random = randomOf(`vetting ${story.center}`)
    for (const [index, ago] of (story.approved ?? []).entries()) planApproval(world, random, story, index, ago)
    if (story.declined !== undefined) planDecline(world, random, story, story.declined)
    if (story.open) planOpen(world, random, story, story.open)
    for (const { step, ago, by, why } of story.steps ?? [])
      world.ago(ago, async () => {
        await takeStep(world.writer, world.as(by), centerCalled(world, story.center), step, why, token())
      })
  }
}

/** Opened, worked on, submitted and decided, in six to nine weeks. */
function planReview(
  world: World,
  random: Random,
  story: Story,
  decidedAgo: number,
  told: (center: Center) => ToldReview,
  verdictOf: (reviewId: number) => Promise<Verdict>,
): void {
  const length = random.between(shortestReview, longestReview)
  world.ago(decidedAgo + length, async () => {
    const review = told(await getCenter(world.reader, centerCalled(world, story.center)))
    const id = await begin(world, review)
    for (const [days, share] of [
      [5, 0.4],
      [16, 0.75],
      [27, 1],
    ] as const)
      world.after(days, () => find(world, random, review, id, share))
    world.after(length - 12, () => attachPapers(world, review, id))
    world.after(length - 7, async () => {
      await submitReview(world.writer, world.as(story.lead), id)
    })
    world.after(length, async () => {
      const { version } = await getReview(world.reader, id)
      await decide(world.writer, world.as(story.decider), id, await verdictOf(id), { token: token(), version })
    })
  })
}

function planApproval(world: World, random: Random, story: Story, index: number, ago: number): void {
  const isLast = index === (story.approved ?? []).length - 1
  const conditions = isLast ? (story.conditions ?? []) : []
  const decidedOn = world.end.subtract({ days: ago })
  const lastDayOf = (center: Center): Day =>
    isLast && story.lastDay !== undefined ? world.end.add({ days: story.lastDay }) : latestValidity(decidedOn, servesMinors(center))
  const told = (center: Center): ToldReview => ({
    center: story.center,
    lead: story.lead,
    kind: index === 0 && !story.opening ? 'initial' : 'renewal',
    target: world.today().add({ days: 60 }),
    short: Object.fromEntries(conditions.map(({ item }) => [item, 'partly met'])),
    papersUntil: lastDayOf(center).add({ days: 30 }),
    expired: isLast && story.expired ? { item: story.expired.item, on: world.end.add({ days: story.expired.on }) } : null,
  })
  planReview(world, random, story, ago, told, async (reviewId) => {
    const center = await getCenter(world.reader, centerCalled(world, story.center))
    const { items } = await getReview(world.reader, reviewId)
    const set = conditions.map(({ item, due }) => ({
      itemId: items.find((each) => each.item.code === item)?.item.id ?? null,
      text: `Show current papers for ${item}, and that they are followed.`,
      dueOn: world.end.add({ days: due }),
    }))
    return {
      outcome: set.length > 0 ? 'approve with conditions' : 'approve',
      effectiveOn: world.today(),
      rationale: random.pick(grounds),
      terms: { validUntil: lastDayOf(center), scope: scopeOf(center), conditions: set },
    }
  })
  for (const { item, met } of conditions) if (met !== null) world.ago(-met, () => meet(world, story, item))
}

const grounds = [
  'Every critical item is met on papers that were seen. The visit confirmed what the papers say.',
  'The house is well led, its staff are checked, and what was short a year ago is mended.',
  'Sound in everything that is critical. Little rests on the center’s own word.',
]

/** Whom an approval covers: all that the center serves; ages only where every group of it is under age. */
export function scopeOf(center: Center): Scope {
  const populations = center.populations.map(({ code }) => code)
  const onlyMinors = center.populations.every(({ minors }) => minors)
  const ages = onlyMinors ? { fromAge: center.populations[0]?.fromAge ?? null, toAge: center.populations[0]?.toAge ?? null } : { fromAge: null, toAge: null }
  return { populations, ...ages, people: null, longestStayDays: isResidential(center.kind) ? center.longestStayDays : null }
}

async function meet(world: World, story: Story, item: string): Promise<void> {
  const conditions = await listConditions(world.reader, centerCalled(world, story.center))
  for (const { id, itemCode } of conditions)
    if (itemCode === item)
      await meetCondition(world.writer, world.as(story.lead), id, { metOn: world.today(), note: 'The new papers were seen, and the staff follow them.' })
}

function planDecline(world: World, random: Random, story: Story, ago: number): void {
  const told = (): ToldReview => ({
    center: story.center,
    lead: story.lead,
    kind: 'initial',
    target: world.today().add({ days: 60 }),
    short: { 'SAF-04': 'not met', 'STF-01': 'not met', 'FIN-03': 'partly met' },
    papersUntil: world.today().add({ days: 300 }),
    expired: null,
  })
  const rationale = 'Background checks are missing, and residents do not know where to report. Both were named twice. The center may come back once they are mended.'
  planReview(world, random, story, ago, told, () => Promise.resolve({ outcome: 'decline', effectiveOn: world.today(), rationale, terms: null }))
}

/** A review that is under way still, or was withdrawn. */
function planOpen(world: World, random: Random, story: Story, open: OpenReview): void {
  world.ago(open.opened, async () => {
    const target = world.end.add({ days: open.target })
    const told: ToldReview = { ...open, center: story.center, lead: story.lead, target, short: {}, papersUntil: world.end.add({ days: 380 }), expired: null }
    const id = await begin(world, told)
    const [lead, decider] = [story.lead, story.decider]
    const days = Math.max(1, open.opened - (open.submitted ?? open.withdrawn ?? 0) - 1)
    world.after(Math.ceil(days / 2), () => find(world, random, told, id, open.found / 2))
    world.after(days, async () => {
      await find(world, random, told, id, open.found)
      if (open.found >= 0.5) await attachPapers(world, told, id)
    })
    const then = (ago: number | undefined, act: () => Promise<unknown>): void => {
      if (ago !== undefined) world.ago(ago, act)
    }
    then(open.submitted, () => submitReview(world.writer, world.as(lead), id))
    then(open.returned, () => returnReview(world.writer, world.as(decider), id, 'The papers on fire safety are of the old house. Attach those of the new one.'))
    then(open.withdrawn, () => withdrawReview(world.writer, world.as(lead), id, 'The center asked to wait until its new board has met.'))
  })
}
