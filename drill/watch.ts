import { monitorEventLoopDelay } from 'node:perf_hooks'

// Loaded before the program that is drilled: tells, when asked, what it took since it was last asked.

/** Memory in bytes, and in milliseconds how late the event loop was in 99 of 100 turns at most. */
export interface Watched {
  memory: number
  lateP99: number
}

const late = monitorEventLoopDelay({ resolution: 5 })
late.enable()
let memory = 0
setInterval(() => (memory = Math.max(memory, process.memoryUsage.rss())), 20).unref()

process.on('message', () => {
  process.send?.({ memory, lateP99: late.percentile(99) / 1e6 } satisfies Watched)
  late.reset()
  memory = 0
})
