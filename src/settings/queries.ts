import type { Reader, Trx } from '../db/database.ts'
import { defaultIdleMinutes, type Settings } from './settings.ts'

/** The register's settings; before set-up, those under which the set-up page runs. */
export async function readSettings(db: Reader): Promise<Settings> {
  const rows = await db.selectFrom('settings').select(['name', 'value']).execute()
  const values = new Map(rows.map(({ name, value }) => [name, value]))
  return {
    organization: values.get('organization') ?? '',
    timeZone: values.get('time_zone') ?? 'UTC',
    currency: values.get('currency') ?? 'USD',
    thresholdMinor: Number(values.get('threshold_minor') ?? 0),
    idleMinutes: Number(values.get('idle_minutes') ?? defaultIdleMinutes),
    example: values.get('example') === 'yes',
  }
}

/** R3: how often the settings were saved. */
export const readSettingsVersion = async (db: Reader): Promise<number> => Number((await findSetting(db, 'version')) ?? 0)

export async function saveSettings(trx: Trx, settings: Settings): Promise<void> {
  const rows = {
    version: (await readSettingsVersion(trx)) + 1,
    organization: settings.organization,
    time_zone: settings.timeZone,
    currency: settings.currency,
    threshold_minor: settings.thresholdMinor,
    idle_minutes: settings.idleMinutes,
    example: settings.example ? 'yes' : 'no',
  }
  for (const [name, value] of Object.entries(rows)) await saveSetting(trx, name, String(value))
}

export const findSetting = async (db: Reader, name: string): Promise<string | null> =>
  (await db.selectFrom('settings').select('value').where('name', '=', name).executeTakeFirst())?.value ?? null

export async function saveSetting(trx: Trx, name: string, value: string): Promise<void> {
  await trx
    .insertInto('settings')
    .values({ name, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute()
}
