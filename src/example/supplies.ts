import needRows from '../../data/example/needs.json' with { type: 'json' }
import { getCenter } from '../centers/queries.ts'
import { findItem, isWanted, stateOf } from '../needs/need.ts'
import { getNeed } from '../needs/queries.ts'
import { logNeed, withdrawNeed } from '../needs/service.ts'
import { listCatalogue } from '../lists/queries.ts'
import { historyOf } from '../standing/queries.ts'
import { decidedOn } from '../standing/standing.ts'
import { deliver, type DeliveryEnding } from './deliveries.ts'
import { isHeld } from './money.ts'
import { randomOf, type Random } from './random.ts'
import { stories, type Story } from './story.ts'
import { centerCalled, token, type World } from './world.ts'

interface ToldNeed {
  item: string
  quantity: number[]
  /** In cents of a dollar, for one. */
  cost: number
  people: boolean
}

const needs: ToldNeed[] = needRows
/** How deliveries ended that are over. Most arrived as they were packed. */
const usual: DeliveryEnding[] = ['whole', 'whole', 'whole', 'whole', 'in two']
const otherwise: DeliveryEnding[] = ['short', 'short', 'short', 'damaged', 'damaged', 'reversed', 'lost', 'set aside']

/** What waits or is under way now: where, since when, and what came of it. */
const now: { center: string; ago: number; ending: DeliveryEnding }[] = [
  { center: 'Casa Lucero', ago: 6, ending: 'under way' },
  { center: 'บ้านแสงเช้า', ago: 100, ending: 'short' },
  { center: 'Тиха гавань', ago: 12, ending: 'under way' },
  { center: 'Lar da Aurora', ago: 40, ending: 'under way' },
  { center: 'Bahay Bukang-Liwayway', ago: 24, ending: 'short' },
  { center: 'Ile Itunu', ago: 20, ending: 'damaged' },
  { center: 'Cedar Bend House', ago: 3, ending: 'packing' },
  { center: 'Anidaso Fie', ago: 4, ending: 'packing' },
]

/** Needs of every center that was ever vetted, until it was closed, and what was sent for most of them. */
export function planSupplies(world: World): void {
  for (const story of stories) {
    const random = randomOf(`supplies ${story.center}`)
    const first = story.approved?.[0]
    if (first === undefined) continue
    for (let ago = first - random.between(4, 30); ago > 14; ago -= random.between(84, 170))
      planNeed(world, random, story, ago, random.chance(0.85) ? random.pick(random.chance(0.8) ? usual : otherwise) : null)
    planNeed(world, random, story, random.between(2, 50), null)
  }
  for (const { center, ago, ending } of now) {
    const story = stories.find((each) => each.center === center)
    if (!story) throw new Error(`The example has no story of ${center}.`)
    planNeed(world, randomOf(`supplies now ${center}`), story, ago, ending)
  }
}

function planNeed(world: World, random: Random, story: Story, ago: number, ending: DeliveryEnding | null): void {
  world.ago(ago, async () => {
    const centerId = centerCalled(world, story.center)
    const { decisions } = await historyOf(world.reader, centerId)
    if (decidedOn(decisions, world.today()).closedOn !== null) return
    const told = random.pick(needs)
    const quantity = random.between(told.quantity[0] ?? 1, told.quantity[1] ?? 1)
    const known = findItem(await listCatalogue(world.reader), told.item)
    if (known === null) throw new Error(`The catalogue has no ${told.item}.`)
    const needId = await logNeed(world.writer, world.as(story.lead), token(), centerId, {
      catalogueCode: known.code,
      category: known.category,
      item: known.item,
      unit: known.unit,
      quantity,
      unitCost: { minor: told.cost, currency: world.currency },
      people: told.people ? quantity : null,
      priority: random.pick(['urgent', 'normal', 'normal', 'low'] as const),
      neededBy: world.today().add({ days: random.between(15, 60) }),
    })
    if (ending !== null) world.after(random.between(1, 3), () => answerNeed(world, random, story, needId, ending))
    else if (random.chance(0.7))
      world.after(random.between(12, 55), () => withdrawNeed(world.writer, world.as(story.lead), needId, 'A neighbour gave them what they lacked.'))
    world.after(130, () => giveUp(world, story, needId))
  })
}

/** What is lacking for months the center gets elsewhere. */
async function giveUp(world: World, story: Story, needId: number): Promise<void> {
  const need = await getNeed(world.reader, needId)
  if (isWanted(stateOf(need)) && need.onTheWay === 0 && need.packed === 0)
    await withdrawNeed(world.writer, world.as(story.lead), needId, 'What was missing was bought in town.')
}

async function answerNeed(world: World, random: Random, story: Story, needId: number, ending: DeliveryEnding): Promise<void> {
  if (await isHeld(world, story.center)) return
  const { country } = await getCenter(world.reader, centerCalled(world, story.center))
  await deliver(world, random, { center: story.center, by: story.lead, needId, ending, carrier: country === 'US' ? 'By the coordinator’s own van' : 'Example Freight' })
}
