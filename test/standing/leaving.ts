import type { Trx } from '../../src/db/database.ts'
import type { Day } from '../../src/shared/days.ts'
import { cora, paul, priya, type TestRegister } from '../support/register.ts'

/** A payment that only waits to be sent, and a delivery that only waits to leave, both to one center. */
export interface Waiting {
  paymentId: number
  deliveryId: number
}

const at = (day: Day): string => `${day.toString()}T09:00:00.000Z`

/** An approved allocation with a planned payment, and a packed delivery, by SQL. */
export async function insertWaiting(trx: Trx, centerId: number, day: Day): Promise<Waiting> {
  const fund = await trx
    .insertInto('funds')
    .values({ code: `F${centerId}`, name: 'General', giver: 'A giver', currency: 'USD', starts_on: day.toString(), created_by: priya.id, created_at: at(day) })
    .returning('id')
    .executeTakeFirstOrThrow()
  const entry = { on_day: day.toString(), recorded_by: priya.id, recorded_on: day.toString(), recorded_at: at(day) }
  await trx
    .insertInto('fund_entries')
    .values({ fund_id: fund.id, kind: 'receipt', amount_minor: 10_000, note: 'A gift', ...entry })
    .execute()
  const allocation = await trx
    .insertInto('allocations')
    .values({
      fund_id: fund.id,
      center_id: centerId,
      purpose_code: (await trx.selectFrom('purposes').select('code').limit(1).executeTakeFirstOrThrow()).code,
      amount_minor: 10_000,
      currency: 'USD',
      for_what: 'Beds',
      populations: '[]',
      drafted_by: cora.id,
      drafted_at: at(day),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const move = { allocation_id: allocation.id, on_day: day.toString(), at: at(day) }
  const proposal = await trx
    .insertInto('allocation_moves')
    .values({ ...move, move: 'proposed', by_id: cora.id })
    .returning('id')
    .executeTakeFirstOrThrow()
  await trx.updateTable('allocations').set({ state: 'proposed' }).where('id', '=', allocation.id).execute()
  await trx
    .insertInto('approvals')
    .values({ allocation_id: allocation.id, proposal_id: proposal.id, approved_by: priya.id, on_day: day.toString(), at: at(day), hash: '0'.repeat(64) })
    .execute()
  await trx
    .insertInto('allocation_moves')
    .values({ ...move, move: 'approved', by_id: priya.id })
    .execute()
  await trx.updateTable('allocations').set({ state: 'approved' }).where('id', '=', allocation.id).execute()
  const planned = { method: 'cash' as const, paid_currency: 'USD', paid_minor: 10_000, planned_on: day.toString(), planned_by: cora.id, planned_at: at(day) }
  const payment = await trx
    .insertInto('payments')
    .values({ allocation_id: allocation.id, amount_minor: 10_000, ...planned })
    .returning('id')
    .executeTakeFirstOrThrow()
  const delivery = await trx
    .insertInto('deliveries')
    .values({ center_id: centerId, packed_by: cora.id, packed_on: day.toString(), packed_at: at(day) })
    .returning('id')
    .executeTakeFirstOrThrow()
  await trx.insertInto('delivery_lines').values({ delivery_id: delivery.id, item: 'Blanket', quantity: 1, unit: 'piece' }).execute()
  return { paymentId: payment.id, deliveryId: delivery.id }
}

export const sendPayment = (trx: Trx, { paymentId }: Waiting, day: Day): Promise<unknown> =>
  trx
    .insertInto('payment_events')
    .values({ payment_id: paymentId, kind: 'sent', amount_minor: 10_000, on_day: day.toString(), by_id: paul.id, recorded_on: day.toString(), at: at(day) })
    .execute()

export const sendDelivery = (trx: Trx, { deliveryId }: Waiting, day: Day): Promise<unknown> =>
  trx
    .insertInto('delivery_events')
    .values({ delivery_id: deliveryId, kind: 'sent', on_day: day.toString(), by_id: cora.id, at: at(day) })
    .execute()

class Left extends Error {}

/** What the database says to an attempt that is undone either way: null when it lets it be. */
export async function refusalOf(register: TestRegister, attempt: (trx: Trx) => Promise<unknown>): Promise<string | null> {
  try {
    await register.writer.transaction().execute(async (trx) => {
      await attempt(trx)
      throw new Left()
    })
    return null
  } catch (error) {
    if (error instanceof Left) return null
    return (error as Error).message
  }
}
