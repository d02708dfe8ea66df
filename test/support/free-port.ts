import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/**
 * A port of this machine that a program may be told to listen at. None of those that the system gives away by itself (from 32768 on,
 * on Linux): between this answer and the program's start another test's connection would now and then be given the same one.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(10_000, 32_000)
    if (await isFree(port)) return port
  }
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
