import noteRows from '../../data/example/notes.json' with { type: 'json' }
import { addContact, recordBeds, writeNote } from '../centers/detail-service.ts'
import type { NoteKind } from '../centers/contact.ts'
import { addKeyPerson, addOrganization } from '../centers/organization-service.ts'
import { addCenter, confirmCenter } from '../centers/service.ts'
import { randomOf, type Random } from './random.ts'
import { centerOf, countryOf, firstKnown, stories, type Story } from './story.ts'
import { centerCalled, type World } from './world.ts'

const notes = noteRows as { kind: NoteKind; withWhom: string | null; text: string }[]

/** Registers every center, with who runs it, who to call, what was noted and how many beds are open. */
export function planDirectory(world: World): void {
  const organizations = new Map<string, number>()
  // The earliest first, so that an organization's first center brings the organization.
  for (const story of stories.toSorted((a, b) => firstKnown(b) - firstKnown(a))) {
    const random = randomOf(`directory ${story.center}`)
    world.ago(firstKnown(story), async () => {
      await register(world, random, story, organizations)
      await addContacts(world, random, story)
    })
    planNotes(world, random, story)
    planReadings(world, random, story)
    planConfirmations(world, random, story)
  }
}

async function register(world: World, random: Random, story: Story, organizations: Map<string, number>): Promise<void> {
  const told = centerOf(story)
  const actor = world.as(story.lead)
  const known = organizations.get(told.organization)
  const organizationId = known ?? (await addOrganizationOf(world, random, story))
  organizations.set(told.organization, organizationId)
  const minors = told.populations.filter(({ fromAge }) => fromAge !== null && fromAge < 18)
  const isUnderAge = (code: string): boolean => ['POP-GIRLS', 'POP-BOYS', 'POP-TEEN'].includes(code)
  const hasMinors = told.populations.some(({ code }) => isUnderAge(code))
  const id = await addCenter(world.writer, actor, {
    organizationId,
    organization: null,
    newOrganization: false,
    name: told.name,
    localName: told.localName,
    otherNames: null,
    kind: told.kind,
    country: told.country,
    languages: told.languages,
    populations: told.populations.map(({ code }) => code),
    fromAge: hasMinors ? (minors[0]?.fromAge ?? null) : null,
    toAge: hasMinors ? (minors[0]?.toAge ?? null) : null,
    services: told.services,
    longestStayDays: told.beds > 0 ? random.pick([90, 180, 365, 730]) : null,
    intake: random.pick(['At any hour', 'Weekdays from eight to five', 'At any hour, when told a day ahead']),
    referralRoute: random.pick(['Through the national hotline', 'By the coordinator, by phone', 'Through a partner clinic or the police']),
    accessibility: random.chance(0.4) ? 'Step-free entrance and one step-free bathroom' : null,
    publicContact: null,
    followUpVisits: random.pick(['agreed', 'agreed', 'not settled', 'refused']),
    followUpLastUsedOn: null,
    leadId: actor.id,
    openedOn: world.today().subtract({ days: random.between(900, 5000) }),
    anyway: false,
  })
  world.centers.set(story.center, id)
}

async function addOrganizationOf(world: World, random: Random, story: Story): Promise<number> {
  const told = centerOf(story)
  const actor = world.as(story.lead)
  const number = random.between(100_000, 999_999)
  const { first, family, register } = countryOf(told.country)
  const id = await addOrganization(world.writer, actor, {
    legalName: told.organization,
    localName: null,
    otherNames: null,
    country: told.country,
    registerName: register,
    registrationNumber: `EX-${number}`,
    taxStatus: told.country === 'US' ? '501(c)(3), as they say' : null,
    website: `https://org-${number}.example/`,
    foundedYear: random.between(1985, 2019),
  })
  for (const role of ['head', 'board', 'signatory'] as const) await addKeyPerson(world.writer, actor, id, { name: `${random.pick(first)} ${random.pick(family)}`, role })
  return id
}

async function addContacts(world: World, random: Random, story: Story): Promise<void> {
  const { country, languages, at } = centerOf(story)
  const { first, family, phone } = countryOf(country)
  const [center, actor] = [centerCalled(world, story.center), world.as(story.lead)]
  const common = { keepPhone: false, language: languages[0] ?? null }
  const phoneNumber = (): string => `${at?.phone ?? phone}${random.between(10, 99)}`
  await addContact(world.writer, actor, center, {
    ...common,
    name: `${random.pick(first)} ${random.pick(family)}`,
    role: 'Front desk',
    kind: 'front desk',
    phone: phoneNumber(),
    email: `desk-${center}@example.org`,
    isPrimary: true,
  })
  if (random.chance(0.6))
    await addContact(world.writer, actor, center, {
      ...common,
      name: `${random.pick(first)} ${random.pick(family)}`,
      role: 'Head of the house',
      kind: 'private',
      phone: phoneNumber(),
      email: null,
      isPrimary: false,
    })
}

/** Where people call often: more notes than the center's own page shows. */
const talkative = 'Casa Lucero'

function planNotes(world: World, random: Random, story: Story): void {
  for (const said of random.several(notes, story.center === talkative ? 9 : random.between(1, 4))) {
    world.ago(random.between(0, firstKnown(story) - 1), async () => {
      await writeNote(world.writer, world.as(story.lead), centerCalled(world, story.center), { ...said, onDay: world.today(), anyway: false })
    })
  }
}

/** Two in three are kept fresh; what the others said last is stale by now. A year ago some had said something too. */
function planReadings(world: World, random: Random, story: Story): void {
  const { beds, populations } = centerOf(story)
  if (beds === 0) return
  const last = random.chance(0.67) ? random.between(1, 24) : random.between(35, 110)
  const each = Math.max(1, Math.floor(beds / populations.length))
  for (let ago = last + 480; ago >= last; ago -= 60) {
    if (ago >= firstKnown(story)) continue
    world.ago(ago, async () => {
      for (const { code } of populations)
        await recordBeds(world.writer, world.as(story.lead), centerCalled(world, story.center), {
          population: code,
          onDay: world.today(),
          beds: each,
          openBeds: random.between(0, Math.ceil(each / 3)),
          saidBy: 'the house manager, by phone',
        })
    })
  }
}

function planConfirmations(world: World, random: Random, story: Story): void {
  const last = random.between(2, 160)
  for (let ago = last; ago < firstKnown(story); ago += 180) world.ago(ago, () => confirmCenter(world.writer, world.as(story.lead), centerCalled(world, story.center)))
}
