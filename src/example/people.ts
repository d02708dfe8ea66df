import { hashPassword } from '../accounts/password.ts'
import { confirmRole, invite, useLinkFor } from '../accounts/service.ts'
import { makeSetUpLink, setUp } from '../set-up/service.ts'
import { defaultIdleMinutes, type Settings } from '../settings/settings.ts'
import type { Actor, Role } from '../shared/actor.ts'
import { cast, threshold, type Name, type World } from './world.ts'

/** What everybody in the example signs in with. It is printed, and opens nothing else. */
export const passphrase = 'violet kettle under nine bridges'

export const addressOf = (name: Name): string => `${name.toLowerCase()}@example.org`

export const exampleSettings: Settings = {
  organization: 'Farlight Aftercare',
  timeZone: 'UTC',
  currency: threshold.currency,
  thresholdMinor: threshold.minor,
  idleMinutes: defaultIdleMinutes,
  example: true,
}

/** Sets the register up on the first day, as Ada, and lets the others in: Priya's role as manager is the first, so she confirms Paul's. */
export async function setUpPeople(world: World, now: Temporal.Instant): Promise<void> {
  const { writer } = world
  const register: Actor = { id: null, name: 'The register', roles: [], now, today: world.today() }
  const link = await makeSetUpLink(writer, register)
  const passwordHash = await hashPassword(passphrase)
  world.joined('Ada', await setUp(writer, register, link, exampleSettings, { name: 'Ada', email: addressOf('Ada'), passwordHash }))
  for (const name of ['Priya', 'Paul', 'Cora', 'Carl', 'Bea'] as const) await letIn(world, name)
  await confirmRole(writer, world.as('Priya'), world.as('Paul').id)
  world.ago(2, () => letIn(world, 'Pia'))
  world.ago(1, () => invite(writer, world.as('Ada'), invited))
}

/** Somebody whose link was never opened: Ada sends another, or asks. */
const invited = { name: 'Theo', email: 'theo@example.org', roles: ['board'] satisfies Role[] }

/** Invited by Ada, and joined at once with the printed passphrase. */
async function letIn(world: World, name: Name): Promise<void> {
  const { writer } = world
  const ada = world.as('Ada')
  const { id, token } = await invite(writer, ada, { name, email: addressOf(name), roles: [cast[name]] })
  await useLinkFor(writer, { id, name, roles: [], now: ada.now, today: ada.today }, token, await hashPassword(passphrase))
  world.joined(name, id)
}
