import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { insertSession, sessionHash } from '../src/accounts/session-queries.ts'
import { createApp } from '../src/app.ts'
import { change } from '../src/audit/record.ts'
import { openLog } from '../src/http/log.ts'
import { openRegister, type Register } from '../src/register.ts'
import { instantText } from '../src/shared/days.ts'
import { benchNow } from './calendar.ts'

// Serves one measured register in a process of its own, as the program does, and answers its parent about itself:
// how much of the processor and of the memory it has used. Its clock starts on the bench's day.

/** What the parent asks. `change` hands a center to another coordinator, so that neither a list nor a figure that was kept may be shown again. */
export type Asked = 'usage' | 'change' | 'stop'
export type Told = { kind: 'ready'; port: number; coordinator: string; board: string } | { kind: 'usage'; cpuMs: number; memory: number } | { kind: 'changed' }

const tell = (told: Told): boolean => process.send?.(told) ?? false

const started = performance.now()
const now = (): Temporal.Instant => benchNow.add({ milliseconds: Math.round(performance.now() - started) })

const [database = '', keyFile = ''] = process.argv.slice(2)
const register = await openRegister({ database, keyFile })
const { reader, writer, settings, refresh } = register
// Requests are logged, as in daily use, to where nobody reads them.
const log = openLog('info')
const origin = 'http://127.0.0.1'
const server = createServer(createApp({ reader, writer, settings, refresh, now, origin, secure: false, log }))
server.listen(0, '127.0.0.1', () => void ready())

async function ready(): Promise<void> {
  const { port } = server.address() as AddressInfo
  tell({ kind: 'ready', port, coordinator: await cookieOf(register, 'coordinator'), board: await cookieOf(register, 'board') })
}

/** The cookie of somebody who holds a role: a session is put where signing in would put it. */
async function cookieOf({ reader, writer, keys }: Register, role: 'coordinator' | 'board'): Promise<string> {
  const { person_id } = await reader.selectFrom('person_roles').select('person_id').where('role', '=', role).orderBy('person_id').limit(1).executeTakeFirstOrThrow()
  const id = `bench-${role}-${process.pid}-${Date.now()}`
  const data = JSON.stringify({ cookie: { httpOnly: true, path: '/', sameSite: 'lax' }, passport: { user: person_id } })
  const at = instantText(now())
  await insertSession(writer, { id_hash: sessionHash(id), person_id, data, started_at: at, seen_at: at })
  const signature = createHmac('sha256', keys.derive('session cookie').toString('base64')).update(id).digest('base64').replace(/=+$/, '')
  return `lantern=${encodeURIComponent(`s:${id}.${signature}`)}`
}

async function answer(asked: Asked): Promise<void> {
  if (asked === 'usage') {
    const { user, system } = process.cpuUsage()
    tell({ kind: 'usage', cpuMs: (user + system) / 1000, memory: process.memoryUsage().rss })
  } else if (asked === 'change') {
    const actor = { id: null, name: 'The register', roles: [], now: now(), today: benchNow.toZonedDateTimeISO('UTC').toPlainDate() }
    await change(writer, actor, async (trx, record) => {
      const { id, lead_id } = await trx.selectFrom('centers').select(['id', 'lead_id']).where('lead_id', 'is not', null).orderBy('id').limit(1).executeTakeFirstOrThrow()
      const { person_id } = await trx
        .selectFrom('person_roles')
        .select('person_id')
        .where('role', '=', 'coordinator')
        .where('person_id', '<>', lead_id)
        .limit(1)
        .executeTakeFirstOrThrow()
      await trx.updateTable('centers').set({ lead_id: person_id }).where('id', '=', id).execute()
      await record('center.edited', { kind: 'center', id }, { lead: [lead_id, person_id] })
    })
    tell({ kind: 'changed' })
  } else {
    server.closeAllConnections()
    await register.close()
    process.exit(0)
  }
}

process.on('message', (asked: Asked) => void answer(asked))
process.on('disconnect', () => process.exit(0))
