import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'

/** The register's secrets, as the key file holds them: every data key by its id, which one seals now, and the log's own key. */
export interface Keyring {
  active: string
  keys: Record<string, string>
  /** The key of the events' chain stays when data keys change: the chain must verify for good. */
  log: string
}

/** Where a sealed value stands: bound into the seal, so that it opens nowhere else (CRY-01). */
export interface Place {
  table: string
  column: string
  id: number
}

export interface Keys {
  sealText(place: Place, text: string): string
  openText(place: Place, sealed: string): string
  sealBytes(place: Place, bytes: Buffer): Buffer
  openBytes(place: Place, sealed: Buffer): Buffer
  /** The id of the key that a value is sealed with. */
  keyOf(sealed: string | Buffer): string
  readonly active: string
  /** Keyed hash of one event, in hex. */
  logMac(text: string): string
  /** A key of its own for another use, such as signing cookies (CRY-06). */
  derive(use: string): Buffer
}

const version = 'v1'

export function newKeyring(): Keyring {
  const id = randomBytes(4).toString('hex')
  return { active: id, keys: { [id]: randomBytes(32).toString('base64') }, log: randomBytes(32).toString('base64') }
}

export function keysOf(ring: Keyring): Keys {
  const derive = (secret: string, use: string): Buffer => Buffer.from(hkdfSync('sha256', Buffer.from(secret, 'base64'), '', `lantern ${use}`, 32))
  const dataKeys = new Map(Object.entries(ring.keys).map(([id, secret]) => [id, derive(secret, 'fields')]))
  const logKey = derive(ring.log, 'events')
  const keyFor = (id: string): Buffer => {
    const key = dataKeys.get(id)
    if (!key) throw new Error(`The key file has no key ${id}.`)
    return key
  }
  const seal = (place: Place, bytes: Buffer): { nonce: Buffer; body: Buffer; tag: Buffer } => {
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', keyFor(ring.active), nonce).setAAD(boundTo(place, ring.active))
    const body = Buffer.concat([cipher.update(bytes), cipher.final()])
    return { nonce, body, tag: cipher.getAuthTag() }
  }
  const open = (place: Place, id: string, nonce: Buffer, body: Buffer, tag: Buffer): Buffer => {
    if (tag.length !== 16 || nonce.length !== 12) throw new Error('A sealed value is not whole.')
    const decipher = createDecipheriv('aes-256-gcm', keyFor(id), nonce).setAAD(boundTo(place, id))
    decipher.setAuthTag(tag)
    return Buffer.concat([decipher.update(body), decipher.final()])
  }
  return {
    active: ring.active,
    sealText(place, text) {
      const { nonce, body, tag } = seal(place, Buffer.from(text))
      return [version, ring.active, ...[nonce, body, tag].map((part) => part.toString('base64url'))].join('.')
    },
    openText(place, sealed) {
      const [, , ...parts] = sealed.split('.')
      const [nonce, body, tag] = parts.map((part) => Buffer.from(part, 'base64url'))
      if (!nonce || !body || !tag) throw new Error('A sealed value is not whole.')
      return open(place, keyIdOf(sealed), nonce, body, tag).toString()
    },
    sealBytes(place, bytes) {
      const { nonce, body, tag } = seal(place, bytes)
      return Buffer.concat([Buffer.from(`${version}.${ring.active}.`), nonce, tag, body])
    },
    openBytes(place, sealed) {
      const id = keyIdOf(sealed)
      const from = version.length + id.length + 2
      return open(place, id, sealed.subarray(from, from + 12), sealed.subarray(from + 28), sealed.subarray(from + 12, from + 28))
    },
    keyOf: keyIdOf,
    logMac: (text) => createHmac('sha256', logKey).update(text).digest('hex'),
    derive: (use) => derive(ring.log, use),
  }
}

const boundTo = ({ table, column, id }: Place, key: string): Buffer => Buffer.from(`${version}|${table}|${column}|${id}|${key}`)

/** Both forms begin `v1.<key>.`; only so much of a large one is read. */
const keyIdOf = (sealed: string | Buffer): string => {
  const start = typeof sealed === 'string' ? sealed.slice(0, 64) : sealed.subarray(0, 64).toString('latin1')
  const [form, id = ''] = start.split('.')
  return form === version ? id : ''
}

/** Compares two texts in a time that does not depend on where they differ (CRY-07). */
export function sameSecret(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
