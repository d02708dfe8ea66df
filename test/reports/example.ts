import type { Trx } from '../../src/db/database.ts'
import { approveReview, plainCenter, submittedReview, turnTo, vettedCenter } from '../support/vetted.ts'
import { cora, paul, priya, type TestRegister } from '../support/register.ts'

/** The worked example's days: the register begins on 1 December 2026, and the report is of 28 February 2027. */
export const asOf = '2027-02-28'

const at = (day: string): string => `${day}T10:00:00.000Z`
const onDay = async (register: TestRegister, day: string, work: (trx: Trx) => Promise<void>): Promise<void> =>
  register.writer.transaction().execute(async (trx) => {
    await turnTo(trx, day)
    await work(trx)
  })

export interface Example {
  hope: number
  quiet: number
  lake: number
  lapsed: number
}

/**
 * By plain rows, so that every figure can be worked out by hand beside it: Hope and Lake in Kenya and Quiet in Guatemala are vetted on
 * the day, Old in Peru has lapsed, and New has a review that is late.
 */
export async function buildExample(register: TestRegister): Promise<Example> {
  const lapsed = await vettedCenter(register, { name: 'Old House', country: 'PE', on: '2026-12-01', until: '2027-01-31' })
  const hope = await vettedCenter(register, { name: 'Hope House', country: 'KE', on: '2026-12-01', until: '2027-04-15' })
  const { centerId: quiet, reviewId } = await submittedReview(register, { name: 'Quiet Place', country: 'GT', on: '2026-12-05', evidenceUntil: '2027-02-20' })
  await approveReview(register, quiet, reviewId, { on: '2026-12-15', until: '2028-12-15' })
  const lake = await vettedCenter(register, { name: 'Lake Clinic', country: 'KE', on: '2026-12-20', until: '2028-12-20' })
  const fresh = await plainCenter(register, { name: 'New Home', country: 'PE', on: '2026-12-20' })
  await openReview(register, fresh)
  const example = { hope, quiet, lake, lapsed }
  await addFunds(register)
  const money = await addJanuary(register, example)
  await addGoods(register, hope, quiet)
  await addFebruary(register, example, money)
  await addBeds(register, hope, quiet)
  return example
}

const openReview = (register: TestRegister, centerId: number): Promise<void> =>
  onDay(register, '2026-12-22', async (trx) => {
    const { id } = await trx.selectFrom('checklists').select('id').where('published_at', 'is not', null).executeTakeFirstOrThrow()
    await trx
      .insertInto('reviews')
      .values({
        center_id: centerId,
        kind: 'initial',
        checklist_id: id,
        lead_id: cora.id,
        opened_on: '2026-12-22',
        opened_by: cora.id,
        opened_at: at('2026-12-22'),
        target_on: '2027-02-10',
        moved_at: at('2026-12-22'),
      })
      .execute()
  })

const addFunds = (register: TestRegister): Promise<void> =>
  onDay(register, '2027-01-05', async (trx) => {
    for (const [code, currency] of [
      ['USD', 'USD'],
      ['KES', 'KES'],
    ] as const) {
      const { id } = await trx
        .insertInto('funds')
        .values({ code, name: `The ${code} fund`, giver: 'A giver', currency, starts_on: '2026-01-01', created_by: priya.id, created_at: at('2027-01-05') })
        .returning('id')
        .executeTakeFirstOrThrow()
      await trx
        .insertInto('fund_entries')
        .values({
          fund_id: id,
          kind: 'receipt',
          amount_minor: 100_000_000,
          on_day: '2027-01-05',
          note: 'A gift',
          recorded_by: priya.id,
          recorded_on: '2027-01-05',
          recorded_at: at('2027-01-05'),
        })
        .execute()
    }
  })

const enterRate = (register: TestRegister, day: string, rate: string): Promise<void> =>
  onDay(register, day, async (trx) => {
    await trx
      .insertInto('exchange_rates')
      .values({ currency: 'KES', on_day: day, rate, source: 'The bank', entered_by: priya.id, entered_at: at(day) })
      .execute()
  })

interface Money {
  forHope: number
  forOld: number
  forLake: number
  first: number
}

/** Hope: 9,000.00 approved, 2,500.00 paid. Old: 1,000.00 approved, 700.00 paid. Lake: 10,000 shillings approved, 1,000 and 5 cents paid. */
async function addJanuary(register: TestRegister, { hope, lake, lapsed }: Example): Promise<Money> {
  const forHope = await allocate(register, '2027-01-08', { centerId: hope, fund: 'USD', minor: 900_000 })
  const forOld = await allocate(register, '2027-01-08', { centerId: lapsed, fund: 'USD', minor: 100_000 })
  const forLake = await allocate(register, '2027-01-09', { centerId: lake, fund: 'KES', minor: 1_000_000 })
  await enterRate(register, '2027-01-10', '0.008')
  const first = await pay(register, '2027-01-12', forHope, 250_000)
  await pay(register, '2027-01-12', forOld, 70_000)
  await pay(register, '2027-01-13', forLake, 100_005)
  return { forHope, forOld, forLake, first }
}

