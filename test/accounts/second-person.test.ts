import { describe, expect, it } from 'vitest'
import { correctPerson } from '../../src/accounts/details-service.ts'
import { getAccount, insertRole } from '../../src/accounts/queries.ts'
import { changeRoles, confirmRole } from '../../src/accounts/service.ts'
import type { Role } from '../../src/shared/actor.ts'
import { ada, appOf, browserOf, carl, cora, openRegister, priya, type TestRegister } from '../support/register.ts'

/** A register with two administrators, Ada and Carl, where Cora is to be a manager. */
async function twoAdministrators(): Promise<TestRegister> {
  const register = await openRegister()
  const role = { person_id: 6, role: 'administrator', granted_by: 1, granted_at: '2026-11-21T09:00:00.000Z', confirmed_by: null, confirmed_at: null } as const
  await register.writer.transaction().execute((trx) => insertRole(trx, role))
  return register
}

const actors = { Ada: ada, Carl: carl, Priya: priya }
type Deed = 'grants' | 'takes' | 'moves' | 'renames' | 'confirms'

/** Moving is giving Cora another address. */
async function does(register: TestRegister, who: keyof typeof actors, deed: Deed): Promise<unknown> {
  const { writer, reader } = register
  const { version, email } = await getAccount(reader, 2)
  const roles = (...wanted: Role[]) => changeRoles(writer, actors[who], 2, version, wanted)
  switch (deed) {
    case 'grants':
      return roles('coordinator', 'manager')
    case 'takes':
      return roles('coordinator')
    case 'moves':
      return correctPerson(writer, actors[who], 2, version, { name: 'Cora', email: `${who.toLowerCase()}-${version}@example.net` })
    case 'renames':
      return correctPerson(writer, actors[who], 2, version, { name: `Cora ${version}`, email })
    case 'confirms':
      return confirmRole(writer, actors[who], 2)
    default:
      return deed satisfies never
  }
}

describe('whoever gave a waiting manager her address is not the second person (AZ-07)', () => {
  it.each([
    { steps: ['Ada grants'], may: ['Carl', 'Priya'] },
    { steps: ['Ada grants', 'Carl moves'], may: ['Ada', 'Priya'] },
    { steps: ['Ada grants', 'Carl moves', 'Carl moves'], may: ['Ada', 'Priya'] },
    { steps: ['Ada grants', 'Carl moves', 'Ada renames'], may: ['Ada', 'Priya'] },
    { steps: ['Ada grants', 'Carl moves', 'Ada moves'], may: ['Carl', 'Priya'] },
    { steps: ['Ada grants', 'Ada moves', 'Ada moves'], may: ['Carl', 'Priya'] },
    { steps: ['Carl moves', 'Ada grants'], may: ['Priya'] },
    { steps: ['Ada grants', 'Carl moves', 'Ada takes', 'Ada grants'], may: ['Priya'] },
    { steps: ['Carl moves', 'Carl grants'], may: ['Ada', 'Priya'] },
    { steps: ['Ada grants', 'Priya confirms', 'Carl moves'], may: ['Ada', 'Priya'] },
    { steps: ['Ada grants', 'Carl moves', 'Ada confirms', 'Ada moves'], may: ['Carl', 'Priya'] },
    { steps: ['Carl moves', 'Ada grants', 'Priya confirms', 'Ada takes', 'Ada grants'], may: ['Carl', 'Priya'] },
  ])('$steps: $may may confirm', async ({ steps, may }) => {
    const register = await twoAdministrators()
    for (const step of steps) await does(register, ...(step.split(' ') as [keyof typeof actors, Deed]))
    const app = appOf(register)

    const offered: string[] = []
    for (const [name, person] of Object.entries(actors)) {
      const theirs = await browserOf(register, app, person)
      if ((await theirs.get('/roles').expect(200)).text.includes('action="/roles/2/confirmation"')) offered.push(name)
      else await theirs.post('/roles/2/confirmation').expect(403)
    }

    expect(offered).toEqual(may)
    await does(register, may[0] === 'Ada' ? 'Ada' : may[0] === 'Carl' ? 'Carl' : 'Priya', 'confirms')
    expect((await getAccount(register.reader, 2)).held.find(({ role }) => role === 'manager')?.holds).toBe(true)
  })

  it('is told so, and it is on record that the role waits for another', async () => {
    const register = await twoAdministrators()
    await does(register, 'Ada', 'grants')
    const app = appOf(register)
    const his = await browserOf(register, app, carl)
    expect((await his.get('/admin/people/2').expect(200)).text).toContain('Their role as program manager waits, and whoever changes the address cannot confirm it.')

    await his.post('/admin/people/2/details').type('form').send({ name: 'Cora', email: 'carl-two@example.net', version: '2' }).expect(303)

    expect((await his.get('/admin/people/2')).text).toContain('Their role as program manager waits until another administrator or manager confirms it.')
    expect((await his.post('/roles/2/confirmation').expect(403)).text).toContain(
      'You changed the e-mail address of Cora, so another administrator or manager must confirm the role.',
    )
    const rows = await register.reader
      .selectFrom('person_roles')
      .select(['granted_by', 'confirmed_at'])
      .where('person_id', '=', 2)
      .where('role', '=', 'manager')
      .execute()
    expect(rows).toEqual([{ granted_by: 6, confirmed_at: null }])
    const said = await register.reader.selectFrom('events').select(['action', 'actor_id']).where('subject_id', '=', 2).orderBy('seq', 'desc').limit(2).execute()
    expect(said).toEqual([
      { action: 'role.unconfirmed', actor_id: 6 },
      { action: 'person.edited', actor_id: 6 },
    ])
  })
})

describe('confirming the role of a manager who is signed in', () => {
  it('ends the sessions that were there before, and says that she signs in anew (SESS-03)', async () => {
    const register = await openRegister()
    await does(register, 'Ada', 'grants')
    const app = appOf(register)
    const both = [await browserOf(register, app, cora), await browserOf(register, app, cora)]
    for (const each of both) await each.post('/roles/2/confirmation').expect(403)
    const his = await browserOf(register, app, priya)
    expect((await his.get('/roles').expect(200)).text).toContain('Confirming it signs them out; they sign in again with the role.')

    await his.post('/roles/2/confirmation').expect(303)

    expect((await his.get('/roles')).text).toContain('Cora is a program manager now, and is signed out: they sign in again with the new role.')
    for (const each of both)
      await each
        .get('/account')
        .expect(303)
        .expect('location', /^\/sign-in/)
    await (await browserOf(register, app, cora)).get('/roles').expect(200)
  })
})
