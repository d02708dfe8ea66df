import { spawnSync } from 'node:child_process'
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { viewsFolder } from '../../src/http/views.ts'

export interface Template {
  /** As the registry of views names it: `centers/show`. */
  view: string
  source: string
}

const root = path.join(viewsFolder, '..')

export const allTemplates = (): Template[] =>
  globSync('**/*.ejs', { cwd: viewsFolder }).map((file) => ({
    view: file.replaceAll(path.sep, '/').replace(/\.ejs$/, ''),
    source: readFileSync(path.join(viewsFolder, file), 'utf8'),
  }))

/**
 * Rewrites each template, line for line, as TypeScript and lets tsc judge it: EJS itself knows no
 * types. `checkName` names the folder it is done in. Gives tsc's complaints: views, lines, reasons.
 */
export function typeComplaints(templates: Template[], checkName: string): string[] {
  const folder = path.join(root, 'node_modules/.cache', checkName)
  rmSync(folder, { recursive: true, force: true })
  const files = templates.map(({ view, source }) => {
    const target = path.join(folder, `${view}.ejs.ts`)
    mkdirSync(path.dirname(target), { recursive: true })
    writeFileSync(target, toTypeScript(view, source))
    return target
  })
  if (files.length === 0) return []
  const options =
    '--ignoreConfig --noEmit --strict --noUncheckedIndexedAccess --target esnext --lib esnext --types node --module nodenext --allowImportingTsExtensions --skipLibCheck --pretty false'
  // tsc's own file and not its .bin link, which on Windows is a script that only a shell can start.
  const tsc = spawnSync(process.execPath, [path.join(root, 'node_modules/typescript/bin/tsc'), ...options.split(' '), ...files], { encoding: 'utf8', cwd: root })
  const complaints = (tsc.stdout + tsc.stderr).split('\n').filter((line) => line !== '')
  return tsc.status === 0 || complaints.length > 0 ? complaints : [`tsc ended with ${tsc.status ?? tsc.signal}`]
}

function toTypeScript(view: string, source: string): string {
  const from = (file: string): string => JSON.stringify(path.join(root, 'src/http', file))
  const names = [
    `import type { Pages } from ${from('pages.ts')}`,
    `import type { Html, Shell } from ${from('views.ts')}`,
    `declare const page: Pages['${view}']`,
    'declare const shell: Shell',
    'declare function print(value: string | number): void',
    'declare function put(markup: Html): void',
    'declare function include<V extends keyof Pages>(view: `/${V}`, data: { page: Pages[V] }): Html',
  ]
  return `${names.join('; ')}; {${toCode(source)}}\nexport {}\n`
}

/** What stands outside of tags becomes empty lines, so that a complaint names the template's own line. */
function toCode(source: string): string {
  const parts = source.split(/(<%[\s\S]*?%>)/).map((part) => {
    if (!part.startsWith('<%') || part[2] === '#') return '\n'.repeat(part.split('\n').length - 1)
    const body = part.replace(/^<%[_=-]?/, '').replace(/[-_]?%>$/, '')
    if (part[2] === '=') return `;print(${body});`
    if (part[2] === '-') return `;put(${body});`
    return body
  })
  return parts.join('')
}
