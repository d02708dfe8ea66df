import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { StartRefusal, writeKeyFile } from '../../src/db/key-file.ts'
import { keysOf, newKeyring, sameSecret } from '../../src/db/keys.ts'
import { openRegister } from '../../src/register.ts'

const place = { table: 'locations', column: 'sealed', id: 7 }
const elsewhere = [
  { what: 'another row', at: { ...place, id: 8 } },
  { what: 'another column', at: { ...place, column: 'mailing_address' } },
  { what: 'another table', at: { ...place, table: 'private_phones' } },
]

/** A sealed text's parts as bytes: the last character of one may hold bits that belong to none. */
const bytesOf = (sealed: string): string => {
  const [form, id, ...parts] = sealed.split('.')
  return [form, id, ...parts.map((part) => Buffer.from(part, 'base64url').toString('hex'))].join('.')
}

const opens = (opening: () => unknown): boolean => {
  try {
    opening()
    return true
  } catch {
    return false
  }
}

describe('a sealed value', () => {
  const keys = keysOf(newKeyring())

  it.each(['', 'Quiet Lane 7', '東京', 'a.b.c', '\0'])('opens where it was sealed: %j', (text) => {
    expect(keys.openText(place, keys.sealText(place, text))).toBe(text)
    expect(keys.openBytes(place, keys.sealBytes(place, Buffer.from(text))).toString()).toBe(text)
  })

  it.each(elsewhere)('does not open when moved to $what', ({ at }) => {
    expect(opens(() => keys.openText(at, keys.sealText(place, 'Quiet Lane 7')))).toBe(false)
    expect(opens(() => keys.openBytes(at, keys.sealBytes(place, Buffer.from('Quiet Lane 7'))))).toBe(false)
  })

  it('does not open with any one bit of it turned', () => {
    const sealed = keys.sealBytes(place, Buffer.from('Quiet Lane 7'))
    const opened: number[] = []
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const bent = Buffer.from(sealed)
      bent[bit >> 3] = (bent[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      if (opens(() => keys.openBytes(place, bent))) opened.push(bit)
    }
    expect(opened).toEqual([])
  })

  it('does not open as a text with any one character of it changed', () => {
    const sealed = keys.sealText(place, 'Quiet Lane 7')
    const opened: number[] = []
    for (let at = 0; at < sealed.length; at += 1) {
      const other = sealed[at] === 'A' ? 'Q' : 'A'
      const bent = sealed.slice(0, at) + other + sealed.slice(at + 1)
      if (bytesOf(bent) !== bytesOf(sealed) && opens(() => keys.openText(place, bent))) opened.push(at)
    }
    expect(opened).toEqual([])
  })

  it.each(['', 'v1', 'v1.x', 'v1.a.b.c.d', 'plain text', 'v1....'])('that never was one does not open: %j', (text) => {
    expect(opens(() => keys.openText(place, text))).toBe(false)
    expect(opens(() => keys.openBytes(place, Buffer.from(text)))).toBe(false)
  })

  it('does not open with another register’s key', () => {
    expect(opens(() => keysOf(newKeyring()).openText(place, keys.sealText(place, 'Quiet Lane 7')))).toBe(false)
  })

  it('never has the same nonce twice, in 100,000', () => {
    const nonces = new Set(Array.from({ length: 100_000 }, () => keys.sealText(place, '').split('.')[2]))
    expect(nonces.size).toBe(100_000)
  })

  it('says which key it is sealed with', () => {
    expect([keys.keyOf(keys.sealText(place, 'x')), keys.keyOf(keys.sealBytes(place, randomBytes(5000)))]).toEqual([keys.active, keys.active])
  })
})

describe('the keys', () => {
  it('are each for one use', () => {
    const ring = newKeyring()
    const keys = keysOf(ring)
    const derived = ['session cookie', 'fields', 'events'].map((use) => keys.derive(use).toString('hex'))
    expect(new Set([...derived, Buffer.from(ring.log, 'base64').toString('hex')]).size).toBe(4)
  })

  it('are compared without regard to where they differ', () => {
    expect([sameSecret('abc', 'abc'), sameSecret('abc', 'abd'), sameSecret('abc', 'ab'), sameSecret('é', 'e')]).toEqual([true, false, false, false])
  })
})

describe('a register starts (CRY-03)', () => {
  const begun = () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'lantern-keys-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    return { database: path.join(folder, 'lantern.db'), keyFile: path.join(folder, 'lantern.key') }
  }
  const made = async () => {
    const files = begun()
    await (await openRegister(files)).close()
    return files
  }
  /** What the refusal says; none of it may be a secret of the key file. */
  const refusal = async (files: ReturnType<typeof begun>): Promise<string> => {
    const secrets = existsSync(files.keyFile) ? [...readFileSync(files.keyFile, 'utf8').matchAll(/[A-Za-z0-9+/=]{30,}/g)].map(([secret]) => secret) : []
    const error = await openRegister(files).then(
      () => null,
      (thrown: unknown) => thrown,
    )
    expect(error).toBeInstanceOf(StartRefusal)
    const said = error instanceof Error ? `${error.message}${error.stack ?? ''}` : ''
    for (const secret of secrets) expect(said).not.toContain(secret)
    return said
  }

  it('with keys made only where there is no register yet, and for nobody else to read', async () => {
    const files = await made()

    expect(statSync(files.keyFile).mode & 0o777).toBe(0o600)
    await (await openRegister(files)).close()
  })

  it('not without its key, and makes no new one in its place', async () => {
    const files = await made()
    rmSync(files.keyFile)

    expect(await refusal(files)).toContain('is missing, and the register cannot be read without it')
    expect(existsSync(files.keyFile)).toBe(false)
  })

  it.each([0o640, 0o604, 0o666])('not with a key that others can read: %o', async (mode) => {
    const files = await made()
    chmodSync(files.keyFile, mode)

    expect(await refusal(files)).toContain('can be read by others')
  })

  it('not with another register’s key', async () => {
    const files = await made()
    writeKeyFile(files.keyFile, newKeyring())

    expect(await refusal(files)).toContain('does not belong to this register')
  })

  it.each(['', '{}', 'not JSON', JSON.stringify({ active: 'a', keys: { b: 'c2VjcmV0IHRleHQgdGhhdCBpcyBsb25nIGVub3VnaA==' }, log: 'AAAA' })])(
    'not with a file that is no key file: %j',
    async (text) => {
      const files = await made()
      writeFileSync(files.keyFile, text, { mode: 0o600 })

      expect(await refusal(files)).toContain('is not a Lantern key file')
    },
  )
})
