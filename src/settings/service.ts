import { change } from '../audit/record.ts'
import type { Writer } from '../db/database.ts'
import type { Person } from '../shared/actor.ts'
import { Stale } from '../shared/refusal.ts'
import { readSettings, readSettingsVersion, saveSettings } from './queries.ts'
import type { Settings } from './settings.ts'

type Changeable = Pick<Settings, 'organization' | 'timeZone' | 'thresholdMinor' | 'idleMinutes'>

/** Saves what may change; the event names each field that did, before and after. @throws Stale when they were saved since `version` (R3) */
export function changeSettings(writer: Writer, actor: Person, version: number, wanted: Changeable): Promise<void> {
  return change(writer, actor, async (trx, record) => {
    if ((await readSettingsVersion(trx)) !== version) throw new Stale('register’s settings')
    const before = await readSettings(trx)
    const fields = Object.keys(wanted) as (keyof Changeable)[]
    const changed = fields.filter((field) => before[field] !== wanted[field])
    if (changed.length === 0) return
    await saveSettings(trx, { ...before, ...wanted })
    await record('settings.changed', { kind: 'register', id: 0 }, Object.fromEntries(changed.map((field) => [field, { before: before[field], after: wanted[field] }])))
  })
}
