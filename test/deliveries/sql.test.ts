import { expect, it } from 'vitest'
import { openFile } from '../../src/db/database.ts'
import { openRegister, paul, type TestRegister } from '../support/register.ts'
import { arrived, logged, packed, sent } from '../support/supplies.ts'
import { plainCenter, vettedCenter } from '../support/vetted.ts'

// What the database itself refuses, asked for in plain SQL with the pragmas of the program's own connection.

function run(register: TestRegister, text: string): void {
  const sqlite = openFile(register.file)
  try {
    sqlite.exec(text)
  } finally {
    sqlite.close()
  }
}

/** What the database says to a text; nothing when it takes it. */
function refusalOf(register: TestRegister, text: string): string {
  try {
    run(register, text)
    return `took ${text}`
  } catch (error) {
    return String(error)
  }
}

const sendIt = (id: number, verb = 'INSERT'): string =>
  `${verb} INTO delivery_events (delivery_id, kind, on_day, by_id, at) VALUES (${id}, 'sent', '2026-11-21', 2, '2026-11-21T09:00:00.000Z')`

it.each(['INSERT', 'INSERT OR REPLACE', 'REPLACE', 'INSERT OR IGNORE'])('refuses goods to a center that is not vetted (S1): %s', async (verb) => {
  const register = await openRegister()
  const id = await packed(register, await plainCenter(register), null)

  expect(() => run(register, sendIt(id, verb))).toThrow('goods_go_to_centers_in_good_standing')

  expect(await register.reader.selectFrom('delivery_events').selectAll().execute()).toEqual([])
})

it('refuses goods to a center that is suspended', async () => {
  const register = await openRegister()
  const center = await vettedCenter(register)
  const id = await packed(register, center, null)
  run(
    register,
    `INSERT INTO decisions (center_id, outcome, effective_on, rationale, decided_by, decided_on, decided_at)
     VALUES (${center}, 'suspend', '2026-11-21', 'A worry', ${paul.id}, '2026-11-21', '2026-11-21T09:00:00.000Z')`,
  )

  expect(() => run(register, sendIt(id))).toThrow('goods_go_to_centers_in_good_standing')
})

it('refuses to move a delivery, once vetted for, to another center', async () => {
  const register = await openRegister()
  const [vetted, plain] = [await vettedCenter(register), await plainCenter(register)]
  const delivery = await sent(register, vetted, null)

  expect(() => run(register, `UPDATE deliveries SET center_id = ${plain} WHERE id = ${delivery.id}`)).toThrow('a_delivery_keeps_its_center')
  const replaced = `INSERT OR REPLACE INTO deliveries (id, center_id, packed_by, packed_on, packed_at) VALUES (${delivery.id}, ${plain}, 2, '2026-11-21', '2026-11-21T09:00:00.000Z')`
  expect(() => run(register, replaced)).toThrow('deliveries_are_not_deleted')
  expect(() => run(register, `UPDATE delivery_events SET delivery_id = 99`)).toThrow('delivery_events_are_not_changed')
})

