import { answerAuthorization, askToLower, editPlace, showPlace } from '../locations/service.ts'
import { paper } from './papers.ts'
import { randomOf, type Random } from './random.ts'
import { centerOf, countryOf, firstKnown, stories, type Story } from './story.ts'
import { centerCalled, token, type Name, type World } from './world.ts'

/** What a center allows to be shown of its place, and until when: days from today. The answer is left out where one is waited for. */
const shown: { center: string; secrecy: 'city' | 'open'; asked: number; until: number; answeredBy: Name | null }[] = [
  { center: 'Consultorio Voz Propia', secrecy: 'open', asked: 300, until: 400, answeredBy: 'Carl' },
  { center: 'Bluebonnet Legal Desk', secrecy: 'open', asked: 30, until: 700, answeredBy: 'Priya' },
  { center: 'Taller Manos Nuevas', secrecy: 'city', asked: 280, until: 90, answeredBy: 'Paul' },
  { center: 'Three Rivers Drop-In', secrecy: 'open', asked: 40, until: 325, answeredBy: 'Carl' },
  { center: 'Saeng Chao Clinic', secrecy: 'city', asked: 240, until: 120, answeredBy: 'Cora' },
  { center: 'New Path Training', secrecy: 'city', asked: 390, until: -25, answeredBy: 'Cora' },
  { center: 'Bihan Skills Centre', secrecy: 'city', asked: 200, until: 165, answeredBy: 'Priya' },
  { center: 'Njia Mpya Clinic', secrecy: 'city', asked: 150, until: 215, answeredBy: 'Cora' },
  { center: 'Clínica Aurora', secrecy: 'city', asked: 4, until: 361, answeredBy: null },
  { center: 'Darb Legal Desk', secrecy: 'open', asked: 3, until: 362, answeredBy: null },
]

/** Writes down most places, and asks for the leave to show a few of them. */
export function planPlaces(world: World): void {
  for (const [index, story] of stories.entries()) {
    const random = randomOf(`place ${story.center}`)
    if (random.chance(0.85)) world.ago(firstKnown(story) - 2, () => writeDown(world, random, story, index))
    const showing = shown.find(({ center }) => center === story.center)
    if (showing) planShowing(world, story, showing)
  }
  for (const [ago, name, reason] of [
    [210, 'Casa Lucero', 'A box of medicine must be collected there today.'],
    [33, 'Nyumba ya Njia Mpya', 'The visit next week has to be planned.'],
    [6, 'Тиха гавань', 'The driver of the delivery asks where to come.'],
  ] as const) {
    world.ago(ago, async () => {
      await showPlace(world.writer, world.as('Cora'), centerCalled(world, name), reason)
    })
  }
}

async function writeDown(world: World, random: Random, story: Story, index: number): Promise<void> {
  const { country, kind, at } = centerOf(story)
  const { regions, cities, streets, postalCode } = countryOf(country)
  await editPlace(world.writer, world.as(story.lead), centerCalled(world, story.center), {
    version: 0,
    region: at?.region ?? random.pick(regions),
    city: random.pick(cities),
    street: `${random.between(3, 240)} ${random.pick(streets)}`,
    postalCode: postalCode === '' ? null : postalCode.replaceAll('#', () => String(random.between(0, 9))),
    latitude: null,
    longitude: null,
    directions: random.chance(0.3) ? 'Ring at the side gate and ask for the front desk.' : null,
    timeZone: null,
    mailingAddress: kind === 'legal' || random.chance(0.3) ? `P.O. Box ${9000 + index}, Central Post Office` : null,
    emptied: [],
  })
}

function planShowing(world: World, story: Story, { secrecy, asked, until, answeredBy }: (typeof shown)[number]): void {
  world.ago(asked, async () => {
    const form = { token: token(), secrecy, signedBy: 'The head of the center', signedOn: world.today(), untilOn: world.end.add({ days: until }) }
    const file = paper('We allow our place to be shown')
    const id = await askToLower(world.writer, world.as(story.lead), centerCalled(world, story.center), { ...form, file: 'sent' }, file)
    if (answeredBy === null) return
    world.after(3, async () => {
      await answerAuthorization(world.writer, world.as(answeredBy), id, 'confirmed')
    })
  })
}
