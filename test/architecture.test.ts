import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { sourceComplaints, templateComplaints } from './support/habits.ts'
import { circles, importComplaints, nameComplaints, placeComplaints, roleOf, sizeComplaints } from './support/house.ts'
import { runtimeImports, withoutComments, type SourceFile } from './support/source.ts'

const root = path.join(import.meta.dirname, '..')
const read = (pattern: string): SourceFile[] =>
  globSync(pattern, { cwd: root }).map((name) => ({ file: name.replaceAll(path.sep, '/'), source: readFileSync(path.join(root, name), 'utf8') }))

const sources = [...read('src/**/*.ts'), ...read('migrations/*.ts')]
const templates = read('views/**/*.ejs')
const everything = [...sources, ...templates, ...read('test/**/*.ts')]

/** One line for each thing wrong, so that a failure names all of them at once. */
const complaints = (files: SourceFile[], of: (file: SourceFile) => string[]): string[] => files.flatMap((each) => of(each).map((says) => `${each.file} ${says}`))

describe('the house', () => {
  it('has each file use only what its role may', () => {
    expect(complaints(sources, importComplaints)).toEqual([])
  })

  it('has no file do what another is for', () => {
    expect(complaints(sources, sourceComplaints)).toEqual([])
  })

  it('lets nobody near a place but who must be (CONF-02)', () => {
    expect(complaints(sources, placeComplaints)).toEqual([])
  })

  it('has no circle', () => {
    expect(circles(sources)).toEqual([])
  })

  it('has no file that could hold anything', () => {
    expect(complaints(everything, ({ file }) => nameComplaints(file))).toEqual([])
  })

  it('installs with the product all that the product uses', () => {
    const { dependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { dependencies: Record<string, string> }
    const used = sources.flatMap(runtimeImports).filter((name) => !/^(node:|src\/|data\/)/.test(name))
    const libraries = new Set(used.map((name) => name.split('/', name.startsWith('@') ? 2 : 1).join('/')))
    expect([...libraries].filter((library) => !(library in dependencies))).toEqual([])
  })

  it('has no alias for a path', () => {
    expect(readFileSync(path.join(root, 'tsconfig.json'), 'utf8')).not.toMatch(/"(paths|baseUrl)"/)
    expect(JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))).not.toHaveProperty('imports')
  })

  it('keeps scripts, styles and other machines out of its pages', () => {
    expect(complaints(templates, ({ source }) => templateComplaints(source))).toEqual([])
  })

  it('keeps files small', () => {
    const { growing, tooLong } = sizeComplaints([...sources, ...templates])
    if (growing.length > 0) console.warn(`Growing: does each still hold one thing?\n  ${growing.join('\n  ')}`)
    expect(tooLong).toEqual([])
  })
})

