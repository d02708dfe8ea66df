import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { openSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Kept } from './register.ts'
import type { Asked, Told } from './serve.ts'

/** A program that serves a measured register, in a process of its own. */
export interface Served {
  origin: string
  coordinator: string
  board: string
  /** Processor time since it started, in milliseconds of all its threads, and its memory in bytes. */
  usage: () => Promise<{ cpuMs: number; memory: number }>
  /** Writes an event, so that what was kept is worked out anew. */
  change: () => Promise<void>
  stop: () => Promise<void>
}

const root = path.join(import.meta.dirname, '..')

/** The flags for Node that `npm start` gives: what is measured runs as the program does. */
function flagsOfStart(): string[] {
  const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { scripts: { start: string } }
  return scripts.start.split(' ').filter((word) => word.startsWith('--'))
}

/** @param flags more of them, such as `--cpu-prof` */
export async function served({ database, keyFile }: Kept, flags: string[] = []): Promise<Served> {
  const nowhere = openSync('/dev/null', 'w')
  const child = fork(path.join(import.meta.dirname, 'serve.ts'), [database, keyFile], {
    execArgv: [...flagsOfStart(), ...flags],
    stdio: ['ignore', nowhere, 'inherit', 'ipc'],
  })
  const ready = await told(child, 'ready')
  const ask = (asked: Asked): void => void child.send(asked)
  return {
    origin: `http://127.0.0.1:${ready.port}`,
    coordinator: ready.coordinator,
    board: ready.board,
    usage: () => (ask('usage'), told(child, 'usage')),
    change: async () => {
      ask('change')
      await told(child, 'changed')
    },
    stop: async () => {
      const exited = once(child, 'exit')
      ask('stop')
      await exited
    },
  }
}

function told<Kind extends Told['kind']>(child: ChildProcess, kind: Kind): Promise<Extract<Told, { kind: Kind }>> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null): void => reject(new Error(`The served program ended (${code}).`))
    child.once('exit', ended)
    child.once('message', (message: Told) => {
      child.off('exit', ended)
      if (message.kind === kind) resolve(message as Extract<Told, { kind: Kind }>)
      else reject(new Error(`It told ${message.kind} when ${kind} was asked.`))
    })
  })
}
