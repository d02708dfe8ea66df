import aims from '../../data/example/aims.json' with { type: 'json' }
import { holdsOn } from '../standing/holds.ts'
import { loadFacts } from '../standing/queries.ts'
import { allocate, type AllocationEnding } from './allocations.ts'
import { randomOf, type Random } from './random.ts'
import { stories, type Story } from './story.ts'
import { centerCalled, type Name, type World } from './world.ts'

/** How allocations ended that are over. Most were paid. */
const paid: AllocationEnding[] = ['arrived', 'arrived', 'arrived', 'arrived', 'closed', 'closed']
const otherwise: AllocationEnding[] = ['partly returned', 'partly returned', 'declined', 'cancelled', 'void']

/** What waits for somebody now: where, since when, and how much in hundreds of dollars. */
const now: { center: string; ago: number; by: Name | null; approver: Name; hundreds: number; ending: AllocationEnding }[] = [
  { center: 'Casa Lucero: jóvenes', ago: 4, by: null, approver: 'Paul', hundreds: 42, ending: 'proposed' },
  { center: 'Tulay Step-Down', ago: 3, by: null, approver: 'Priya', hundreds: 18, ending: 'proposed' },
  { center: 'Casa Zori', ago: 5, by: 'Paul', approver: 'Priya', hundreds: 35, ending: 'proposed' },
  { center: 'Nyumba ya Njia Mpya', ago: 7, by: null, approver: 'Priya', hundreds: 145, ending: 'once approved' },
  { center: 'Casa Farul Mic', ago: 6, by: null, approver: 'Paul', hundreds: 128, ending: 'once approved' },
  { center: 'ផ្ទះផ្លូវថ្មី', ago: 8, by: null, approver: 'Priya', hundreds: 36, ending: 'planned' },
  { center: 'Cedar Bend House', ago: 7, by: null, approver: 'Paul', hundreds: 24, ending: 'planned' },
  { center: 'Casa Ñandé Róga', ago: 12, by: null, approver: 'Paul', hundreds: 27, ending: 'planned' },
  { center: '希望橋之家', ago: 9, by: null, approver: 'Priya', hundreds: 31, ending: 'sent' },
  { center: 'Lar da Aurora', ago: 30, by: null, approver: 'Priya', hundreds: 60, ending: 'approved' },
  { center: 'Casa del Istmo', ago: 26, by: null, approver: 'Priya', hundreds: 52, ending: 'approved' },
  { center: 'Prairie Lamp Home', ago: 24, by: null, approver: 'Paul', hundreds: 44, ending: 'approved' },
  { center: 'Hogar Ceiba Blanca', ago: 2, by: null, approver: 'Priya', hundreds: 15, ending: 'draft' },
  { center: 'Anopa Fie', ago: 5, by: null, approver: 'Paul', hundreds: 22, ending: 'returned' },
]

/** Allocations and their payments: over two years to every center while it was vetted, and what waits now. */
export function planMoney(world: World): void {
  for (const story of stories) {
    const random = randomOf(`money ${story.center}`)
    for (const [index, ago] of (story.approved ?? []).entries()) {
      const next = story.approved?.[index + 1] ?? 9
      for (let when = ago - random.between(6, 40); when > next; when -= random.between(72, 145)) planOne(world, random, story, when)
    }
  }
  for (const each of now) {
    const random = randomOf(`money now ${each.center}`)
    const story = stories.find(({ center }) => center === each.center)
    const aim = aims.find(({ purpose }) => purpose === 'FUND-BASIC')
    if (!story || !aim) throw new Error(`The example has no story of ${each.center}.`)
    const { center, approver, hundreds, ending } = each
    world.ago(each.ago, () => allocate(world, random, { center, approver, hundreds, ending, by: each.by ?? story.lead, purpose: aim.purpose, forWhat: aim.text }))
  }
}

function planOne(world: World, random: Random, story: Story, ago: number): void {
  const aim = random.pick(aims)
  const [approver, ending] = [random.pick(['Priya', 'Paul'] as const), random.pick(random.chance(0.82) ? paid : otherwise)]
  const hundreds = random.chance(0.12) ? random.between(105, 180) : random.between(8, 70)
  world.ago(ago, async () => {
    if (await isHeld(world, story.center)) return
    await allocate(world, random, { center: story.center, by: story.lead, approver, purpose: aim.purpose, forWhat: aim.text, hundreds, ending })
  })
}

/** Whether nothing may be sent to a center today (M6). Nobody asks for money for it then. */
export async function isHeld(world: World, center: string): Promise<boolean> {
  return holdsOn(await loadFacts(world.reader, centerCalled(world, center)), world.today()).length > 0
}
