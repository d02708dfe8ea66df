import Sqlite from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { change, changeOnce } from '../../src/audit/record.ts'
import type { Sent } from '../../src/audit/sent.ts'
import { isOurChain, verifyEvents } from '../../src/audit/verify.ts'
import { keysOf, newKeyring } from '../../src/db/keys.ts'
import { openFile } from '../../src/db/database.ts'
import type { Person } from '../../src/shared/actor.ts'
import { carl, cora, keys, on, openRegister, type TestRegister } from '../support/register.ts'

const subject = { kind: 'center', id: 7 }

/** What somebody with the file and without the program could do. */
function tamper(register: TestRegister, ...statements: string[]): void {
  const file = new Sqlite(register.file)
  file.exec('DROP TRIGGER events_are_not_changed; DROP TRIGGER events_are_not_deleted; DROP TRIGGER events_follow_on;')
  for (const statement of statements) file.exec(statement)
  file.close()
}

async function withThree(): Promise<TestRegister> {
  const register = await openRegister()
  for (const amount of [1, 2, 3]) await change(register.writer, cora, (_trx, record) => record('center.tried', subject, { amount }))
  return register
}

describe('the log', () => {
  it('is whole as it was written, one batch to a change', async () => {
    const register = await openRegister()
    await change(register.writer, cora, async (_trx, record) => {
      await record('a.first', subject)
      await record('a.second', subject)
    })
    const [first, second] = await register.reader.selectFrom('events').select(['batch', 'center_id', 'actor_id']).where('action', 'like', 'a.%').execute()
    expect(first).toEqual(second)
    expect(first).toMatchObject({ center_id: 7, actor_id: 2 })
    expect(await verifyEvents(register.reader, keys)).toMatchObject({ whole: true })
  })

  it('is not written when the change is not', async () => {
    const register = await openRegister()
    const before = await register.reader.selectFrom('events').select('seq').execute()
    await expect(
      change(register.writer, cora, async (_trx, record) => {
        await record('a.first', subject)
        throw new Error('after all not')
      }),
    ).rejects.toThrow('after all not')
    expect(await register.reader.selectFrom('events').select('seq').execute()).toEqual(before)
  })

  it.each([
    ['an edit', 'UPDATE events SET details = \'{"amount":9}\' WHERE seq = (SELECT max(seq) - 1 FROM events)', 'is not what was written'],
    ['another actor', 'UPDATE events SET actor_id = 3 WHERE seq = (SELECT max(seq) - 1 FROM events)', 'is not what was written'],
    ['a deletion', 'DELETE FROM events WHERE seq = (SELECT max(seq) - 1 FROM events)', 'is missing'],
    [
      'a swap',
      'UPDATE events SET seq = -seq WHERE seq >= (SELECT max(seq) - 1 FROM events); UPDATE events SET seq = (SELECT sum(abs(seq)) FROM events WHERE seq < 0) + seq WHERE seq < 0',
      'is not what was written',
    ],
    [
      'an insertion',
      "INSERT INTO events SELECT seq + 1, at, actor_id, batch, 'forged', subject_kind, subject_id, center_id, details, mac FROM events ORDER BY seq DESC LIMIT 1",
      'is not what was written',
    ],
  ])('shows %s', async (_what, statement, said) => {
    const register = await withThree()
    tamper(register, statement)
    const found = await verifyEvents(register.reader, keys)
    expect(found.whole).toBe(false)
    expect(found).toHaveProperty('why', expect.stringContaining(said))
  })

  it('cannot be continued with another key', async () => {
    const register = await withThree()
    expect(await verifyEvents(register.reader, keysOf(newKeyring()))).toMatchObject({ whole: false, brokenAt: 1 })
  })

  it.each([
    ['whole', [], true],
    ['changed at its end', ["UPDATE events SET action = 'forged' WHERE seq = (SELECT max(seq) FROM events)"], true],
    ['changed at its start', ["UPDATE events SET action = 'forged' WHERE seq = 1"], true],
    ['changed at both', ["UPDATE events SET action = 'forged'"], false],
  ])('is known to be of this key at once, though it is %s', async (_what, statements, known) => {
    const register = await withThree()
    tamper(register, ...statements)
    expect(await isOurChain(register.reader, keys)).toBe(known)
    expect(await isOurChain(register.reader, keysOf(newKeyring()))).toBe(false)
  })

  it.each([
    'UPDATE events SET action = action',
    'DELETE FROM events',
    "INSERT OR REPLACE INTO events SELECT seq, at, actor_id, batch, 'forged', subject_kind, subject_id, center_id, details, mac FROM events WHERE seq = 1",
    "REPLACE INTO events SELECT seq, at, actor_id, batch, 'forged', subject_kind, subject_id, center_id, details, mac FROM events WHERE seq = 1",
    "INSERT INTO events SELECT seq + 9, at, actor_id, batch, 'forged', subject_kind, subject_id, center_id, details, mac FROM events WHERE seq = 1",
    "INSERT INTO events SELECT seq, at, actor_id, batch, 'forged', subject_kind, subject_id, center_id, details, mac FROM events WHERE seq = 1 ON CONFLICT DO UPDATE SET action = 'forged'",
    "UPDATE OR REPLACE events SET action = 'forged' WHERE seq = 1",
  ])('refuses on the program’s own connection: %s', async (statement) => {
    const register = await withThree()
    const file = openFile(register.file)
    expect(() => file.exec(statement)).toThrow(/events_/)
    file.close()
  })

  it('never goes back in time, whatever the clock says', async () => {
    const register = await openRegister()
    await change(register.writer, on(cora, '2026-11-23'), (_trx, record) => record('a.later', subject))
    await change(register.writer, on(cora, '2026-11-21'), (_trx, record) => record('a.earlier', subject))
    const events = await register.reader.selectFrom('events').select(['action', 'at']).where('action', 'like', 'a.%').execute()
    expect(events).toEqual([
      { action: 'a.later', at: '2026-11-23T09:00:00.000Z' },
      { action: 'a.earlier', at: '2026-11-23T09:00:00.000Z' },
    ])
    expect(await register.reader.selectFrom('register_day').selectAll().execute()).toEqual([{ one: 1, day: '2026-11-23' }])
  })
})

