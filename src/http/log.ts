import type { RequestHandler } from 'express'
import pino from 'pino'
import type { Config } from '../config.ts'

export interface Log {
  request: (line: { id: string; person: number | null; method: string; route: string; status: number; ms: number }) => void
  fault: (reference: string, error: unknown) => void
  said: (message: string) => void
}

/** JSON lines without what could give anybody or any place away: a route's pattern, never its address or query (LOG-01). */
export function openLog(level: Config['logLevel'], destination?: pino.DestinationStream): Log {
  const options: pino.LoggerOptions = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime }
  const logger = destination ? pino(options, destination) : pino(options)
  return {
    request: (line) => logger.info(line, 'request'),
    fault: (reference, error) => logger.error({ reference, ...told(error) }, 'fault'),
    said: (message) => logger.info(message),
  }
}

/** Where a fault happened, without its message: SQLite and zod put values into theirs (CONF-10). */
function told(error: unknown): object {
  if (!(error instanceof Error)) return { kind: typeof error }
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null
  const claim = error.message.startsWith('Assertion failed: ') ? error.message.slice(0, 300) : null
  return { kind: error.name, code, claim, at: frames.slice(0, 12).map((line) => line.trim()) }
}

export const logRequests =
  (log: Log): RequestHandler =>
  (request, response, next) => {
    const started = performance.now()
    response.on('finish', () => {
      log.request({
        id: String(response.locals['requestId']),
        person: (response.locals['personId'] as number | undefined) ?? null,
        method: request.method,
        route: String(response.locals['route'] ?? 'none'),
        status: response.statusCode,
        ms: Math.round(performance.now() - started),
      })
    })
    next()
  }
