import { change } from '../audit/record.ts'
import { getLink, insertLink, useLink } from '../accounts/link-queries.ts'
import { countPeople, insertPerson, insertRole } from '../accounts/queries.ts'
import { insertPublishedChecklist } from '../checklists/queries.ts'
import type { Writer } from '../db/database.ts'
import { insertLists } from '../lists/queries.ts'
import { saveSettings } from '../settings/queries.ts'
import type { Settings } from '../settings/settings.ts'
import type { Actor } from '../shared/actor.ts'
import { instantText } from '../shared/days.ts'
import { Refusal } from '../shared/refusal.ts'
import { defaultChecklist, defaultLists } from './defaults.ts'

export interface FirstAdministrator {
  name: string
  email: string
  passwordHash: string
}

/** A register that is set up needs no second link; one that is not offers it whenever it is started. */
export const anotherByStart = 'If this register is set up, sign in. If it is not, start Lantern again: it prints a new one.'

/** A one-time link to set the register up, while nobody can sign in; an earlier one ends. */
export function makeSetUpLink(writer: Writer, register: Actor): Promise<string> {
  return change(writer, register, async (trx, record) => {
    await record('link.set-up', { kind: 'register', id: 0 })
    return insertLink(trx, { kind: 'set-up', personId: null, madeBy: null, now: register.now })
  })
}

/**
 * Sets the register up: its settings, the default lists, the checklist's version 1, and its first administrator.
 * @throws Refusal when the link is spent, or somebody set it up already
 */
export function setUp(writer: Writer, register: Actor, token: string, settings: Settings, first: FirstAdministrator): Promise<number> {
  return change(writer, register, async (trx, record) => {
    const link = await getLink(trx, token, register.now, anotherByStart)
    if (link.kind !== 'set-up' || (await countPeople(trx)) > 0) throw new Refusal('gone', 'This register is set up already. Sign in instead.')
    await useLink(trx, link, register.now)
    const at = instantText(register.now)
    await saveSettings(trx, settings)
    const id = await insertPerson(trx, { name: first.name, email: first.email, created_at: at, password_hash: first.passwordHash })
    await insertRole(trx, { person_id: id, role: 'administrator', granted_by: null, granted_at: at, confirmed_by: null, confirmed_at: null })
    await insertLists(trx, defaultLists)
    const title = 'Default checklist'
    const checklistId = await insertPublishedChecklist(trx, { version: 1, title, items: defaultChecklist, at, by: id })
    await record('register.set-up', { kind: 'register', id: 0 }, { ...settings })
    await record('person.joined', { kind: 'person', id }, { name: first.name, email: first.email })
    await record('role.granted', { kind: 'person', id }, { role: 'administrator', holds: true })
    await record('checklist.published', { kind: 'checklist', id: checklistId }, { version: 1, title, items: defaultChecklist.length })
    return id
  })
}
