import path from 'node:path'
import { runtimeImports, type SourceFile } from './source.ts'

export type Role = 'composition' | 'routes' | 'forms' | 'service' | 'queries' | 'pages' | 'rules' | 'instruments' | 'shared' | 'db' | 'http' | 'audit' | 'migrations'

const ground = ['db', 'http', 'shared', 'audit'] as const
const roles = ['routes', 'forms', 'service', 'queries', 'pages'] as const
const composition = [
  'src/main.ts',
  'src/app.ts',
  'src/cli.ts',
  'src/command.ts',
  'src/commands.ts',
  'src/import-command.ts',
  'src/demo.ts',
  'src/serve.ts',
  'src/config.ts',
  'src/register.ts',
]

/**
 * Files in a noun's folder that are no rule, since they need a library or a part of Node that rules
 * may not touch, and that hold no SQL and no decision either: each with the reason.
 */
const instruments: Record<string, string> = {
  'src/accounts/device.ts': 'it reads and sets a cookie, and signs it with the register’s key',
  'src/accounts/password.ts': 'argon2 works asynchronously, off the event loop',
  'src/accounts/sign-in.ts': 'passport asks for a strategy, which looks up, checks and throttles in one call',
  'src/accounts/throttle.ts': 'the limiter answers asynchronously, also from memory',
  'src/accounts/session-store.ts': 'express-session asks for a class of its own kind',
}

export function roleOf(file: string): Role {
  if (file.startsWith('migrations/')) return 'migrations'
  // The example register is composed of every noun's services, as a program is.
  if (composition.includes(file) || file.startsWith('src/example/')) return 'composition'
  const folder = file.split('/')[1] ?? ''
  const ofGround = ground.find((name) => name === folder)
  if (ofGround) return ofGround
  if (file in instruments) return 'instruments'
  // A noun with several of one role names them apart: review-forms.ts, finding-forms.ts.
  return roles.find((role) => new RegExp(`(^|-)${role}\\.ts$`).test(path.basename(file))) ?? 'rules'
}

/** Whose run-time code each role may use. A type ties nothing to anything, so types are free. */
const mayUse: Record<Role, Role[]> = {
  composition: ['composition', 'routes', 'service', 'queries', 'pages', 'forms', 'rules', 'instruments', 'shared', 'db', 'http', 'audit'],
  routes: ['routes', 'service', 'queries', 'pages', 'forms', 'rules', 'instruments', 'shared', 'http', 'audit'],
  service: ['queries', 'rules', 'instruments', 'shared', 'db', 'audit'],
  queries: ['queries', 'rules', 'instruments', 'shared', 'db', 'audit'],
  pages: ['pages', 'forms', 'rules', 'shared', 'http'],
  forms: ['forms', 'rules', 'shared', 'http'],
  rules: ['rules', 'shared'],
  instruments: ['instruments', 'service', 'queries', 'rules', 'shared', 'db'],
  http: ['http', 'rules', 'shared'],
  // A change ends by settling the totals, whatever changed.
  audit: ['audit', 'queries', 'db', 'shared'],
  db: ['db', 'shared'],
  shared: ['shared'],
  migrations: [],
}

/** Libraries that belong to some roles only. What is not named here, such as a CSV reader, is free. */
const homeOf: Record<string, Role[]> = {
  kysely: ['queries', 'audit', 'db', 'migrations'],
  'better-sqlite3': ['db'],
  express: ['composition', 'http'],
  'express-session': ['composition', 'http', 'instruments'],
  helmet: ['composition', 'http'],
  multer: ['composition', 'http'],
  passport: ['composition', 'http', 'routes', 'instruments'],
  'passport-local': ['composition', 'http', 'routes', 'instruments'],
  pino: ['composition', 'http'],
  zod: ['composition', 'forms', 'http', 'db'],
  ejs: ['http'],
}

/** Everything about one file's imports that the house does not allow, in words. */
export function importComplaints({ file, source }: SourceFile): string[] {
  const role = roleOf(file)
  return runtimeImports({ file, source }).flatMap((name) => (isOurs(name) ? ourComplaints(file, role, name) : packageComplaints(role, name)))
}

const isOurs = (name: string): boolean => /^(src|migrations|test|views|bench)\//.test(name)

