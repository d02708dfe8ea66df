import { execFile } from 'node:child_process'
import { copyFileSync, existsSync, globSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { insertPerson, insertRole } from '../src/accounts/queries.ts'
import { change } from '../src/audit/record.ts'
import { readWords } from '../src/command.ts'
import { commands } from '../src/commands.ts'
import { readConfig } from '../src/config.ts'
import { openFile } from '../src/db/database.ts'
import { newKeyring } from '../src/db/keys.ts'
import { lockRegister } from '../src/db/lock.ts'
import { waitingMigrations } from '../src/db/migrate.ts'
import { openPlace } from '../src/locations/opening-queries.ts'
import { openBeside, openRegister } from '../src/register.ts'
import type { Role } from '../src/shared/actor.ts'
import { firstDay, firstNow } from './support/cast.ts'
import { olderRegister } from './support/older.ts'

const root = path.join(import.meta.dirname, '..')
const folder = mkdtempSync(path.join(tmpdir(), 'lantern-commands-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const at = (name: string): string => path.join(folder, name)
const here = { database: at('lantern.db'), keyFile: at('lantern.key') }
const people: [id: number, name: string, role: Role, closedAt: string | null][] = [
  [1, 'Ada', 'administrator', null],
  [2, 'Cora', 'coordinator', null],
  [3, 'Carl', 'coordinator', '2026-11-20T09:00:00.000Z'],
]

beforeAll(async () => {
  const register = await openRegister(here)
  const nobody = { id: null, name: 'The register', roles: [], now: firstNow, today: firstDay }
  await change(register.writer, nobody, async (trx, record) => {
    for (const [id, name, role, closedAt] of people) {
      await insertPerson(trx, { name, email: `${name.toLowerCase()}@example.org`, created_at: '2026-11-21T09:00:00.000Z', password_hash: null })
      await insertRole(trx, { person_id: id, role, granted_by: null, granted_at: '2026-11-21T09:00:00.000Z', confirmed_by: null, confirmed_at: null })
      if (closedAt !== null) await trx.updateTable('people').set({ disabled_at: closedAt }).where('id', '=', id).execute()
      await record('person.invited', { kind: 'person', id }, { name })
    }
  })
  await register.close()
  const fields = { organization: { column: 'org' }, name: { column: 'name' }, street: { column: 'street' }, country: { value: 'KE' }, kind: { value: 'drop-in' } }
  writeFileSync(at('map.json'), JSON.stringify({ fields }))
  writeFileSync(at('elsewhere.json'), JSON.stringify({ fields: { ...fields, name: { column: 'title' } } }))
  writeFileSync(at('unknown.json'), JSON.stringify({ fields: { ...fields, colour: { column: 'name' } } }))
  writeFileSync(
    at('centers.csv'),
    'org,name,street\nHarbour Trust,Hope House,1 Quiet Lane\nHarbour Trust,Short row\nHarbour Trust,Hope House,2 Quiet Lane\n,Nameless,\nHarbour Trust,N/A,\n',
  )
})

/** A command as it is given in a shell. */
function lantern(words: string[], database = here.database): Promise<{ code: number; said: string; complained: string }> {
  return new Promise((resolve) => {
    const env = { PATH: process.env['PATH'] ?? '', LANTERN_DATABASE: database }
    execFile(process.execPath, [path.join(root, 'src/cli.ts'), ...words], { cwd: root, env }, (error, said, complained) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, said, complained })
    })
  })
}

const refused = (line: string) => ({ code: 1, said: '', complained: `${line}\n` })

it('says what it can do, and what wants Lantern stopped', async () => {
  const [bare, asked] = await Promise.all([lantern([]), lantern(['--help'])])
  for (const words of [
    'events verify\n',
    'people reset EMAIL\n',
    'import FILE MAP.json EMAIL [--try] [--refused FILE]\n',
    'fails when none went in',
    'where it stopped (stop Lantern first)',
    '(Lantern may be running)',
  ])
    expect(bare.said).toContain(words)
  expect(bare).toMatchObject({ code: 0, complained: '' })
  expect(asked).toEqual(bare)
})

