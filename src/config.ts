import path from 'node:path'
import { z } from 'zod'
import { StartRefusal } from './db/key-file.ts'

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
  LANTERN_DATABASE: z.string().min(1, 'must be a path').default('data/lantern.db'),
  LANTERN_KEY_FILE: z.string().min(1, 'must be a path').optional(),
  LANTERN_HOST: z.string().min(1, 'must be an address').default('127.0.0.1'),
  LANTERN_PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a number')
    .transform(Number)
    .refine((port) => port <= 65535, 'must be below 65536')
    .refine((port) => port > 0, 'must be above 0: people need to know it')
    .default(3000),
  LANTERN_ORIGIN: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://lantern.example.org' })
    .refine((origin) => URL.parse(origin)?.pathname === '/', 'must have no path')
    .optional(),
  LANTERN_LOG: z.enum(['info', 'warn', 'error', 'silent'], 'must be info, warn, error or silent').default('info'),
})

/** The settings of the program, from the environment, read once. @throws StartRefusal naming the setting that is wrong */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const read = environment.safeParse(env)
  if (!read.success) {
    const [first] = read.error.issues
    throw new StartRefusal(`${String(first?.path[0])} ${first?.message ?? 'is wrong'}.`)
  }
  const { LANTERN_DATABASE: database, LANTERN_KEY_FILE: keyFile, LANTERN_HOST: host, LANTERN_PORT: port, LANTERN_ORIGIN: given, LANTERN_LOG: logLevel } = read.data
  const origin = given === undefined ? `http://${host.includes(':') ? `[${host}]` : host}:${port}` : new URL(given).origin
  const secure = origin.startsWith('https:')
  if (!secure && !loopback.includes(host)) throw new StartRefusal('LANTERN_HOST may be other than this machine only with an https:// LANTERN_ORIGIN.')
  return { database: path.resolve(database), keyFile: path.resolve(keyFile ?? `${database.replace(/\.db$/, '')}.key`), host, port, origin, secure, logLevel }
}
