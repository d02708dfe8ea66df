import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { freePort } from './free-port.ts'

const root = path.join(import.meta.dirname, '../..')

export interface Program {
  origin: string
  database: string
  /** What it printed so far. */
  said: () => string
  stop: () => Promise<number | null>
}

/** The program itself, as `npm start` runs it, on a register of its own that is gone with the test. */
export async function startProgram(script = 'src/main.ts', more: Record<string, string> = {}): Promise<Program> {
  const folder = mkdtempSync(path.join(tmpdir(), 'lantern-program-'))
  const database = path.join(folder, 'lantern.db')
  const port = await freePort()
  const env = { PATH: process.env['PATH'] ?? '', LANTERN_LOG: 'warn', LANTERN_DATABASE: database, LANTERN_PORT: String(port), ...more }
  const child = spawn(process.execPath, [path.join(root, script)], { cwd: root, env })
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve))
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
  onTestFinished(() => {
    child.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  })
  const origin = `http://127.0.0.1:${port}`
  for (let tries = 0; tries < 2400 && !(await answers(origin)); tries += 1) {
    if (child.exitCode !== null) throw new Error(`${script} stopped at its start: ${said}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  const stop = (): Promise<number | null> => (child.kill('SIGTERM'), exit)
  return { origin, database, said: () => said, stop }
}

const answers = (origin: string): Promise<boolean> =>
  fetch(`${origin}/healthz`).then(
    ({ ok }) => ok,
    () => false,
  )
