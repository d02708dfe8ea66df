import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'

const root = path.join(import.meta.dirname, '..')
// Outside of the project: oxlint passes over whatever git or node_modules hides.
const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'lantern-lint-')))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const samples = [
  { rule: 'no-floating-promises', code: 'export function go(): void {\n  Promise.resolve(1)\n}' },
  { rule: 'no-explicit-any', code: 'export const a = (b: any): string => String(b)' },
  { rule: 'no-unused-vars', code: 'export function go(): void {\n  const a = 1\n}' },
  { rule: 'eqeqeq', code: 'export const same = (a: string, b: string): boolean => a == b' },
  { rule: 'no-default-export', code: 'export default function go(): void {}' },
  { rule: 'no-console', code: "console.log('here')" },
  { rule: 'no-eval', code: "export const a: unknown = eval('1')" },
  { rule: 'no-new-func', code: "export const a = new Function('return 1')" },
  { rule: 'ban-ts-comment', code: "// @ts-ignore\nexport const a: number = '1'" },
  { rule: 'no-non-null-assertion', code: 'export const first = (list: string[]): string => list[0]!' },
  { rule: 'no-unsafe-return', code: "export const read = (): string => JSON.parse('1')" },
  { rule: 'only-throw-error', code: "export const stop = (): never => {\n  throw 'stop'\n}" },
  { rule: 'switch-exhaustiveness-check', code: "export function go(a: 'x' | 'y'): void {\n  switch (a) {\n    case 'x':\n      return\n  }\n}" },
  { rule: 'no-restricted-imports', code: "import { execSync } from 'node:child_process'\nexport const a = execSync" },
  { rule: 'no-restricted-imports', code: "import { runInNewContext } from 'node:vm'\nexport const a = runInNewContext" },
  { rule: 'no-restricted-properties', code: "import { sql } from 'kysely'\nexport const a = sql.raw('x')" },
  { rule: 'no-restricted-properties', code: "import express from 'express'\nconst app = express()\napp.all('/', () => {})" },
  { rule: 'no-restricted-properties', code: "import express from 'express'\nconst app = express()\napp.get('/', () => {})" },
  { rule: 'no-restricted-properties', code: "import type { Response } from 'express'\nexport const a = (response: Response): void => response.render('x')" },
  { rule: 'max-lines-per-function', code: `export function go(): void {\n${"  process.stdout.write('')\n".repeat(70)}}` },
]
const nameOf = (index: number): string => `src/needs/sample-${index}.ts`

const found = lint()

it.each(samples.map((sample, index) => ({ ...sample, index })))('$rule refuses $code', ({ rule, index }) => {
  expect(found.filter(({ file }) => file === nameOf(index)).map((each) => each.rule)).toContain(rule)
})

it('leaves the command line its console', () => {
  expect(found.filter(({ file }) => file === 'src/cli.ts')).toEqual([])
})

/** All samples in one run of oxlint, in a project of their own with this one's rules. */
function lint(): { file: string; rule: string }[] {
  mkdirSync(path.join(folder, 'src/needs'), { recursive: true })
  for (const file of ['.oxlintrc.json', 'tsconfig.json', 'package.json']) copyFileSync(path.join(root, file), path.join(folder, file))
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'junction')
  for (const [index, { code }] of samples.entries()) writeFileSync(path.join(folder, nameOf(index)), `${code}\n`)
  writeFileSync(path.join(folder, 'src/cli.ts'), "console.log('here')\n")
  const oxlint = path.join(root, 'node_modules/oxlint/bin/oxlint')
  const run = spawnSync(process.execPath, [oxlint, '--format', 'json', 'src'], { cwd: folder, encoding: 'utf8' })
  const { diagnostics } = JSON.parse(run.stdout) as { diagnostics: { code: string; filename: string }[] }
  return diagnostics.map(({ code, filename }) => ({ file: filename.replaceAll(path.sep, '/'), rule: code.replace(/^.*\((.*)\)$/, '$1') }))
}
