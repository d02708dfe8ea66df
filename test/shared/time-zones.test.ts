import { describe, expect, it } from 'vitest'
import { settingsPage } from '../../src/settings/pages.ts'
import { setUpPage } from '../../src/set-up/pages.ts'
import { timeZones, zoneName } from '../../src/shared/time-zones.ts'

describe('time zones', () => {
  it.each([
    ['Asia/Kolkata', 'Asia/Calcutta'],
    ['Europe/Kyiv', 'Europe/Kiev'],
    ['Asia/Yangon', 'Asia/Rangoon'],
    ['America/Nuuk', 'America/Godthab'],
    ['Asia/Ho_Chi_Minh', 'Asia/Saigon'],
    ['America/Argentina/Buenos_Aires', 'America/Buenos_Aires'],
  ])('are offered by the name of today: %s, once, not %s', (today, before) => {
    expect(timeZones.filter((zone) => zone === today)).toHaveLength(1)
    expect(timeZones).not.toContain(before)
    expect(zoneName(before)).toBe(today)
  })

  it('are all read by the runtime, each as one zone', () => {
    const now = Temporal.Instant.from('2026-11-21T09:00:00Z')
    for (const zone of timeZones) expect(now.toZonedDateTimeISO(zone).timeZoneId).toBe(zone)
    expect(timeZones.slice(0, 2)).toEqual(['UTC', 'Africa/Abidjan'])
    expect(timeZones.length).toBeGreaterThan(400)
  })

  it('that were saved, or are the machine’s, by an old name are chosen by that of today', () => {
    const settings = { organization: 'Harbour Trust', timeZone: 'Asia/Calcutta', currency: 'USD', thresholdMinor: 0, idleMinutes: 30, example: false }
    for (const { fields } of [settingsPage(settings, 1), setUpPage('a-token', 'Asia/Calcutta')])
      expect(fields).toContainEqual(expect.objectContaining({ name: 'timeZone', field: expect.objectContaining({ entered: 'Asia/Kolkata' }) as unknown }))
  })
})
