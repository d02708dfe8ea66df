import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { Refusal } from '../shared/refusal.ts'
import { crossed, faultOf, packed, unpacked, type CrossedFault } from './crossing.ts'
import { beforeClosing, connect, fileOf, type Reader } from './database.ts'

/** Reads a register in a thread of its own: nobody waits for what takes long there but who asked for it. */
export interface Thread {
  /**
   * Questions are answered one after the other, and one that is being answered already is not asked twice.
   * @throws Refusal when there is no memory left for the answer, and when the register is closed first
   */
  ask: <Answer>(question: unknown) => Promise<Answer>
}

/** What the thread says of a question, which is named by its text. */
type Told = { asked: string; answer: unknown } | { asked: string; fault: CrossedFault }

interface Limits {
  /** So long, in milliseconds, a thread is kept that nobody asks anything: to start one takes a fifth of a second. */
  patience: number
  /** So much, in megabytes, an answer may take of memory besides what SQLite holds. */
  heapMb: number
}

const usual: Limits = { patience: 30_000, heapMb: 1024 }

/** So much of the file, in kilobytes, the thread may hold in memory: it looks millions of rows up. SQLite has 2,000 else. */
const cacheKb = 262_144

const threads = new WeakMap<Reader, Thread>()

/** The thread beside a reading connection, which has one; it ends before the connection does. `module` is what it runs, and calls `answerQuestions`. */
export function threadBeside(db: Reader, module: URL, limits = usual): Thread {
  const known = threads.get(db)
  if (known !== undefined) return known
  const { ask, close } = threadOf(module, fileOf(db), limits)
  const thread = { ask }
  threads.set(db, thread)
  beforeClosing(db, close)
  return thread
}

const stopping = (): Refusal => new Refusal('busy', 'Lantern is stopping. Ask again in a minute.')

function threadOf(module: URL, file: string, { patience, heapMb }: Limits): Thread & { close: () => Promise<void> } {
  const waiting = new Map<string, PromiseWithResolvers<unknown>>()
  let worker: Worker | null = null
  let closed = false
  let idle: NodeJS.Timeout | undefined

  const gone = (which: Worker, why: unknown): void => {
    if (which !== worker) return
    worker = null
    for (const { reject } of waiting.values()) reject(why)
    waiting.clear()
  }
  const end = async (): Promise<void> => {
    clearTimeout(idle)
    const ending = worker
    if (ending === null) return
    gone(ending, stopping())
    await ending.terminate()
  }
  const settle = (told: Told): void => {
    const asked = waiting.get(told.asked)
    waiting.delete(told.asked)
    if ('fault' in told) asked?.reject(faultOf(told.fault))
    else asked?.resolve(unpacked(told.answer))
    if (waiting.size === 0) idle = setTimeout(() => void end(), patience).unref()
  }
  const start = (): Worker => {
    const started = new Worker(module, { workerData: file, execArgv: [], resourceLimits: { maxOldGenerationSizeMb: heapMb } })
    started.unref()
    started.on('message', settle)
    started.on('error', (error: unknown) => gone(started, refusalOf(error)))
    started.on('exit', () => gone(started, new Error('A thread ended before it had answered.')))
    return started
  }
  const ask = async (question: unknown): Promise<unknown> => {
    if (closed) throw stopping()
    clearTimeout(idle)
    const asked = JSON.stringify(packed(question))
    const same = waiting.get(asked)
    if (same) return same.promise
    // A machine that has no thread to give says so here, before anybody waits for an answer.
    worker ??= start()
    const answer = Promise.withResolvers<unknown>()
    waiting.set(asked, answer)
    worker.postMessage(asked)
    return answer.promise
  }
  const close = async (): Promise<void> => {
    closed = true
    await end()
  }
  return { ask: ask as Thread['ask'], close }
}

/** A thread that runs out of memory ends by itself, and the program goes on. */
const refusalOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? new Refusal('busy', 'There is not enough memory to work this out. Ask for a shorter period.')
    : error

/** In the thread itself: answers what is asked, by a connection of its own. */
export function answerQuestions(answer: (db: Reader, question: unknown) => Promise<unknown>): void {
  if (isMainThread || parentPort === null) throw new Error('This is for a thread.')
  const port = parentPort
  const { db } = connect(String(workerData), { readonly: true, cacheKb })
  const told = async (asked: string): Promise<Told> => {
    try {
      return { asked, answer: packed(await answer(db, unpacked(JSON.parse(asked)))) }
    } catch (fault) {
      return { asked, fault: crossed(fault) }
    }
  }
  let last: Promise<void> = Promise.resolve()
  port.on('message', (asked: string) => {
    last = last.then(async () => port.postMessage(await told(asked)))
  })
}