describe('what is not done', () => {
  it('is refused in one line, never with a stack', async () => {
    const given: [words: string[], line: string][] = [
      [['fly'], 'There is no command “fly”. npm run lantern lists those there are.'],
      [['constructor'], 'There is no command “constructor”. npm run lantern lists those there are.'],
      [['people', 'reset'], 'Write it as: npm run lantern -- people reset EMAIL'],
      [['backup', 'a.db', 'b.db'], 'Write it as: npm run lantern -- backup FILE'],
      [['backup', '--force'], 'There is no option “--force”. Write it as: npm run lantern -- backup FILE'],
      [
        ['import', at('centers.csv'), at('map.json'), 'cora@example.org', '--tri'],
        'There is no option “--tri”. Write it as: npm run lantern -- import FILE MAP.json EMAIL [--try] [--refused FILE]',
      ],
      [['events', 'verify', '--help'], 'There is no option “--help”. Write it as: npm run lantern -- events verify'],
      [['import', at('none.csv'), at('map.json'), 'cora@example.org'], `${at('none.csv')} cannot be read: there is no such file.`],
    ]
    const answers = await Promise.all(given.map(([words]) => lantern(words)))
    expect(answers).toEqual(given.map(([, line]) => refused(line)))
  })

  it('is anything in a register that is not there: none is made', async () => {
    expect(await lantern(['events', 'verify'], at('typo.db'))).toEqual(refused(`There is no register at ${at('typo.db')}. Say in LANTERN_DATABASE where it is.`))
    expect([existsSync(at('typo.db')), existsSync(at('typo.key'))]).toEqual([false, false])
  })

  it.each([
    { said: ['--refused'], says: 'After “--refused” its FILE must follow.' },
    { said: ['--refused', '--try'], says: 'After “--refused” its FILE must follow.' },
    { said: ['--try', '--try'], says: '“--try” is said twice.' },
    { said: ['--refused=x.csv'], says: 'There is no option “--refused=x.csv”.' },
    { said: ['d'], says: 'Write it as: npm run lantern -- import' },
  ])('is refused for its options: $said', ({ said, says }) => {
    const command = commands.find(({ name }) => name === 'import')
    expect(() => command && readWords(command, ['a.csv', 'b.json', 'c@example.org', ...said])).toThrow(says)
  })

  it.each([
    ['people reset', ['nobody@example.org'], 'Nobody here has the address nobody@example.org.'],
    ['people reset', ['carl@example.org'], 'Carl cannot sign in. Let them in again first.'],
    ['import', [at('centers.csv'), at('map.json'), 'nobody@example.org'], 'Nobody here has the address nobody@example.org.'],
    ['import', [at('centers.csv'), at('map.json'), 'ada@example.org'], 'Ada is neither coordinator nor manager, and so registers no center.'],
    ['import', [at('centers.csv'), at('map.json'), 'carl@example.org'], 'The account of Carl is closed, so nothing is imported as theirs.'],
    ['import', [folder, at('map.json'), 'cora@example.org'], `${folder} cannot be read (EISDIR).`],
    ['import', [at('centers.csv'), at('centers.csv'), 'cora@example.org'], 'The mapping is not JSON.'],
    [
      'import',
      [at('centers.csv'), at('unknown.json'), 'cora@example.org'],
      'The mapping cannot be read. No field is called “colour”. There are: organization, name, country, kind,',
    ],
    ['import', [at('centers.csv'), at('elsewhere.json'), 'cora@example.org'], 'The file has no column “title”; the nearest is “name”. It has: org, name, street.'],
    ['backup', [at('none/copy.db')], `No copy could be written to ${at('none/copy.db')}: Cannot save backup because the directory does not exist.`],
    ['backup', [at('map.json')], `${at('map.json')} is there already. Name a new file: a backup never overwrites another.`],
  ])('is told by %s %j', async (name, words, line) => {
    const register = await openRegister(here)
    onTestFinished(() => register.close())
    const command = commands.find((each) => each.name === name)
    const config = readConfig({ LANTERN_DATABASE: here.database })
    await expect(command?.run(register, words, config, new Map())).rejects.toThrow(line)
  })
})