/** Hope: 1,500.00 paid and 500.00 returned. Lake: the same once more, and 40 shillings on a day without a rate. Old: the rest given back. Quiet: 600.00 approved. */
async function addFebruary(register: TestRegister, { quiet }: Example, { forHope, forOld, forLake, first }: Money): Promise<void> {
  await enterRate(register, '2027-02-08', '0.0075')
  await pay(register, '2027-02-09', forHope, 150_000)
  await pay(register, '2027-02-10', forLake, 100_005)
  await event(register, '2027-02-12', first, 'returned', 50_000)
  await close(register, '2027-02-15', forOld, 30_000)
  await allocate(register, '2027-02-16', { centerId: quiet, fund: 'USD', minor: 60_000 })
  await pay(register, '2027-02-20', forLake, 4_000)
}

interface Allocating {
  centerId: number
  fund: 'USD' | 'KES'
  minor: number
}

async function allocate(register: TestRegister, day: string, { centerId, fund, minor }: Allocating): Promise<number> {
  let id = 0
  await onDay(register, day, async (trx) => {
    const { id: fundId } = await trx.selectFrom('funds').select('id').where('code', '=', fund).executeTakeFirstOrThrow()
    const { code } = await trx.selectFrom('purposes').select('code').orderBy('position').limit(1).executeTakeFirstOrThrow()
    const row = {
      fund_id: fundId,
      center_id: centerId,
      purpose_code: code,
      amount_minor: minor,
      currency: fund,
      for_what: 'Beds',
      populations: '[]',
      drafted_by: cora.id,
      drafted_at: at(day),
    }
    ;({ id } = await trx.insertInto('allocations').values(row).returning('id').executeTakeFirstOrThrow())
    const move = { allocation_id: id, on_day: day, at: at(day) }
    await trx.updateTable('allocations').set({ state: 'proposed' }).where('id', '=', id).execute()
    const proposal = await trx
      .insertInto('allocation_moves')
      .values({ ...move, move: 'proposed', by_id: cora.id })
      .returning('id')
      .executeTakeFirstOrThrow()
    const approval = { allocation_id: id, proposal_id: proposal.id, on_day: day, at: at(day), hash: 'a'.repeat(64) }
    // What has no rate yet counts as above the threshold (M11).
    for (const approver of [paul, priya])
      await trx
        .insertInto('approvals')
        .values({ ...approval, approved_by: approver.id })
        .execute()
    await trx
      .insertInto('allocation_moves')
      .values({ ...move, move: 'approved', by_id: priya.id })
      .execute()
    await trx.updateTable('allocations').set({ state: 'approved' }).where('id', '=', id).execute()
  })
  return id
}

async function pay(register: TestRegister, day: string, allocationId: number, minor: number): Promise<number> {
  let id = 0
  await onDay(register, day, async (trx) => {
    const { currency } = await trx.selectFrom('allocations').select('currency').where('id', '=', allocationId).executeTakeFirstOrThrow()
    const row = {
      allocation_id: allocationId,
      amount_minor: minor,
      planned_on: day,
      method: 'bank transfer',
      paid_currency: currency,
      paid_minor: minor,
      planned_by: cora.id,
      planned_at: at(day),
    } as const
    ;({ id } = await trx.insertInto('payments').values(row).returning('id').executeTakeFirstOrThrow())
  })
  await event(register, day, id, 'sent', minor)
  return id
}

const event = (register: TestRegister, day: string, paymentId: number, kind: 'sent' | 'returned', minor: number): Promise<void> =>
  onDay(register, day, async (trx) => {
    const note = kind === 'returned' ? 'Part came back.' : null
    await trx
      .insertInto('payment_events')
      .values({ payment_id: paymentId, kind, amount_minor: minor, on_day: day, note, by_id: paul.id, recorded_on: day, at: at(day) })
      .execute()
  })

const close = (register: TestRegister, day: string, allocationId: number, gaveBack: number): Promise<void> =>
  onDay(register, day, async (trx) => {
    await trx.updateTable('allocations').set({ state: 'closed' }).where('id', '=', allocationId).execute()
    await trx
      .insertInto('allocation_moves')
      .values({ allocation_id: allocationId, move: 'closed', gave_back_minor: gaveBack, on_day: day, reason: 'Done.', by_id: priya.id, at: at(day) })
      .execute()
  })