function ourComplaints(file: string, role: Role, used: string): string[] {
  const complaints: string[] = []
  const usedRole = roleOf(used)
  if (!used.startsWith('src/') && role !== 'composition') complaints.push(`uses ${used}, which is no part of src`)
  else if (!mayUse[role].includes(usedRole)) complaints.push(`is ${role} and uses ${used}, which is ${usedRole}`)
  if (usedRole === 'routes' && file !== 'src/app.ts' && folderOf(file) !== folderOf(used)) complaints.push(`uses ${used}: only app.ts does`)
  if (/^src\/(reports|home)\//.test(used) && file !== 'src/app.ts' && folderOf(file) !== folderOf(used)) complaints.push(`uses ${used}: nothing does but app.ts`)
  return complaints
}

function packageComplaints(role: Role, name: string): string[] {
  if (name.startsWith('node:')) {
    const free: Role[] = ['composition', 'http', 'db', 'audit', 'instruments', 'migrations', 'queries', 'service', 'routes']
    return free.includes(role) ? [] : [`is ${role} and uses ${name}`]
  }
  if (/^[#~@]\//.test(name) || name.startsWith('#')) return [`uses the alias ${name}: name the file`]
  const library = name.split('/', name.startsWith('@') ? 2 : 1).join('/')
  return homeOf[library]?.includes(role) === false ? [`is ${role} and uses ${library}`] : []
}

/**
 * The files outside of src/locations that may use its own (CONF-02), each with what for. What opens a
 * seal, and what shows a place, is on no such list: it belongs to src/locations alone.
 */
const usersOfPlaces: Record<string, Record<string, string>> = {
  'src/locations/queries.ts': {
    'src/imports/registration-queries.ts': 'an import saves the places of its rows',
    'src/centers/show-routes.ts': 'a center’s page says how secret its place is',
    'src/deliveries/moving-routes.ts': 'a packing list prints the substitute mailing address',
  },
  'src/locations/address-queries.ts': { 'src/centers/show-routes.ts': 'a center’s page shows the street of a place that its center does not hide' },
  'src/locations/service.ts': { 'src/example/places.ts': 'the example register has invented places' },
  'src/locations/event-queries.ts': {
    'src/documents/service.ts': 'opening a document about a place counts among the looks at places',
    'src/home/routes.ts': 'those who are told of many looks are told on their own page',
  },
  'src/locations/phone-queries.ts': {
    'src/centers/detail-service.ts': 'a private contact’s phone is saved with the contact',
    'src/centers/contact-queries.ts': 'a private contact says that there is a phone',
  },
}
const guarded = /^src\/locations\/(?!authorization-)([a-z-]*queries|service)\.ts$/

/** What reaches for places without being named above. */
export function placeComplaints({ file, source }: SourceFile): string[] {
  if (folderOf(file) === 'src/locations') return []
  return runtimeImports({ file, source })
    .filter((used) => guarded.test(used) && usersOfPlaces[used]?.[file] === undefined)
    .map((used) => `uses ${used}: only src/locations does, and who is named in test/support/house.ts (CONF-02)`)
}

const folderOf = (file: string): string => path.posix.dirname(file)

/** Everything about a file's name that the house does not allow. */
export function nameComplaints(file: string): string[] {
  const vague = /(^|[/-])(utils?|helpers?|misc|common|lib|index|stuff)(?=[./-])/.exec(file)
  return vague ? [`is called ${vague[2]}: name what it holds`] : []
}

/** The files that use themselves by way of others. */
export function circles(files: SourceFile[]): string[] {
  const uses = new Map(files.map((each) => [each.file, runtimeImports(each)]))
  const reaches = (from: string, to: string, seen: Set<string>): boolean =>
    (uses.get(from) ?? []).some((next) => next === to || (!seen.has(next) && reaches(next, to, seen.add(next))))
  return files.map(({ file }) => file).filter((file) => reaches(file, file, new Set()))
}

/** Lists without an end of their own, in which one looks things up. */
const listings = ['src/db/schema.ts']

/** The files that grow, and those that have grown past what one file may be, each with its lines. */
export function sizeComplaints(files: SourceFile[]): { growing: string[]; tooLong: string[] } {
  const over = (source: number, template: number): string[] =>
    files
      .filter(({ file }) => !listings.includes(file))
      .map(({ file, source: text }) => ({ file, lines: text.trimEnd().split('\n').length }))
      .filter(({ file, lines }) => lines > (file.endsWith('.ejs') ? template : source))
      .map(({ file, lines }) => `${file}: ${lines} lines`)
  return { growing: over(150, 90), tooLong: over(250, 130) }
}
