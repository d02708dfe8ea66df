import { mkdirSync } from 'node:fs'
import path from 'node:path'
import bundled from '@sparticuz/chromium'
import { chromium, type BrowserServer } from 'playwright-core'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    browserEndpoint: string
  }
}

const unpacked = path.join(import.meta.dirname, '../../node_modules/.cache/chromium')

/** One browser for the whole run; each test opens pages of its own in it (support/browser.ts). */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { server, said } = await launch()
  console.log(`Browser: ${said}`)
  project.provide('browserEndpoint', server.wsEndpoint())
  return () => server.close()
}

/** The browser inside the package is for Linux on x64; elsewhere an installed Chrome or Edge serves. */
async function launch(): Promise<{ server: BrowserServer; said: string }> {
  if (process.platform === 'linux' && process.arch === 'x64') {
    const server = await chromium.launchServer({ executablePath: await unpackBundled(), args: ['--no-sandbox', '--headless=shell'] })
    return { server, said: 'the bundled Chromium' }
  }
  for (const channel of ['chrome', 'msedge']) {
    const server = await chromium.launchServer({ channel }).catch(() => null)
    if (server) return { server, said: `the installed ${channel}` }
  }
  throw new Error('The browser tests need Chrome or Edge on this machine: install one of them, or run `npm run test:unit` alone.')
}

/** The package unpacks into the temporary folder and takes what lies there already, of whatever version: so it gets a folder of its own. */
async function unpackBundled(): Promise<string> {
  mkdirSync(unpacked, { recursive: true })
  const before = process.env['TMPDIR']
  process.env['TMPDIR'] = unpacked
  try {
    return await bundled.executablePath()
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
}