/** Hope wants 10 mattresses at 80.00 and gets 6, then 4; Quiet wants 5 cookers at 100.00 and gets 2 by a receipt that is reversed, then 1. */
async function addGoods(register: TestRegister, hope: number, quiet: number): Promise<void> {
  const mattresses = await need(register, '2027-01-10', { centerId: hope, item: 'Mattress', quantity: 10, costMinor: 8_000 })
  const cookers = await need(register, '2027-01-11', { centerId: quiet, item: 'Cooker', quantity: 5, costMinor: 10_000 })
  await need(register, '2027-01-12', { centerId: hope, item: 'Advice', quantity: 1, costMinor: null })
  const toHope = await sendGoods(register, '2027-01-15', { centerId: hope, needId: mattresses, item: 'Mattress', quantity: 10 })
  const toQuiet = await sendGoods(register, '2027-01-15', { centerId: quiet, needId: cookers, item: 'Cooker', quantity: 5 })
  await receive(register, '2027-01-20', toHope, 6, null)
  const wrong = await receive(register, '2027-01-22', toQuiet, 2, null)
  await receive(register, '2027-01-30', toHope, 4, null)
  await receive(register, '2027-01-22', toQuiet, -2, wrong, '2027-02-01')
  await receive(register, '2027-02-02', toQuiet, 1, null)
}

interface Wanting {
  centerId: number
  item: string
  quantity: number
  costMinor: number | null
}

async function need(register: TestRegister, day: string, { centerId, item, quantity, costMinor }: Wanting): Promise<number> {
  let id = 0
  const row = {
    center_id: centerId,
    category: 'bedding',
    item,
    quantity,
    unit: 'piece',
    priority: 'normal',
    recorded_by: cora.id,
    recorded_on: day,
    recorded_at: at(day),
  } as const
  const cost = { unit_cost_minor: costMinor, currency: costMinor === null ? null : 'USD' }
  await onDay(register, day, async (trx) => {
    ;({ id } = await trx
      .insertInto('needs')
      .values({ ...row, ...cost })
      .returning('id')
      .executeTakeFirstOrThrow())
  })
  return id
}

interface Sending {
  centerId: number
  needId: number
  item: string
  quantity: number
}

async function sendGoods(register: TestRegister, day: string, { centerId, needId, item, quantity }: Sending): Promise<{ id: number; lineId: number }> {
  const sent = { id: 0, lineId: 0 }
  await onDay(register, day, async (trx) => {
    const delivery = await trx
      .insertInto('deliveries')
      .values({ center_id: centerId, packed_by: cora.id, packed_on: day, packed_at: at(day) })
      .returning('id')
      .executeTakeFirstOrThrow()
    const line = await trx
      .insertInto('delivery_lines')
      .values({ delivery_id: delivery.id, need_id: needId, item, quantity, unit: 'piece', unit_value_minor: 7_500, currency: 'USD' })
      .returning('id')
      .executeTakeFirstOrThrow()
    await trx
      .insertInto('delivery_events')
      .values({ delivery_id: delivery.id, kind: 'sent', on_day: day, by_id: cora.id, at: at(day) })
      .execute()
    Object.assign(sent, { id: delivery.id, lineId: line.id })
  })
  return sent
}

/** A receipt counts on a day and is recorded on the same, unless another is said. */
async function receive(
  register: TestRegister,
  day: string,
  { id, lineId }: { id: number; lineId: number },
  received: number,
  reverses: number | null,
  recordedOn = day,
): Promise<number> {
  let receipt = 0
  await onDay(register, recordedOn, async (trx) => {
    const row = {
      delivery_id: id,
      on_day: day,
      confirmed_by: 'The matron',
      note: reverses === null ? null : 'Counted wrongly.',
      reverses_id: reverses,
      recorded_by: cora.id,
      recorded_at: at(recordedOn),
    }
    ;({ id: receipt } = await trx.insertInto('receipts').values(row).returning('id').executeTakeFirstOrThrow())
    await trx.insertInto('receipt_lines').values({ receipt_id: receipt, line_id: lineId, received, damaged: 0, missing: 0 }).execute()
  })
  return receipt
}

/** Hope: 20 beds, then 24 with 4 open. Quiet: 8 with 1 open, read too long ago. Nobody knows of Lake. */
const addBeds = (register: TestRegister, hope: number, quiet: number): Promise<void> =>
  onDay(register, '2027-02-22', async (trx) => {
    const reading = { population_code: 'POP-WOMEN', said_by: 'The matron', recorded_by: cora.id, recorded_at: at('2027-02-22') }
    await trx
      .insertInto('capacity_readings')
      .values([
        { ...reading, center_id: hope, on_day: '2027-02-10', beds: 20, open_beds: 9 },
        { ...reading, center_id: hope, on_day: '2027-02-22', beds: 24, open_beds: 4 },
        { ...reading, center_id: quiet, on_day: '2027-01-20', beds: 8, open_beds: 1 },
      ])
      .execute()
  })
