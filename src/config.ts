import { statSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { StartRefusal } from './db/key-file.ts'
import { nearestOf } from './shared/nearest.ts'

export interface Config {
  database: string
  keyFile: string
  host: string
  port: number
  /** Where people reach it. With https, cookies are `__Host-…; Secure` and HSTS is sent. */
  origin: string
  secure: boolean
  logLevel: 'info' | 'warn' | 'error' | 'silent'
}

const loopback = ['127.0.0.1', 'localhost', '::1']

const environment = z.object({
  LANTERN_DATABASE: z.string().regex(/\S/, 'must be a path').default('data/lantern.db'),
  LANTERN_KEY_FILE: z.string().regex(/\S/, 'must be a path').optional(),
  LANTERN_HOST: z.string().regex(/^\S+$/, 'must be an address').default('127.0.0.1'),
  LANTERN_PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a number')
    .transform(Number)
    .refine((port) => port <= 65535, 'must be below 65536')
    .refine((port) => port > 0, 'must be above 0: people need to know it')
    .default(3000),
  LANTERN_ORIGIN: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://lantern.example.org' })
    .refine((origin) => URL.parse(origin)?.href === `${URL.parse(origin)?.origin}/`, 'must be no more than https:// and a host, such as https://lantern.example.org')
    .optional(),
  LANTERN_LOG: z.enum(['info', 'warn', 'error', 'silent'], 'must be info, warn, error or silent').default('info'),
})

/** The settings of the program, from the environment, read once. @throws StartRefusal naming the setting that is wrong */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  refuseUnknown(env)
  const read = environment.safeParse(env)
  if (!read.success) {
    const [first] = read.error.issues
    throw new StartRefusal(`${String(first?.path[0])} ${first?.message ?? 'is wrong'}.`)
  }
  const { LANTERN_DATABASE: database, LANTERN_KEY_FILE: keyFile, LANTERN_HOST: host, LANTERN_PORT: port, LANTERN_ORIGIN: given, LANTERN_LOG: logLevel } = read.data
  const origin = given === undefined ? `http://${host.includes(':') ? `[${host}]` : host}:${port}` : new URL(given).origin
  const secure = origin.startsWith('https:')
  if (!secure && !loopback.includes(host)) throw new StartRefusal('LANTERN_HOST may be other than this machine only with an https:// LANTERN_ORIGIN.')
  const files = { database: path.resolve(database), keyFile: path.resolve(keyFile ?? `${database.replace(/\.db$/, '')}.key`) }
  if (files.database === files.keyFile) throw new StartRefusal('LANTERN_KEY_FILE names the file that LANTERN_DATABASE names. The key has a file of its own.')
  refuseFolder('LANTERN_DATABASE', database, `${database.replace(/\/+$/, '')}/lantern.db`)
  if (keyFile !== undefined) refuseFolder('LANTERN_KEY_FILE', keyFile, `${keyFile.replace(/\/+$/, '')}/lantern.key`)
  return { ...files, host, port, origin, secure, logLevel }
}

/** A misspelt setting would be a wish that nobody hears: the register would be looked for, or served, somewhere else. */
function refuseUnknown(env: NodeJS.ProcessEnv): void {
  const known = Object.keys(environment.shape)
  const unknown = Object.keys(env).find((name) => /^lantern_/i.test(name) && !known.includes(name))
  if (unknown !== undefined) throw new StartRefusal(`There is no setting ${unknown}. Did you mean ${nearestOf(unknown.toUpperCase(), known)}?`)
}

/** @param such a file in the folder, to show what would do */
function refuseFolder(name: string, given: string, such: string): void {
  if (given.endsWith('/') || kindOf(name, given) === 'folder')
    throw new StartRefusal(`${name} must be a file, and ${given} is a folder. Name a file in it, such as ${such}.`)
  if (kindOf(name, given) === 'other') throw new StartRefusal(`${name} must be a file, and ${given} is none.`)
}

function kindOf(name: string, file: string): 'file' | 'folder' | 'other' {
  try {
    const found = statSync(file, { throwIfNoEntry: false })
    if (found?.isDirectory()) return 'folder'
    return found === undefined || found.isFile() ? 'file' : 'other'
  } catch (error) {
    throw new StartRefusal(`${name} says ${file}, which cannot be looked at (${error instanceof Error && 'code' in error ? String(error.code) : 'unknown'}).`)
  }
}
