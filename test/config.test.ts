import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readConfig } from '../src/config.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'lantern-config-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const long = 'x'.repeat(300)
const wrongOrigin = 'LANTERN_ORIGIN must be an address such as https://lantern.example.org.'
const tooMuch = 'LANTERN_ORIGIN must be no more than https:// and a host, such as https://lantern.example.org.'

describe('a setting that is wrong', () => {
  it.each([
    [{ LANTERN_PROT: '4000' }, 'There is no setting LANTERN_PROT. Did you mean LANTERN_PORT?'],
    [{ LANTERN_DATBASE: 'a.db' }, 'There is no setting LANTERN_DATBASE. Did you mean LANTERN_DATABASE?'],
    [{ LANTERN_KEYFILE: 'a.key' }, 'There is no setting LANTERN_KEYFILE. Did you mean LANTERN_KEY_FILE?'],
    [{ LANTERN_LOGLEVEL: 'warn' }, 'There is no setting LANTERN_LOGLEVEL. Did you mean LANTERN_LOG?'],
    [{ lantern_host: '::1' }, 'There is no setting lantern_host. Did you mean LANTERN_HOST?'],
    [{ LANTERN_DATABASE: '' }, 'LANTERN_DATABASE must be a path.'],
    [{ LANTERN_DATABASE: '  ' }, 'LANTERN_DATABASE must be a path.'],
    [{ LANTERN_DATABASE: folder }, `LANTERN_DATABASE must be a file, and ${folder} is a folder. Name a file in it, such as ${folder}/lantern.db.`],
    [{ LANTERN_DATABASE: 'not-there/' }, 'LANTERN_DATABASE must be a file, and not-there/ is a folder. Name a file in it, such as not-there/lantern.db.'],
    [{ LANTERN_DATABASE: '/dev/null' }, 'LANTERN_DATABASE must be a file, and /dev/null is none.'],
    [{ LANTERN_DATABASE: `/${long}` }, `LANTERN_DATABASE says /${long}, which cannot be looked at (ENAMETOOLONG).`],
    [{ LANTERN_KEY_FILE: '' }, 'LANTERN_KEY_FILE must be a path.'],
    [{ LANTERN_KEY_FILE: folder }, `LANTERN_KEY_FILE must be a file, and ${folder} is a folder. Name a file in it, such as ${folder}/lantern.key.`],
    [{ LANTERN_KEY_FILE: 'a.db', LANTERN_DATABASE: './a.db' }, 'LANTERN_KEY_FILE names the file that LANTERN_DATABASE names. The key has a file of its own.'],
    [{ LANTERN_HOST: '' }, 'LANTERN_HOST must be an address.'],
    [{ LANTERN_HOST: 'two words' }, 'LANTERN_HOST must be an address.'],
    [{ LANTERN_PORT: '' }, 'LANTERN_PORT must be a number.'],
    [{ LANTERN_PORT: '-1' }, 'LANTERN_PORT must be a number.'],
    [{ LANTERN_PORT: '80.5' }, 'LANTERN_PORT must be a number.'],
    [{ LANTERN_PORT: '99999' }, 'LANTERN_PORT must be below 65536.'],
    [{ LANTERN_PORT: '65536000' }, 'LANTERN_PORT must be a number.'],
    [{ LANTERN_ORIGIN: '' }, wrongOrigin],
    [{ LANTERN_ORIGIN: 'ftp://lantern.example.org' }, wrongOrigin],
    [{ LANTERN_ORIGIN: 'https://lantern.example.org/aftercare' }, tooMuch],
    [{ LANTERN_ORIGIN: 'https://ada:secret@lantern.example.org' }, tooMuch],
    [{ LANTERN_ORIGIN: 'https://lantern.example.org/?a=1' }, tooMuch],
    [{ LANTERN_LOG: '' }, 'LANTERN_LOG must be info, warn, error or silent.'],
  ])('is refused, %j, in one line that names it', (env, line) => {
    expect(() => readConfig(env)).toThrow(new Error(line))
  })
})

it('takes what is right, and nothing of what is another program’s', () => {
  const config = readConfig({
    LANTERN_DATABASE: path.join(folder, 'a.db'),
    LANTERN_PORT: '4000',
    LANTERN_ORIGIN: 'https://Lantern.example.org:8443/',
    PORT: 'x',
    LANTERNS: '7',
  })
  expect(config).toEqual({
    database: path.join(folder, 'a.db'),
    keyFile: path.join(folder, 'a.key'),
    host: '127.0.0.1',
    port: 4000,
    origin: 'https://lantern.example.org:8443',
    secure: true,
    logLevel: 'info',
  })
})