it('tries an import: tells what would become of each row, writes the refused ones, and changes nothing', async () => {
  const done = await lantern(['import', '--try', at('centers.csv'), at('map.json'), 'cora@example.org', '--refused', at('refused.csv')])

  expect(done).toEqual({
    code: 0,
    complained: '',
    said: [
      'row 2: a new center, “Hope House” of “Harbour Trust” (new): Kenya · drop-in',
      'row 3: refused',
      'row 3: It has 2 cells and there are 3 headings, so which cell is what is not known.',
      'row 4: refused',
      'row 4: org and name: It is the same center as row 2.',
      'row 5: refused',
      'row 5: org: It is empty.',
      'row 6: a new center, “N/A” of “Harbour Trust” (the one of row 2): Kenya · drop-in',
      'row 6, to look at: name: “N/A” is an unlikely name. It is kept as it is.',
      '5 rows: 2 centers would be registered, 0 there already, 3 refused. Nothing was changed.',
      `${at('refused.csv')} holds the 3 refused rows with the reasons.\n`,
    ].join('\n'),
  })
  expect(readFileSync(at('refused.csv'), 'utf8').split('\r\n')).toEqual([
    '\uFEFFRow,Why it was refused,What else to look at,org,name',
    '3,"It has 2 cells and there are 3 headings, so which cell is what is not known.",,,',
    '4,org and name: It is the same center as row 2.,,Harbour Trust,Hope House',
    '5,org: It is empty.,,,Nameless',
    '',
  ])
  expect(statSync(at('refused.csv')).mode & 0o777).toBe(0o600)
  const sqlite = openFile(here.database)
  onTestFinished(() => void sqlite.close())
  const counts = sqlite.prepare(
    "SELECT (SELECT count(*) FROM centers) + (SELECT count(*) FROM import_files) + (SELECT count(*) FROM events WHERE action LIKE 'import.%')",
  )
  expect(counts.pluck().get()).toBe(0)
})

it('imports nothing when the file for the refused rows is there already, or nothing can be read, and leaves none behind', async () => {
  const register = await openRegister(here)
  onTestFinished(() => register.close())
  writeFileSync(at('kept.csv'), 'mine')
  writeFileSync(at('bare.csv'), 'org,name,street\n')
  writeFileSync(at('fine.csv'), 'org,name,street\nHarbour Trust,Quay House,\n')
  const command = commands.find(({ name }) => name === 'import')
  const given = (file: string, refusedFile: string, more: [string, string][] = []): Promise<string> | undefined => {
    const options = new Map([['--refused', at(refusedFile)], ...more])
    return command?.run(register, [at(file), at('map.json'), 'cora@example.org'], readConfig({ LANTERN_DATABASE: here.database }), options)
  }

  await expect(given('centers.csv', 'kept.csv')).rejects.toThrow(`${at('kept.csv')} is there already. Name a new file: refused rows are never written over another.`)
  await expect(given('centers.csv', 'none/new.csv')).rejects.toThrow(`${at('none/new.csv')} cannot be written: there is no such folder.`)
  await expect(given('bare.csv', 'new.csv')).rejects.toThrow('This file has headings and no rows, so nothing would go in.')
  expect(readFileSync(at('kept.csv'), 'utf8')).toBe('mine')
  expect(await register.reader.selectFrom('centers').select('id').execute()).toEqual([])

  const tried = await given('fine.csv', 'new.csv', [['--try', '']])
  expect(tried).toContain(
    `1 row: 1 center would be registered, 0 there already, 0 refused. Nothing was changed.\nNo row was refused, so ${at('new.csv')} was not written.`,
  )
  expect(existsSync(at('new.csv'))).toBe(false)
})

