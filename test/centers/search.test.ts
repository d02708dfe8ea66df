import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it, onTestFinished } from 'vitest'
import { findHits } from '../../src/centers/directory-queries.ts'
import { openDatabase, openFile } from '../../src/db/database.ts'
import { migrate } from '../../src/db/migrate.ts'
import { olderRegister } from '../support/older.ts'
import { firstDay, keys } from '../support/register.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'lantern-search-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const names = [
  'मीरा सेवा केन्द्र',
  'मारा सेवा केन्द्र',
  'บ้านดี',
  'บ้านดู',
  'بَيْت الأمل',
  'دار السلام',
  'ハハの家',
  'パパの家',
  'Café Niño',
  'Cafe\u0301 Pier',
  'Nhà Đường Việt',
  'Ελπίδα Σπίτι',
  'Надёжный дом',
  'Łódź Straße',
  'إيمان',
]

/** A register with these centers, whose ids have gaps, that was migrated only now. */
async function migrated(): Promise<string> {
  const { database, release } = await olderRegister(folder, '0024')
  const sqlite = openFile(database)
  sqlite.exec(`INSERT INTO people (id, name, email, created_at) VALUES (1, 'Cora', 'cora@example.org', '2026-11-21T09:00:00.000Z');
    INSERT INTO organizations (id, uuid, legal_name, country, created_at) VALUES (1, 'o', 'Гавань', 'NP', '2026-11-21T09:00:00.000Z')`)
  const center = sqlite.prepare(
    `INSERT INTO centers (id, uuid, organization_id, name, kind, country, created_on, created_at) VALUES (?, ?, 1, ?, 'clinic', 'NP', '2026-11-21', '2026-11-21T09:00:00.000Z')`,
  )
  const searched = sqlite.prepare("INSERT INTO center_names (rowid, name, organization) VALUES (?, ?, 'Гавань')")
  for (const [index, name] of names.entries()) {
    center.run(index * 2 + 10, `c${index}`, name)
    searched.run(index * 2 + 10, name)
  }
  sqlite.exec("INSERT INTO center_shown (rowid, region, city) VALUES (12, 'बागमती', 'काठमाडौँ')")
  sqlite.close()
  await migrate(database)
  release()
  return database
}

describe('the search of a register that had rows when it was migrated', async () => {
  const database = await migrated()

  it.each([
    { q: 'मीरा', finds: ['मीरा सेवा केन्द्र'] },
    { q: 'मारा', finds: ['मारा सेवा केन्द्र'] },
    { q: 'मी', finds: ['मीरा सेवा केन्द्र'] },
    { q: 'सेवा केन्', finds: ['मीरा सेवा केन्द्र', 'मारा सेवा केन्द्र'] },
    { q: 'बागमती', finds: [] },
    { q: 'บ้านดี', finds: ['บ้านดี'] },
    { q: 'บ้าน', finds: ['บ้านดี', 'บ้านดู'] },
    { q: 'บาน', finds: [] },
    { q: 'الأمل', finds: ['بَيْت الأمل'] },
    { q: 'بَيْت', finds: ['بَيْت الأمل'] },
    { q: 'السل', finds: ['دار السلام'] },
    { q: 'パパ', finds: ['パパの家'] },
    { q: 'ハハの家', finds: ['ハハの家'] },
    { q: 'cafe', finds: ['Café Niño', 'Cafe\u0301 Pier'] },
    { q: 'CAFÉ', finds: ['Café Niño', 'Cafe\u0301 Pier'] },
    { q: 'Cafe\u0301 nino', finds: ['Café Niño'] },
    { q: 'viet nha', finds: ['Nhà Đường Việt'] },
    { q: 'duong', finds: ['Nhà Đường Việt'] },
    { q: 'ελπιδα', finds: ['Ελπίδα Σπίτι'] },
    { q: 'ΣΠΙΤΙ ΕΛΠ', finds: ['Ελπίδα Σπίτι'] },
    { q: 'Ελπίδα', finds: ['Ελπίδα Σπίτι'] },
    { q: 'надежный', finds: ['Надёжный дом'] },
    { q: 'lodz strasse', finds: ['Łódź Straße'] },
    { q: 'ايمان', finds: ['إيمان'] },
    { q: 'гава', finds: names },
  ])('finds by $q what begins so, and nothing else', async ({ q, finds }) => {
    const { reader, close } = openDatabase(database, keys)
    onTestFinished(close)

    const { ids } = await findHits(reader, q, firstDay)

    expect(ids?.map((id) => names[(id - 10) / 2])).toEqual(finds)
  })

  it('goes by what may be shown of a place too, and forgets what was deleted', () => {
    const sqlite = openFile(database)
    onTestFinished(() => void sqlite.close())

    expect(sqlite.prepare(`SELECT rowid FROM center_shown WHERE center_shown MATCH '"बाग"*'`).pluck().all()).toEqual([12])
    for (const table of ['center_names', 'center_shown']) expect(sqlite.prepare(`SELECT v FROM ${table}_config WHERE k = 'secure-delete'`).pluck().get()).toBe(1)
    expect(sqlite.prepare("SELECT name FROM sqlite_schema WHERE name LIKE '%before%'").pluck().all()).toEqual([])
  })
})
