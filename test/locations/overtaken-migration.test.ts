import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, it, onTestFinished } from 'vitest'
import { openFile } from '../../src/db/database.ts'
import { migrate } from '../../src/db/migrate.ts'
import { olderRegister } from '../support/older.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'lantern-overtaken-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const at = '2026-11-20T09:00:00.000Z'

it('finds in the log which authorizations were waiting when their place changed, before anybody wrote it down (CONF-01)', async () => {
  const { database, release } = await olderRegister(folder, '0031')
  onTestFinished(release)
  const sqlite = openFile(database)
  onTestFinished(() => void sqlite.close())
  sqlite.exec(`INSERT INTO people (id, name, email, created_at) VALUES (2, 'Cora', 'cora@example.org', '${at}');
    INSERT INTO organizations (id, uuid, legal_name, country, created_at) VALUES (1, 'o', 'Harbour Trust', 'KE', '${at}')`)
  const addCenter = sqlite.prepare(
    `INSERT INTO centers (id, uuid, organization_id, name, kind, country, created_at, created_on) VALUES (?, ?, 1, 'A house', 'clinic', 'KE', '${at}', '2026-11-20')`,
  )
  const addPaper = sqlite.prepare(`INSERT INTO documents (id, center_id, kind, title, received_on, media_type, size, sha256, added_by, added_at)
    VALUES (?, ?, 'authorization', 'Signed', '2026-11-20', 'application/pdf', 9, '${'0'.repeat(64)}', 2, '${at}')`)
  const addAsked = sqlite.prepare(`INSERT INTO location_authorizations (id, center_id, secrecy, signed_by, signed_on, until_on, document_id, asked_by, asked_at)
    VALUES (?, ?, ?, 'The head', '2026-11-20', '2026-12-31', ?, 2, '${at}')`)
  const addEvent = sqlite.prepare(
    `INSERT INTO events (seq, at, batch, action, subject_kind, subject_id, details, mac) VALUES (?, ?, 'b', ?, ?, ?, ?, '${'0'.repeat(64)}')`,
  )
  let seq = 0
  const say = (on: string, action: string, kind: string, id: number, details: object) =>
    addEvent.run(++seq, `${on}T10:00:00.000Z`, action, kind, id, JSON.stringify(details))
  const then = (action: string, details: object) => (center: number) => say('2026-11-21', action, 'place', center, details)
  const saved = (...fields: string[]) => then('place.saved', { fields })
  // Each of a center of its own, which has its number.
  const all: ['city' | 'open', ((center: number) => unknown) | null, string | null][] = [
    ['city', null, null],
    ['city', saved('directions', 'city'), '2026-11-21'],
    ['city', saved('street', 'postalCode'), null],
    ['open', saved('street'), '2026-11-21'],
    ['open', saved('latitude', 'mailingAddress'), null],
    ['city', then('secrecy.raised', { before: 'open', after: 'hidden' }), '2026-11-21'],
    ['city', then('secrecy.raised', { before: 'open', after: 'city' }), null],
    ['open', then('secrecy.raised', { before: 'open', after: 'city' }), '2026-11-21'],
  ]
  for (const [index, [secrecy, later]] of all.entries()) {
    const center = index + 1
    addCenter.run(center, String(center))
    say('2026-11-19', 'place.saved', 'place', center, { fields: ['region', 'city', 'street'] })
    addPaper.run(center, center)
    addAsked.run(center, center, secrecy, center)
    say('2026-11-20', 'place-authorization.asked', 'place authorization', center, {})
    later?.(center)
  }

  await migrate(database)

  expect(sqlite.prepare('SELECT overtaken_on FROM location_authorizations ORDER BY id').pluck().all()).toEqual(all.map(([, , on]) => on))
})