it('reads the file of refused rows by the mapping of the file before it', async () => {
  const register = await openRegister(here)
  onTestFinished(() => register.close())
  const fields = { organization: { column: 'org' }, name: { column: 'name' }, street: { column: 'street' }, country: { value: 'KE' }, kind: { value: 'drop-in' } }
  writeFileSync(at('semicolons.json'), JSON.stringify({ delimiter: ';', fields }))
  writeFileSync(at('semicolons.csv'), 'org;name;street\nHaus Vier e.V.;12 Rose Street;\n;Nameless;\n')
  const command = commands.find(({ name }) => name === 'import')
  const given = (file: string, refusedFile: string): Promise<string> | undefined =>
    command?.run(
      register,
      [at(file), at('semicolons.json'), 'cora@example.org'],
      readConfig({ LANTERN_DATABASE: here.database }),
      new Map([
        ['--try', ''],
        ['--refused', at(refusedFile)],
      ]),
    )

  await expect(given('semicolons.csv', 'once.csv')).rejects.toThrow('row 2: name: It looks like a street address, and names are not kept sealed.')
  await expect(given('once.csv', 'twice.csv')).rejects.toThrow(
    'row 2: name: What stood here was left out when this row was given back. Type it again from the original file.\nrow 3: refused\nrow 3: org: It is empty.\n2 rows: 0 centers',
  )
  await expect(given('once.csv', 'thrice.csv')).rejects.toThrow(
    '2 refused. Nothing was changed.\nThe column street is not in this file of refused rows: type the places of these centers in by hand, on their pages, once they are in.',
  )
})

it('imports the good rows of a file as somebody, and tells the others', async () => {
  const done = await lantern(['import', at('centers.csv'), at('map.json'), 'Cora@example.org'])

  expect(done).toEqual({
    code: 0,
    complained: '',
    said: [
      'row 3: It has 2 cells and there are 3 headings, so which cell is what is not known.',
      'row 4: org and name: It is the same center as row 2.',
      'row 5: org: It is empty.',
      'row 6, to look at: name: “N/A” is an unlikely name. It is kept as it is.',
      '5 rows: 2 centers registered, 0 there already, 3 refused.\n',
    ].join('\n'),
  })
})

it('fails when there were rows and none went in, so that no script takes it for done', async () => {
  writeFileSync(at('none-good.csv'), 'org,name,street\n,Nameless,\nHarbour Trust,41 Larkspurrow Lane,\nHarbour Trust,,\n')

  const done = await lantern(['import', at('none-good.csv'), at('map.json'), 'cora@example.org'])

  expect(done).toEqual(
    refused(
      [
        'row 2: org: It is empty.',
        'row 3: name: It looks like a street address, and names are not kept sealed. If it is the name, add it by hand.',
        'row 4: name: It is empty.',
        '3 rows: 0 centers registered, 0 there already, 3 refused.',
        'Nothing went in.',
      ].join('\n'),
    ),
  )
})

it('prints a link for somebody who forgot their password', async () => {
  const { code, said } = await lantern(['people', 'reset', 'Ada@example.org'])
  expect(code).toBe(0)
  expect(said).toMatch(/^For Ada, once, within 24 hours:\n\n {2}http:\/\/127\.0\.0\.1:3000\/links\/[\w-]{32}\n/)
})

it('gives the register a new key only while Lantern is stopped', async () => {
  const before = readFileSync(here.keyFile, 'utf8')
  const letGo = lockRegister(here.database) // As a running program does.
  expect(await lantern(['keys', 'rotate'])).toEqual(refused(`Another Lantern (process ${process.pid} on ${hostname()}) is serving ${here.database}. Stop it first.`))
  expect(readFileSync(here.keyFile, 'utf8')).toBe(before)
  letGo()

  const { code, said } = await lantern(['keys', 'rotate'])

  expect(code).toBe(0)
  expect(said).toMatch(/^8 values sealed with the new key [0-9a-f]{8}\. Gone: [0-9a-f]{8}\. /)
  lockRegister(here.database)() // It let go.
  const [was, is] = [before, readFileSync(here.keyFile, 'utf8')].map((text) => Object.keys((JSON.parse(text) as { keys: object }).keys))
  expect(is).toHaveLength(1)
  expect(is).not.toEqual(was)
  const register = await openRegister(here)
  expect((await openPlace(register.reader, register.keys, 1)).street).toBe('1 Quiet Lane')
  await register.close()
})

