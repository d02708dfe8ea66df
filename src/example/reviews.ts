import { attachEvidence, recordFinding } from '../reviews/finding-service.ts'
import type { Answer } from '../reviews/finding.ts'
import { getReview } from '../reviews/queries.ts'
import type { Review, ReviewItem, ReviewKind } from '../reviews/review.ts'
import { openReview } from '../reviews/service.ts'
import type { Day } from '../shared/days.ts'
import { paper } from './papers.ts'
import type { Random } from './random.ts'
import { centerCalled, type Name, type World } from './world.ts'

/** One review as the example tells it. */
export interface ToldReview {
  center: string
  lead: Name
  kind: ReviewKind
  target: Day
  /** Items that are not simply met, by code. */
  short: Record<string, 'partly met' | 'not met'>
  /** The last day printed on most of its papers. */
  papersUntil: Day
  /** One item's paper says another day. */
  expired: { item: string; on: Day } | null
}

/** Items whose evidence says no last day of its own: good for as many months as the checklist says, and renewed between reviews. */
export const renewedPapers: Record<string, string> = { 'INT-01': 'Sanctions screening log', 'FLD-03': 'Check of readiness at short notice' }
export const renewedItems = Object.keys(renewedPapers)

/** Opens a review today. @returns its id */
export const begin = (world: World, { center, lead, kind, target }: ToldReview): Promise<number> =>
  openReview(world.writer, world.as(lead), centerCalled(world, center), { kind, lead: world.as(lead).id, target })

/** Records findings until this share of the items has one: from the first section to the last, as a reviewer works. */
export async function find(world: World, random: Random, told: ToldReview, reviewId: number, share: number): Promise<void> {
  const { items } = await getReview(world.reader, reviewId)
  for (const { item, finding } of items.slice(0, Math.ceil(items.length * share))) {
    if (finding !== null && finding.carriedFrom === null) continue
    const answer = answerTo(random, item, told.short[item.code] ?? null)
    await recordFinding(world.writer, world.as(told.lead), reviewId, item.code, answer, finding?.revision ?? 0)
  }
}

function answerTo(random: Random, item: ReviewItem['item'], short: 'partly met' | 'not met' | null): Answer {
  if (short !== null) return { result: short, basis: 'visit', note: shortNote[short] }
  if (item.importance !== 'critical' && item.notApplicableAllowed && random.chance(0.03))
    return { result: 'not applicable', basis: null, note: 'The center does nothing to which this could apply.' }
  const basis = random.pick(['document', 'document', 'document', 'document', 'visit', 'visit', 'interview', 'third party', 'own word'] as const)
  return { result: 'met', basis, note: random.chance(0.25) ? random.pick(metNotes) : null }
}

const shortNote = {
  'partly met': 'It is written down and mostly followed, but what was shown is older than it should be.',
  'not met': 'Asked for twice and not shown. The staff on duty did not know of it.',
}
const metNotes = ['Seen, and as it should be.', 'Seen on the visit; two members of staff explained it in their own words.', 'The copy was held against the original.']

/** Attaches one paper for each section, and papers of their own where another day matters. */
export async function attachPapers(world: World, told: ToldReview, reviewId: number): Promise<void> {
  const review = await getReview(world.reader, reviewId)
  const apart = [...renewedItems, ...(told.expired === null ? [] : [told.expired.item])]
  for (const [section, codes] of bySection(review)) {
    const together = codes.filter((code) => !apart.includes(code))
    if (together.length > 0) await attach(world, told, reviewId, together, `Papers on ${section.replace(/^\d+ /, '').toLowerCase()}`, told.papersUntil)
    for (const code of codes.filter((each) => renewedItems.includes(each))) await attach(world, told, reviewId, [code], renewedPapers[code] ?? code, null)
  }
  if (told.expired !== null) await attach(world, told, reviewId, [told.expired.item], `Certificate for ${told.expired.item}`, told.expired.on)
}

async function attach(world: World, { lead }: ToldReview, reviewId: number, codes: string[], title: string, expiresOn: Day | null): Promise<void> {
  const document = { title, datedOn: world.today(), expiresOn, file: paper(title) }
  await attachEvidence(world.writer, world.as(lead), reviewId, codes, { document })
}

function bySection({ items }: Review): Map<string, string[]> {
  const sections = new Map<string, string[]>()
  for (const { item } of items) {
    if (item.evidenceWanted !== null) sections.set(item.section, [...(sections.get(item.section) ?? []), item.code])
  }
  return sections
}