describe('a form that counts once', () => {
  it('sent a hundred times at once does its work once and answers the same', async () => {
    const register = await openRegister()
    const send = () =>
      changeOnce(register.writer, cora, 'token-of-one-form-1', ['a.once', 41], async (_trx, record) => {
        await record('a.once', subject)
        return { id: 41 }
      })
    const answers = await Promise.all(Array.from({ length: 100 }, send))
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(new Set(['{"id":41}']))
    expect(await register.reader.selectFrom('events').select('seq').where('action', '=', 'a.once').execute()).toHaveLength(1)
  })

  it('that was refused can be sent again', async () => {
    const register = await openRegister()
    const attempt = (work: () => Promise<number>) => changeOnce(register.writer, cora, 'token-of-one-form-2', ['a.try'], work)
    await expect(attempt(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await attempt(() => Promise.resolve(7))).toBe(7)
  })

  const day = (text: string) => Temporal.PlainDate.from(text)
  const form = () => ({ item: 'Blankets', on: day('2026-12-01'), file: Buffer.from('%PDF'), more: undefined })

  it.each<[string, Person, Sent]>([
    ['somebody else', carl, ['a.gift', 4, form()]],
    ['another action', cora, ['a.loan', 4, form()]],
    ['something done to another record', cora, ['a.gift', 5, form()]],
    ['another text', cora, ['a.gift', 4, { ...form(), item: 'Insulin' }]],
    ['another day', cora, ['a.gift', 4, { ...form(), on: day('2026-12-02') }]],
    ['another file', cora, ['a.gift', 4, { ...form(), file: Buffer.from('%PDG') }]],
  ])('does not answer for %s', async (_, person, sent) => {
    const register = await openRegister()
    const send = (who: Person, what: Sent, result: number) =>
      changeOnce(register.writer, who, 'token-of-one-form-3', what, async (_trx, record) => {
        await record('a.gift', subject)
        return result
      })
    await send(cora, ['a.gift', 4, form()], 1)

    await expect(send(person, sent, 2)).rejects.toThrow('What came with it now is different, and was not done.')

    const { item, on: onDay, file } = form()
    expect(await send(cora, ['a.gift', 4, { file, on: onDay, item }], 3)).toBe(1)
    expect(await register.reader.selectFrom('events').select('seq').where('action', '=', 'a.gift').execute()).toHaveLength(1)
  })

  it('and was used before its content was kept still answers whoever used it, and nobody else', async () => {
    const register = await openRegister()
    const used = { token: 'token-of-one-form-4', used_by: 2, used_at: '2026-11-21T09:00:00.000Z', result: '9', sent: null }
    await register.writer.transaction().execute((trx) => trx.insertInto('form_tokens').values(used).execute())
    const send = (who: Person) => changeOnce(register.writer, who, 'token-of-one-form-4', ['a.gift'], () => Promise.resolve(1))

    expect(await send(cora)).toBe(9)
    await expect(send(carl)).rejects.toThrow('was not done')
  })
})