it('brings no register up to date beside the program that serves it', async () => {
  const { database } = await olderRegister(folder)
  const [waiting = ''] = await waitingMigrations(database)

  const answers = await Promise.all(
    [
      ['backup', at('early.db')],
      ['events', 'verify'],
    ].map((words) => lantern(words, database)),
  )

  const line = `${database} is older than this Lantern (it waits for ${waiting}), and only starting Lantern brings it up to date. Start it once, then do this.`
  expect(answers).toEqual([refused(line), refused(line)])
  expect(await waitingMigrations(database)).toEqual([waiting])
  expect([existsSync(at('early.db')), globSync(`${database}.before-*`)]).toEqual([false, []])
})

it('settles nothing beside the program that serves the register', async () => {
  const sqlite = openFile(here.database)
  onTestFinished(() => void sqlite.close())
  sqlite.exec("INSERT INTO settings (name, value) VALUES ('currency', 'USD'); INSERT INTO unsettled_rates (currency, on_day) VALUES ('KES', '2026-11-21')")
  const unsettled = (): unknown => sqlite.prepare('SELECT count(*) FROM unsettled_rates').pluck().get()

  await (await openBeside(here)).close()
  expect(unsettled()).toBe(1)

  await (await openRegister(here)).close()
  expect(unsettled()).toBe(0)
})

it('compares what reports add up with its rows, and mends it', async () => {
  const said = 'What reports add up is what its rows come to.\n'
  expect(await lantern(['totals', 'verify'])).toEqual({ code: 0, said, complained: '' })
  const sqlite = openFile(here.database)
  sqlite.exec("INSERT INTO decision_totals VALUES ('2026-11-21', 3, 1)")
  sqlite.close()

  expect(await lantern(['totals', 'verify'])).toEqual(
    refused('These say something else than their rows: decision_totals. Mend them with: npm run lantern -- totals mend'),
  )
  expect(await lantern(['totals', 'mend'])).toEqual({ code: 0, said: 'Added up anew: decision_totals.\n', complained: '' })
  expect(await lantern(['totals', 'verify'])).toEqual({ code: 0, said, complained: '' })
})

it('verifies the log, and names the first event that is not what was written', async () => {
  const tampered = at('tampered.db')
  const whole = await lantern(['events', 'verify'])
  expect(whole).toMatchObject({ code: 0, complained: '' })
  expect(whole.said).toMatch(/^The log is whole: \d+ events\. Its head is [0-9a-f]{64}; /)

  copyFileSync(here.database, tampered)
  copyFileSync(here.keyFile, at('tampered.key'))
  const sqlite = openFile(tampered)
  sqlite.exec(`DROP TRIGGER events_are_not_changed; UPDATE events SET details = '{"name":"Somebody else"}' WHERE seq = 2`)
  sqlite.close()

  expect(await lantern(['events', 'verify'], tampered)).toEqual(refused('The log is broken: event 2 is not what was written. All before it, 1 in number, are whole.'))
})

it('verifies a log whose first and last event were changed, beside which nothing else is done, and tells it from another register’s key', async () => {
  const [tampered, keyFile] = [at('both.db'), at('both.key')]
  copyFileSync(here.database, tampered)
  copyFileSync(here.keyFile, keyFile)
  const sqlite = openFile(tampered)
  sqlite.exec(`DROP TRIGGER events_are_not_changed; UPDATE events SET details = '{}' WHERE seq IN (1, (SELECT max(seq) FROM events))`)
  sqlite.close()
  const broken = 'The log is broken: event 1 is not what was written. It is the first'

  const says = 'Or it does, and the first event and the last were changed: npm run lantern -- events verify says which of the two it is.'
  await expect(openBeside({ database: tampered, keyFile })).rejects.toThrow(says)
  expect(await lantern(['events', 'verify'], tampered)).toEqual(refused(`${broken}. The key file is the right one: later events were written with it.`))

  const ring = JSON.parse(readFileSync(keyFile, 'utf8')) as object
  writeFileSync(keyFile, JSON.stringify({ ...ring, log: newKeyring().log }))
  expect(await lantern(['events', 'verify'], tampered)).toEqual(
    refused(`${broken}, and none after it is what this key file’s log key writes: most likely the key file belongs to another register.`),
  )
})
