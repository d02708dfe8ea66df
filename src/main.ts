import { createServer, type Server } from 'node:http'
import { makeSetUpLink } from './set-up/service.ts'
import { countPeople } from './accounts/queries.ts'
import { deleteOldSessions } from './accounts/session-queries.ts'
import { createApp } from './app.ts'
import { readConfig, type Config } from './config.ts'
import { StartRefusal } from './db/key-file.ts'
import { lockRegister } from './db/lock.ts'
import { openLog } from './http/log.ts'
import { openRegister, type Register } from './register.ts'
import { dayAt, instantText } from './shared/days.ts'

const now = (): Temporal.Instant => Temporal.Now.instant()

async function start(config: Config): Promise<void> {
  const register = await openRegister(config)
  process.on('exit', lockRegister(config.database))
  const log = openLog(config.logLevel)
  const { reader, writer, settings, refresh } = register
  const app = createApp({ reader, writer, settings, refresh, now, origin: config.origin, secure: config.secure, log })
  const server = createServer({ maxHeaderSize: 16_384, headersTimeout: 8_000, requestTimeout: 120_000, connectionsCheckingInterval: 1_000, keepAliveTimeout: 5_000 }, app)
  server.maxRequestsPerSocket = 1_000
  await listen(server, config)
  console.log(`Lantern is at ${config.origin}`)
  await offerSetUp(register, config)
  const sweeping = setInterval(() => void sweep(register).catch((error: unknown) => log.fault('sweep', error)), 3_600_000).unref()
  stopOn(['SIGTERM', 'SIGINT'], async () => {
    clearInterval(sweeping)
    await closed(server)
    await register.close()
  })
}

function listen(server: Server, { port, host }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why =
        error.code === 'EADDRINUSE'
          ? `Port ${port} is taken. Stop what uses it, or set LANTERN_PORT.`
          : error.code === 'EACCES'
            ? `Port ${port} may not be used by this account. Set LANTERN_PORT to one above 1023.`
            : null
      reject(why === null ? error : new StartRefusal(why))
    })
    server.listen(port, host, resolve)
  })
}

/** AUTH-08: no default account. Who started the program, and nobody else, sees the way in. */
async function offerSetUp({ reader, writer, settings }: Register, { origin }: Config): Promise<void> {
  if ((await countPeople(reader)) > 0) return
  const token = await makeSetUpLink(writer, { id: null, name: 'The register', roles: [], now: now(), today: dayAt(now(), settings().timeZone) })
  console.log(`This register is new. Set it up within 24 hours, once, at:\n\n  ${origin}/set-up/${token}\n`)
}

async function sweep({ writer, settings }: Register): Promise<void> {
  await deleteOldSessions(writer, instantText(now().subtract({ hours: 12 })), instantText(now().subtract({ minutes: settings().idleMinutes + 5 })))
}

/** Takes no new request, lets those under way end, within ten seconds. */
function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const patience = setTimeout(() => server.closeAllConnections(), 10_000)
    server.close(() => {
      clearTimeout(patience)
      resolve()
    })
    server.closeIdleConnections()
  })
}

/** The first signal stops gracefully, the second at once. */
function stopOn(signals: NodeJS.Signals[], stop: () => Promise<void>): void {
  let stopping = false
  for (const signal of signals) {
    process.on(signal, () => {
      if (stopping) process.exit(1)
      stopping = true
      stop().then(() => process.exit(0), fail)
    })
  }
}

/** A reason to refuse is one line; anything else is our mistake and says where. */
function fail(error: unknown): never {
  console.error(error instanceof StartRefusal ? error.message : error)
  process.exit(1)
}

process.on('uncaughtException', fail)
process.on('unhandledRejection', fail)

try {
  await start(readConfig())
} catch (error) {
  fail(error)
}