const cases = (ids: { delivery: number; other: number; line: number; receipt: number; need: number; elsewhere: number }): [string, string][] => [
  [sendIt(ids.delivery), 'UNIQUE'],
  [`INSERT INTO delivery_events (delivery_id, kind, on_day, by_id, at) VALUES (${ids.other}, 'sent', '2026-11-20', 2, 'x')`, 'goods_leave_on_the_registers_day'],
  [`INSERT INTO delivery_events (delivery_id, kind, on_day, note, by_id, at) VALUES (${ids.other}, 'lost', '2026-11-21', 'Gone', 2, 'x')`, 'what_ends_was_sent'],
  [`INSERT INTO delivery_events (delivery_id, kind, on_day, by_id, at) VALUES (${ids.delivery}, 'lost', '2026-11-21', 2, 'x')`, 'a_loss_is_explained'],
  [`DELETE FROM delivery_events`, 'delivery_events_are_not_deleted'],
  [`UPDATE delivery_lines SET quantity = 99 WHERE id = ${ids.line}`, 'a_sent_delivery_keeps_its_lines'],
  [`DELETE FROM delivery_lines WHERE id = ${ids.line}`, 'a_sent_delivery_keeps_its_lines'],
  [`INSERT INTO delivery_lines (delivery_id, item, quantity, unit) VALUES (${ids.delivery}, 'Lamp', 1, 'piece')`, 'a_sent_delivery_keeps_its_lines'],
  [`UPDATE delivery_lines SET delivery_id = ${ids.delivery} WHERE delivery_id = ${ids.other}`, 'a_sent_delivery_keeps_its_lines'],
  [`UPDATE delivery_lines SET need_id = ${ids.elsewhere} WHERE delivery_id = ${ids.other}`, 'a_line_serves_its_centers_need'],
  [
    `INSERT INTO delivery_lines (delivery_id, need_id, item, quantity, unit) VALUES (${ids.other}, ${ids.elsewhere}, 'Lamp', 1, 'piece')`,
    'a_line_serves_its_centers_need',
  ],
  [
    `INSERT INTO receipts (delivery_id, on_day, confirmed_by, recorded_by, recorded_at) VALUES (${ids.other}, '2026-11-21', 'Me', 2, '2026-11-21T09:00:00.000Z')`,
    'what_arrives_was_sent',
  ],
  [
    `INSERT INTO receipts (delivery_id, on_day, confirmed_by, reverses_id, recorded_by, recorded_at) VALUES (${ids.delivery}, '2026-11-21', 'Me', ${ids.receipt}, 2, '2026-11-21T09:00:00.000Z')`,
    'reversing_has_a_reason',
  ],
  [`INSERT INTO receipt_lines (receipt_id, line_id, received, damaged, missing) VALUES (${ids.receipt + 1}, ${ids.line}, 5, 0, 0)`, 'no_more_arrives_than_was_sent'],
  [`INSERT INTO receipt_lines (receipt_id, line_id, received, damaged, missing) VALUES (${ids.receipt + 1}, ${ids.line}, -1, 0, 0)`, 'a_reversal_turns_each_line'],
  [`INSERT INTO receipt_lines (receipt_id, line_id, received, damaged, missing) VALUES (${ids.receipt + 1}, ${ids.line}, 0, 1, 0)`, 'a_shortfall_is_explained'],
  [
    `INSERT INTO receipt_lines (receipt_id, line_id, received, damaged, missing) VALUES (${ids.receipt + 1}, (SELECT id FROM delivery_lines WHERE delivery_id = ${ids.other}), 1, 0, 0)`,
    'a_line_arrives_with_its_delivery',
  ],
  [`UPDATE receipt_lines SET received = 24`, 'receipt_lines_are_not_changed'],
  [`DELETE FROM receipts`, 'receipts_are_not_deleted'],
  [`UPDATE needs SET center_id = (SELECT center_id FROM needs WHERE id = ${ids.elsewhere}) WHERE id = ${ids.need}`, 'a_need_keeps_its_center'],
  [`DELETE FROM needs WHERE id = ${ids.need}`, 'needs_are_not_deleted'],
  [`UPDATE needs SET changed_at = '2099-01-01T00:00:00.000Z', quantity = 0`, 'something_is_wanted'],
]

it('refuses each thing that would make the records lie', async () => {
  const register = await openRegister()
  const [center, elsewhere] = [await vettedCenter(register), await vettedCenter(register, { name: 'Casa Sol' })]
  const [need, theirs] = [await logged(register, center), await logged(register, elsewhere)]
  const delivery = await sent(register, center, need)
  const receipt = await arrived(register, delivery, { received: 20 })
  run(
    register,
    `INSERT INTO receipts (delivery_id, on_day, confirmed_by, recorded_by, recorded_at) VALUES (${delivery.id}, '2026-11-21', 'Me', 2, '2026-11-21T09:00:00.000Z')`,
  )
  const other = await packed(register, center, need)

  const all = cases({ delivery: delivery.id, other, line: delivery.lines[0]?.id ?? 0, receipt, need, elsewhere: theirs })

  expect(all.map(([text]) => refusalOf(register, text))).toEqual(all.map(([, name]): unknown => expect.stringContaining(name)))
})
