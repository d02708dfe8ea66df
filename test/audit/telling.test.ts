import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { tellingOf, type Told } from './telling.ts'

let folder: string
let file: Sqlite.Database
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lantern-telling-'))
  file = new Sqlite(path.join(folder, 'one.db'))
  file.exec(`CREATE TABLE events (seq INTEGER PRIMARY KEY, at TEXT, actor_id INTEGER, action TEXT, center_id INTEGER, subject_kind TEXT, subject_id INTEGER, details TEXT);
    CREATE TABLE beds (id INTEGER PRIMARY KEY, said_on TEXT, open INTEGER, note TEXT, sealed TEXT);
    INSERT INTO beds VALUES (7, '2026-11-20', 3, 'upstairs', 'xyz')`)
})
afterEach(() => {
  file.close()
  rmSync(folder, { recursive: true, force: true })
})

const beds: Told = {
  about: ({ id }) => ['bed', id ?? null],
  once: [{ said_on: 'on', note: 'note', sealed: () => ['fields', 'sealed'] }],
  latest: { open: 'open' },
  apart: { id: 'its number' },
}
const log = { events: 'the log' }
const tell = (details: object): unknown =>
  file
    .prepare("INSERT INTO events (at, action, subject_kind, subject_id, details) VALUES ('2026-11-20T09:00:00.000Z', 'bed.told', 'bed', 7, ?)")
    .run(JSON.stringify(details))
const untold = (): string[] => tellingOf(file.name, { beds }, log).untold

describe('what the log is held to', () => {
  it('is content with an event that says each field, before and after set apart', () => {
    tell({ after: { on: '2026-11-20', note: 'upstairs', open: 5 }, fields: ['sealed'] })
    tell({ before: { open: 5 }, after: { open: 3 } })
    expect(untold()).toEqual([])
  })

  it('names a field that no event says, and a sealed one that none names', () => {
    tell({ on: '2026-11-20', open: 3, note: 'upstairs' })
    expect(untold()).toEqual(['beds 7: sealed'])
    file.exec("UPDATE beds SET note = 'downstairs'")
    expect(untold()).toEqual(['beds 7: note', 'beds 7: sealed'])
  })

  it('does not take two events for one, nor what was for what is', () => {
    tell({ on: '2026-11-20', fields: ['sealed'], before: { note: 'upstairs' } })
    tell({ note: 'upstairs', open: 3 })
    expect(untold()).toEqual(['beds 7: note'])
  })

  it('asks of what is edited that the last event of it says how it stands', () => {
    tell({ on: '2026-11-20', note: 'upstairs', fields: ['sealed'], open: 3 })
    tell({ after: { open: 4 } })
    expect(untold()).toEqual(['beds 7: open'])
  })

  it('names a record without an event, and what nobody said anything about', () => {
    file.exec('ALTER TABLE beds ADD COLUMN floor TEXT; CREATE TABLE cots (id INTEGER PRIMARY KEY)')
    expect(tellingOf(file.name, { beds }, { ...log, chairs: 'gone' })).toEqual({
      untold: ['beds 7: said_on', 'beds 7: note', 'beds 7: sealed', 'beds 7: open'],
      unseen: [],
      unlisted: ['beds.floor', 'cots', 'chairs'],
    })
    file.exec('UPDATE beds SET note = NULL')
    expect(tellingOf(file.name, { beds }, log).unseen).toEqual(['beds.note'])
  })
})
