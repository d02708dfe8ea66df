import autocannon from 'autocannon'
import type { Served } from './child.ts'
import type { Measured } from './pages.ts'

/** What one page costs. Times are milliseconds. */
export interface Cost {
  name: string
  /** Processor time of the server for one request, all its threads together. */
  cpu: number
  /** The same while V8 still compiles what the page needs, in threads that are counted too: as after a restart. */
  cold: number
  target: number | null
  /** The same for the first request after something was recorded, when nothing that was kept may be shown. */
  anew: number
  alone: Latency
  crowded: Latency
  bytes: number
}

interface Latency {
  p50: number
  p99: number
}

const crowd = 32
const [fewest, most] = [64, 2000]
/** About so long each load lasts. */
const lasting = 3000

export async function measure(server: Served, page: Measured, centers: number): Promise<Cost> {
  const bytes = await bytesOf(server, page)
  const anew = await costAnew(server, page)
  const first = await loaded(server, page, { connections: 1, amount: 100 })
  const amount = Math.round(Math.min(most, Math.max(fewest, lasting / first.cpu)))
  const { cpu: cold } = await loaded(server, page, { connections: crowd, amount })
  const alone = await loaded(server, page, { connections: 1, amount })
  const crowded = await loaded(server, page, { connections: crowd, amount })
  return { name: page.name, cpu: (alone.cpu + crowded.cpu) / 2, cold, target: page.target[centers] ?? null, anew, alone: alone.latency, crowded: crowded.latency, bytes }
}

const cookieFor = (server: Served, { as }: Measured): string => server[as]

async function get(server: Served, page: Measured): Promise<string> {
  const response = await fetch(`${server.origin}${page.paths[0] ?? '/'}`, { headers: { cookie: cookieFor(server, page) }, redirect: 'manual' })
  if (response.status !== 200) throw new Error(`${page.paths[0]} answered ${response.status}.`)
  return response.text()
}

const bytesOf = async (server: Served, page: Measured): Promise<number> => Buffer.byteLength(await get(server, page))

/** The middle one of three. */
async function costAnew(server: Served, page: Measured): Promise<number> {
  const costs: number[] = []
  for (let turn = 0; turn < 3; turn++) {
    await server.change()
    const before = await server.usage()
    await get(server, page)
    costs.push((await server.usage()).cpuMs - before.cpuMs)
  }
  return costs.toSorted((a, b) => a - b)[1] ?? 0
}

async function loaded(server: Served, page: Measured, { connections, amount }: { connections: number; amount: number }): Promise<{ cpu: number; latency: Latency }> {
  const times: number[] = []
  const before = await server.usage()
  await new Promise<void>((resolve, reject) => {
    const headers = { cookie: cookieFor(server, page) }
    const options = { url: server.origin, connections, amount, headers, requests: page.paths.map((path) => ({ method: 'GET' as const, path })), timeout: 60 }
    const load = autocannon(options, (error: unknown, result: autocannon.Result) => {
      if (error instanceof Error) return reject(error)
      if (result.non2xx > 0 || result.errors > 0) return reject(new Error(`${page.name}: ${result.non2xx} answers were not fine, ${result.errors} failed.`))
      resolve()
    })
    load.on('response', (_client, _status, _bytes, time) => void times.push(time))
  })
  const after = await server.usage()
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { cpu: (after.cpuMs - before.cpuMs) / times.length, latency: { p50: at(0.5), p99: at(0.99) } }
}