describe('the check of the house', () => {
  it.each([
    ['src/main.ts', 'composition'],
    ['src/db/database.ts', 'db'],
    ['src/http/forms.ts', 'http'],
    ['src/reviews/routes.ts', 'routes'],
    ['src/reviews/finding-forms.ts', 'forms'],
    ['src/reviews/review-queries.ts', 'queries'],
    ['src/reviews/review.ts', 'rules'],
    ['src/homepages/myservice.ts', 'rules'],
    ['src/accounts/password.ts', 'instruments'],
    ['migrations/0001-people.ts', 'migrations'],
  ])('takes %s for %s', (file, role) => {
    expect(roleOf(file)).toBe(role)
  })

  it.each([
    { file: 'src/reports/queries.ts', used: 'queries', found: 1 },
    { file: 'src/reports/queries.ts', used: 'opening-queries', found: 1 },
    { file: 'src/imports/registration-queries.ts', used: 'opening-queries', found: 1 },
    { file: 'src/imports/registration-queries.ts', used: 'queries', found: 0 },
    { file: 'src/centers/show-routes.ts', used: 'service', found: 1 },
    { file: 'src/approvals/queries.ts', used: 'authorization-queries', found: 0 },
    { file: 'src/locations/service.ts', used: 'opening-queries', found: 0 },
  ])('says whether $file may use places by $used', ({ file, used, found }) => {
    expect(placeComplaints({ file, source: `import { a } from '../locations/${used}.ts'` })).toHaveLength(found)
  })

  it('sees what a file uses when it runs, and nothing else', () => {
    const source = [
      "import type { A } from './a.ts'",
      "import { b, type B } from './b.ts'",
      "import {\n  c,\n} from '../centers/c.ts'",
      "import 'node:fs'",
      "// import './comment.ts'",
      "export const text = 'it'\nimport type { Late } from 'late'",
      "const later = await import('later')",
    ].join('\n')

    expect(runtimeImports({ file: 'src/needs/need.ts', source })).toEqual(['src/needs/b.ts', 'src/centers/c.ts', 'node:fs', 'later'])
  })

  it('reads past comments and leaves texts alone', () => {
    const source = "const a = 'http://x' // await\n/* Promise\n */ const b = /['\"`/]/.test(a)\nconst c = `// kept`"

    expect(withoutComments(source)).toBe("const a = 'http://x' \n\n const b = /['\"`/]/.test(a)\nconst c = `// kept`")
  })

  it.each([
    { file: 'src/needs/need.ts', source: "import { sql } from 'kysely'", says: 'is rules and uses kysely' },
    { file: 'src/needs/need.ts', source: "import { readFileSync } from 'node:fs'", says: 'is rules and uses node:fs' },
    { file: 'src/needs/need.ts', source: "import { z } from 'zod'", says: 'is rules and uses zod' },
    { file: 'src/needs/need.ts', source: "import { record } from '../audit/record.ts'", says: 'is rules and uses src/audit/record.ts' },
    { file: 'src/needs/need.ts', source: "import { getNeed } from './queries.ts'", says: 'is rules and uses src/needs/queries.ts' },
    { file: 'src/needs/service.ts', source: "import { decide } from '../reviews/service.ts'", says: 'is service and uses src/reviews/service.ts' },
    { file: 'src/needs/service.ts', source: "import { needForm } from './forms.ts'", says: 'is service and uses src/needs/forms.ts' },
    { file: 'src/needs/service.ts', source: "import { sql } from 'kysely'", says: 'is service and uses kysely' },
    { file: 'src/needs/service.ts', source: "import { render } from '../http/views.ts'", says: 'is service and uses src/http/views.ts' },
    { file: 'src/needs/queries.ts', source: "import { needsPage } from './pages.ts'", says: 'is queries and uses src/needs/pages.ts' },
    { file: 'src/needs/pages.ts', source: "import { listNeeds } from './need-queries.ts'", says: 'is pages and uses src/needs/need-queries.ts' },
    { file: 'src/needs/forms.ts', source: "import { listNeeds } from './queries.ts'", says: 'is forms and uses src/needs/queries.ts' },
    { file: 'src/needs/routes.ts', source: "import { Router } from 'express'", says: 'is routes and uses express' },
    { file: 'src/needs/routes.ts', source: "import { centerRoutes } from '../centers/routes.ts'", says: 'only app.ts does' },
    { file: 'src/main.ts', source: "import { centerRoutes } from './centers/routes.ts'", says: 'only app.ts does' },
    { file: 'src/needs/pages.ts', source: "import { figure } from '../reports/pages.ts'", says: 'nothing does but app.ts' },
    { file: 'src/centers/routes.ts', source: "import { work } from '../home/queries.ts'", says: 'nothing does but app.ts' },
    { file: 'src/http/views.ts', source: "import { getPerson } from '../accounts/queries.ts'", says: 'is http and uses src/accounts/queries.ts' },
    { file: 'src/shared/money.ts', source: "import { forms } from '../http/forms.ts'", says: 'is shared and uses src/http/forms.ts' },
    { file: 'src/db/migrate.ts', source: "import { record } from '../audit/record.ts'", says: 'is db and uses src/audit/record.ts' },
    { file: 'migrations/0001-people.ts', source: "import { roles } from '../src/shared/actor.ts'", says: 'is migrations and uses src/shared/actor.ts' },
    { file: 'src/needs/queries.ts', source: "import { openRegister } from '../../test/support/register.ts'", says: 'no part of src' },
    { file: 'src/needs/service.ts', source: "import { getNeed } from '#needs/queries.ts'", says: 'alias' },
  ])('refuses in $file: $source', ({ file, source, says }) => {
    expect(importComplaints({ file, source })).toEqual([expect.stringContaining(says)])
  })

  it.each([
    { file: 'src/needs/routes.ts', source: "const rows = await reader.selectFrom('needs').execute()", says: 'queries do' },
    { file: 'src/needs/need.ts', source: 'const a = await b', says: 'waits' },
    { file: 'src/needs/pages.ts', source: 'function f(): Promise<void> {}', says: 'waits' },
    { file: 'src/http/session.ts', source: 'const port = process.env.PORT', says: 'environment' },
    { file: 'src/needs/service.ts', source: 'const today = Temporal.Now.plainDateISO()', says: 'time' },
    { file: 'src/needs/service.ts', source: "export { getNeed } from './queries.ts'", says: 'passes on' },
    { file: 'src/needs/service.ts', source: "export * from './queries.ts'", says: 'passes on' },
    { file: 'src/accounts/service.ts', source: 'if (row.tokenHash === given) return', says: 'secret' },
    { file: 'src/audit/verify.ts', source: 'if (expected !== event.mac) return', says: 'secret' },
    { file: 'src/app.ts', source: "app['all']('/', handler)", says: 'AZ-01' },
    { file: 'src/db/database.ts', source: 'connection.exec(`DROP TABLE ${name}`)', says: 'INJ-01' },
    { file: 'src/centers/queries.ts', source: "db.selectFrom('locations')", says: 'CONF-02' },
    { file: 'src/centers/queries.ts', source: "db.leftJoin('locations as place', 'place.id', 'x')", says: 'CONF-02' },
    { file: 'src/centers/queries.ts', source: 'sql`select 1 from locations`', says: 'CONF-02' },
    { file: 'src/home/queries.ts', source: "where('private_phones.center_id', '=', 1)", says: 'CONF-02' },
  ])('refuses in $file: $source', ({ file, source, says }) => {
    expect(sourceComplaints({ file, source })).toEqual([expect.stringContaining(says)])
  })

  it.each([
    { file: 'src/locations/queries.ts', source: "db.selectFrom('locations')" },
    { file: 'src/centers/routes.ts', source: "import { revealRoutes } from '../locations/pages.ts'" },
    { file: 'src/accounts/service.ts', source: "if (token === null || typeof hash === 'string') return" },
    { file: 'src/accounts/service.ts', source: 'if (secrecy === hidden && kind !== machine) return' },
    { file: 'src/needs/need.ts', source: '// nothing here may await a Promise\nexport const a = 1' },
    { file: 'src/main.ts', source: 'const now = Temporal.Now.instant()' },
  ])('allows in $file: $source', (good) => {
    expect(sourceComplaints(good)).toEqual([])
  })

  it('finds a circle', () => {
    const circle = [
      { file: 'src/a/one.ts', source: "import { two } from './two.ts'" },
      { file: 'src/a/two.ts', source: "import { three } from '../b/three.ts'" },
      { file: 'src/b/three.ts', source: "import { one } from '../a/one.ts'" },
      { file: 'src/b/four.ts', source: "import { one } from '../a/one.ts'" },
    ]

    expect(circles(circle)).toEqual(['src/a/one.ts', 'src/a/two.ts', 'src/b/three.ts'])
  })

  it('warns of a growing file, and refuses one that is too long', () => {
    const of = (file: string, lines: number): SourceFile => ({ file, source: 'x\n'.repeat(lines) })

    expect(sizeComplaints([of('src/a/b.ts', 150), of('src/a/c.ts', 151), of('src/a/d.ts', 251)])).toEqual({
      growing: ['src/a/c.ts: 151 lines', 'src/a/d.ts: 251 lines'],
      tooLong: ['src/a/d.ts: 251 lines'],
    })
    expect(sizeComplaints([of('views/a/b.ejs', 90), of('views/a/c.ejs', 131)]).tooLong).toEqual(['views/a/c.ejs: 131 lines'])
    expect(sizeComplaints([of('src/db/schema.ts', 600)]).tooLong).toEqual([])
  })

  it.each(['src/centers/utils.ts', 'src/helpers/days.ts', 'test/support/test-helpers.ts', 'src/needs/index.ts', 'views/common/head.ejs'])(
    'refuses the name %s',
    (file) => {
      expect(nameComplaints(file)).toHaveLength(1)
    },
  )

  it.each([
    '<script>go()</script>',
    '<p style="color: red">',
    '<style>p { color: red }</style>',
    '<button type="button" onclick="go()">',
    '<a href="javascript:go()">',
    '<img src="https://elsewhere.example/dot.png" alt="">',
  ])('refuses in a template: %s', (source) => {
    expect(templateComplaints(source)).toHaveLength(1)
  })

  it('allows in a template a script of our own', () => {
    expect(templateComplaints('<script src="<%= shell.assets %>/lantern.js" defer></script><p class="style">only on=1</p>')).toEqual([])
  })
})
