import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { change } from '../../src/audit/record.ts'
import { connect, openDatabase, openFile } from '../../src/db/database.ts'
import { readKeyFile, writeKeyFile } from '../../src/db/key-file.ts'
import { keysOf, newKeyring, type Keys } from '../../src/db/keys.ts'
import { rotateKeys, sealedColumns } from '../../src/db/rotate.ts'
import { addDocument, readContents } from '../../src/documents/queries.ts'
import { openPhones, openPlace } from '../../src/locations/opening-queries.ts'
import { savePrivatePhone } from '../../src/locations/phone-queries.ts'
import { savePlace } from '../../src/locations/queries.ts'
import { openRegister as openStarted } from '../../src/register.ts'
import { saveSetting } from '../../src/settings/queries.ts'
import { Refusal } from '../../src/shared/refusal.ts'
import { pdfFile } from '../support/files.ts'
import { cora, firstDay, openRegister } from '../support/register.ts'
import { plainCenter } from '../support/vetted.ts'

const centers = 5
const importAt = { table: 'import_files', column: 'sealed', id: 1 }
const mappingAt = { ...importAt, column: 'mapping' }

/** A register with a key file of its own, and something sealed in every sealed column. */
async function begun() {
  const folder = mkdtempSync(path.join(tmpdir(), 'lantern-rotate-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const [file, keyFile] = [path.join(folder, 'lantern.db'), path.join(folder, 'lantern.key')]
  const template = await openRegister()
  for (let each = 0; each < centers; each += 1) await plainCenter(template, { name: `House ${each + 1}` })
  await template.close()
  copyFileSync(template.file, file)
  writeKeyFile(keyFile, newKeyring())
  const keys = keysOf(readKeyFile(keyFile, true))
  const { writer, close } = openDatabase(file, keys)
  const ids = (await centerIds(file)).slice(-centers)
  await change(writer, cora, async (trx, record) => {
    await saveSetting(trx, 'key_check', keys.sealText({ table: 'settings', column: 'value', id: 0 }, 'lantern'))
    for (const [at, id] of ids.entries()) {
      await savePlace(trx, keys, record, cora, id, { street: `${at} Quiet Lane` })
      await trx
        .insertInto('contacts')
        .values({ id: at + 1, center_id: id, name: 'Night desk', kind: 'private', created_at: '2026-11-21T09:00:00.000Z' })
        .execute()
      await savePrivatePhone(trx, keys, at + 1, `+1 202 555 010${at}`)
      const file = { bytes: pdfFile(String(at)), mediaType: 'application/pdf' as const }
      await addDocument(trx, record, keys, cora, {
        centerId: id,
        kind: 'other',
        title: 'A paper',
        datedOn: null,
        receivedOn: firstDay,
        expiresOn: null,
        replacesId: null,
        file,
      })
    }
    await trx
      .insertInto('import_files')
      .values({
        person_id: 2,
        sealed: keys.sealBytes(importAt, Buffer.from('name,city')),
        mapping: JSON.stringify(keys.sealText(mappingAt, 'A city for all')),
        added_at: '2026-11-21T09:00:00.000Z',
      })
      .execute()
  })
  await close()
  return { file, keyFile, ids }
}

async function centerIds(file: string): Promise<number[]> {
  const { db, close } = connect(file, { readonly: true })
  const rows = await db.selectFrom('centers').select('id').orderBy('id').execute()
  await close()
  return rows.map(({ id }) => id)
}

type Begun = Awaited<ReturnType<typeof begun>>

/** Everything that is sealed, opened with the key file as it lies on the disk; also as the program starts. */
async function everything({ file, keyFile, ids }: Begun): Promise<{ values: unknown[]; sealedWith: string[] }> {
  await (await openStarted({ database: file, keyFile })).close()
  const keys: Keys = keysOf(readKeyFile(keyFile, true))
  const { reader, close } = openDatabase(file, keys)
  const values = await Promise.all(
    ids.map(async (id, at) => [
      (await openPlace(reader, keys, id)).street,
      (await openPhones(reader, keys, id))[0]?.phone,
      (await readContents(reader, keys, at + 1)).toString(),
    ]),
  )
  const { sealed, mapping } = await reader.selectFrom('import_files').select(['sealed', 'mapping']).executeTakeFirstOrThrow()
  values.push([keys.openBytes(importAt, sealed).toString(), keys.openText(mappingAt, JSON.parse(mapping) as string)])
  const columns = await Promise.all([
    reader.selectFrom('locations').select('sealed').where('sealed', 'is not', null).$castTo<{ sealed: string }>().execute(),
    reader.selectFrom('private_phones').select('sealed').execute(),
    reader.selectFrom('document_contents').select('sealed').execute(),
    reader.selectFrom('import_files').select('sealed').execute(),
  ])
  await close()
  return { values, sealedWith: [...new Set(columns.flat().map(({ sealed: each }) => keys.keyOf(each)))] }
}

async function rotate({ file, keyFile }: Begun, between: (step: string) => void = () => {}) {
  const { writer, close } = openDatabase(file, keysOf(readKeyFile(keyFile, true)))
  try {
    return await rotateKeys({ writer, keyFile, batch: 2, between })
  } finally {
    await close()
  }
}

it('seals everything with a new key, and keeps no other', async () => {
  const register = await begun()
  const before = await everything(register)
  const old = readKeyFile(register.keyFile, true)

  const done = await rotate(register)

  const after = await everything(register)
  const ring = readKeyFile(register.keyFile, true)
  expect(after.values).toEqual(before.values)
  expect(before.sealedWith).toEqual([old.active])
  expect(after.sealedWith).toEqual([ring.active])
  expect(done).toEqual({ active: ring.active, resealed: centers * 3 + 3, removed: [old.active] })
  expect(Object.keys(ring.keys)).toEqual([ring.active])
  expect(ring.log).toBe(old.log)
  expect(readFileSync(register.keyFile, 'utf8')).not.toContain(old.keys[old.active])
  expect(readFileSync(register.file).includes(`v1.${old.active}.`)).toBe(false)
})

it('can be stopped at any step: everything opens at once, and it goes on where it stopped', async () => {
  const steps: string[] = []
  await rotate(await begun(), (step) => void steps.push(step))
  expect(steps.length).toBeGreaterThan(12)
  const register = await begun()
  const before = await everything(register)
  let active: string | null = null

  for (const stop of steps) {
    const stopped = rotate(register, (step) => {
      if (step === stop) throw new Error('The machine stopped.')
    })
    await expect(stopped).rejects.toThrow('The machine stopped.')
    expect({ stop, values: (await everything(register)).values }).toEqual({ stop, values: before.values })
    active ??= readKeyFile(register.keyFile, true).active
    expect(readKeyFile(register.keyFile, true).active).toBe(active) // No further key is made.
  }

  await rotate(register)
  expect(await everything(register)).toEqual({ values: before.values, sealedWith: [active] })
})

it('is behind nobody’s back: who read the keys before seals nothing more with the old one', async () => {
  const register = await begun()
  const [first = 0] = register.ids
  const early = openDatabase(register.file, keysOf(readKeyFile(register.keyFile, true)))
  onTestFinished(() => early.close())
  await rotate(register)

  const late = change(early.writer, cora, async (trx) => {
    await trx.insertInto('contacts').values({ id: 99, center_id: first, name: 'Late', kind: 'private', created_at: '2026-11-21T09:00:00.000Z' }).execute()
    await savePrivatePhone(trx, early.writer.keys, 99, '+1 202 555 0199')
  })

  await expect(late).rejects.toThrow(new Refusal('conflict', 'Nothing was recorded: the register was given a new key meanwhile. Do it again.'))
  expect(await early.reader.selectFrom('contacts').select('id').where('id', '=', 99).execute()).toEqual([])
})

it('keeps the old key while anything is sealed with it', async () => {
  const register = await begun()
  const old = readKeyFile(register.keyFile, true)
  const oldKeys = keysOf(old)
  const sqlite = openFile(register.file)
  onTestFinished(() => void sqlite.close())
  for (const { name } of sqlite.prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE name LIKE '%_is_sealed_with_the_key'").all())
    sqlite.exec(`DROP TRIGGER ${name}`)

  const stopped = rotate(register, (step) => {
    if (step !== 'everything is sealed anew') return
    sqlite
      .prepare('UPDATE import_files SET sealed = ?, mapping = ?')
      .run(oldKeys.sealBytes(importAt, Buffer.from('late')), JSON.stringify(oldKeys.sealText(mappingAt, 'late')))
  })

  await expect(stopped).rejects.toThrow('Not everything is sealed with the new key yet: 2 in number are not. The old key is kept; run this again.')
  expect(Object.keys(readKeyFile(register.keyFile, true).keys)).toContain(old.active)
  await rotate(register)
  expect((await everything(register)).values.at(-1)).toEqual(['late', 'late'])
})

it('that was stopped before its first seal lets the register be used with the new key', async () => {
  const register = await begun()
  const [first = 0] = register.ids
  const stopped = rotate(register, () => {
    throw new Error('The machine stopped.')
  })
  await expect(stopped).rejects.toThrow('The machine stopped.')

  const started = await openStarted({ database: register.file, keyFile: register.keyFile })
  onTestFinished(() => started.close())
  await change(started.writer, cora, (trx, record) => savePlace(trx, started.keys, record, cora, first, { street: '9 Other Lane' }))

  expect((await openPlace(started.reader, started.keys, first)).street).toBe('9 Other Lane')
})

it('knows every column that holds sealed values', async () => {
  const { reader } = await openRegister()
  const tables = await reader
    .selectFrom('sqlite_schema' as never)
    .select(['name', 'sql'] as never)
    .$castTo<{ name: string; sql: string | null }>()
    .execute()
  const found = tables.filter(({ sql }) => /^\s*sealed\b/m.test(sql ?? '')).map(({ name }) => name)

  expect(found.toSorted()).toEqual([...new Set(sealedColumns.map(({ table }) => table as string))].toSorted())
  const guards = tables.flatMap(
    ({ sql }) =>
      /_is_sealed_with_the_key BEFORE (INSERT|UPDATE OF \w+) ON (\w+)\s+WHEN .*?NEW\.(\w+)/
        .exec(sql ?? '')
        ?.slice(1)
        .join(' ') ?? [],
  )
  expect(guards.toSorted()).toEqual(sealedColumns.flatMap(({ table, column }) => [`INSERT ${table} ${column}`, `UPDATE OF ${column} ${table} ${column}`]).toSorted())
})
