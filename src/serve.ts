import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { deleteOldSessions } from './accounts/session-queries.ts'
import { createApp } from './app.ts'
import type { Config } from './config.ts'
import { StartRefusal } from './db/key-file.ts'
import { connectionsOf, type Connections } from './http/connections.ts'
import { openLog } from './http/log.ts'
import { rawAnswer } from './http/security.ts'
import { sweepImports } from './imports/service.ts'
import { now, registerActor, type Register } from './register.ts'
import { instantText } from './shared/days.ts'

/** Slow senders are cut off, and a socket does not live for ever (DOS-02); a file may take two minutes. */
const limits = { maxHeaderSize: 16_384, headersTimeout: 8_000, requestTimeout: 120_000, connectionsCheckingInterval: 1_000, keepAliveTimeout: 5_000 }
const requestsPerSocket = 1_000
/** Milliseconds in which a form must have come whole. */
const formTime = 15_000

/** Serves a register that is open, and locked, until it is told to stop. @throws StartRefusal when it cannot listen where it should */
export async function serve(register: Register, config: Config): Promise<void> {
  const log = openLog(config.logLevel)
  const { reader, writer, settings, refresh } = register
  const app = createApp({ reader, writer, settings, refresh, now, origin: config.origin, secure: config.secure, log })
  const tooLate = rawAnswer(408, config.secure)
  // A request without a Host is refused below, with our headers.
  const server = createServer({ ...limits, requireHostHeader: false }, (request, response) => {
    if (!connections.letIn(request, response)) return
    cutOffIfSlow(request, response, tooLate)
    app(request, response)
  })
  const connections = connectionsOf(server, config.secure, requestsPerSocket)
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => answerBroken(error, socket, config.secure))
  server.maxConnections = 2_000
  await listen(server, config)
  await sweep(register)
  const sweeping = setInterval(() => void sweep(register).catch((error: unknown) => log.fault('sweep', error)), 3_600_000).unref()
  stopOn(['SIGTERM', 'SIGINT'], async () => {
    clearInterval(sweeping)
    await closed(server, connections)
    await register.close()
  })
  console.log(`Lantern is at ${config.origin}`)
}

/** Listens for a moment, so that what takes long is not begun in vain. @throws StartRefusal as `serve` does */
export async function tryPort(config: Config): Promise<void> {
  const server = createServer()
  await listen(server, config)
  await new Promise((resolve) => server.close(resolve))
}

function listen(server: Server, { port, host }: Config): Promise<void> {
  const elsewhere = `LANTERN_HOST says ${host}, which is no address of this machine.`
  const told: Record<string, string> = {
    EADDRNOTAVAIL: elsewhere,
    ENOTFOUND: elsewhere,
    EAI_AGAIN: elsewhere,
    EADDRINUSE: `Port ${port} is taken. Stop what uses it, or set LANTERN_PORT.`,
    EACCES: `Port ${port} may not be used by this account. Set LANTERN_PORT to one above 1023.`,
  }
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(new StartRefusal(told[error.code ?? ''] ?? `Lantern cannot listen at LANTERN_HOST ${host}, LANTERN_PORT ${port} (${error.code ?? 'unknown'}).`))
    })
    server.listen(port, host, resolve)
  })
}

/** Node knows one time for all bodies, and files need the long one. A form has less, and so has what was answered before it had come. */
function cutOffIfSlow(request: IncomingMessage, response: ServerResponse, tooLate: string): void {
  const patience = setTimeout(() => {
    const mayBeFile = request.headers['content-type']?.startsWith('multipart/form-data') && !response.writableEnded
    if (request.complete || mayBeFile) return
    if (!response.headersSent) request.socket.write(tooLate)
    request.socket.destroySoon()
  }, formTime)
  request.once('close', () => clearTimeout(patience))
}

/** What is no request is answered as Node would, and with our headers (HDR-01). */
function answerBroken(error: NodeJS.ErrnoException, socket: Duplex, secure: boolean): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? 431 : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400
  socket.end(rawAnswer(status, secure))
}

/** Sessions whose time is over, and files that waited a day to be imported. */
async function sweep(register: Register): Promise<void> {
  const { writer, settings } = register
  await deleteOldSessions(writer, instantText(now().subtract({ hours: 12 })), instantText(now().subtract({ minutes: settings().idleMinutes + 5 })))
  await sweepImports(writer, registerActor(register))
}

/** Takes no new request, lets those under way end, within ten seconds. */
function closed(server: Server, connections: Connections): Promise<void> {
  return new Promise((resolve) => {
    const patience = setTimeout(() => server.closeAllConnections(), 10_000)
    server.close(() => {
      clearTimeout(patience)
      resolve()
    })
    connections.end()
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
export function fail(error: unknown): never {
  console.error(error instanceof StartRefusal ? error.message : error)
  process.exit(1)
}
