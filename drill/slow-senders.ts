import { connect, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { Drill } from './drill.ts'
import { newPlace, start } from './program.ts'

const sockets = 200
const mostSeconds = 20

/** What each kind of slow sender says at once; after that it says one piece each second, and never ends. */
const kinds = {
  'slow headers': { first: 'POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\n', piece: 'X-Slow: 1\r\n' },
  'slow forms': {
    first: 'POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 60000\r\n\r\n',
    piece: 'x',
  },
  'slow files of strangers': {
    first: 'POST /imports HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 60000\r\n\r\n--b\r\n',
    piece: 'x',
  },
}

export const slowSenders: Drill = {
  name: 'slow-senders',
  proves: `${sockets} sockets of each kind of slow sender are closed within ${mostSeconds} seconds, and others are served meanwhile (DOS-02)`,
  run: async (say) => {
    const { port, stop } = await start(newPlace())
    const began = performance.now()
    const seconds = (): number => (performance.now() - began) / 1000
    const closed = Object.entries(kinds).map(([kind, { first, piece }]) => ({ kind, at: Array.from({ length: sockets }, () => sender(port, first, piece, seconds)) }))
    const waits = await served(port, seconds)
    const broken: string[] = []
    for (const { kind, at } of closed) {
      const times = await Promise.all(at)
      const open = times.filter((time) => time > mostSeconds).length
      say(`${kind}: ${sockets - open} of ${sockets} closed, the last after ${Math.max(...times).toFixed(1)} s`)
      if (open > 0) broken.push(`${open} of ${sockets} sockets with ${kind} were open after ${mostSeconds} seconds.`)
    }
    say(`meanwhile ${waits.length} pages were asked for, the slowest answered in ${Math.max(...waits).toFixed(0)} ms`)
    if (waits.some((wait) => wait > 2000)) broken.push('A page took longer than two seconds meanwhile.')
    await stop()
    return broken
  },
}

/** @returns after how many seconds it was closed; at the latest a little over the most that is allowed */
function sender(port: number, first: string, piece: string, seconds: () => number): Promise<number> {
  return new Promise((resolve) => {
    const socket: Socket = connect(port, '127.0.0.1', () => socket.write(first))
    const dripping = setInterval(() => (seconds() > mostSeconds + 1 ? socket.destroy() : socket.write(piece)), 1000)
    socket.on('error', () => {}).resume()
    socket.on('close', () => {
      clearInterval(dripping)
      resolve(seconds())
    })
  })
}

/** Asks for a page twice a second until it is over. @returns how many milliseconds each took */
async function served(port: number, seconds: () => number): Promise<number[]> {
  const waits: number[] = []
  while (seconds() < mostSeconds) {
    const asked = performance.now()
    const { status } = await fetch(`http://127.0.0.1:${port}/sign-in`)
    waits.push(status === 200 ? performance.now() - asked : Number.POSITIVE_INFINITY)
    await pause(500)
  }
  return waits
}
