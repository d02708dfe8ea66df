import type { Reader, Trx } from '../db/database.ts'
import { question } from '../db/question.ts'
import { among } from '../db/ids.ts'
import type { Person } from '../shared/actor.ts'
import { instantText, toDay, toDayOrNull, type Day } from '../shared/days.ts'
import { Refusal } from '../shared/refusal.ts'
import type { NewPayment } from './forms.ts'
import type { Method, Payment, PaymentEvent, PaymentEventKind, ReversibleKind } from './payment.ts'

/** A payment with the names of what it belongs to. */
export const joined = (db: Reader) =>
  db
    .selectFrom('payments')
    .innerJoin('allocations', 'allocations.id', 'payments.allocation_id')
    .innerJoin('funds', 'funds.id', 'allocations.fund_id')
    .innerJoin('centers', 'centers.id', 'allocations.center_id')
    .innerJoin('purposes', 'purposes.code', 'allocations.purpose_code')
    .selectAll('payments')
    .select(['allocations.currency', 'allocations.center_id', 'allocations.fund_id', 'allocations.report_days'])
    .select(['centers.name as center_name', 'funds.code as fund_code', 'purposes.name as purpose_name'])

interface PaymentRow {
  id: number
  allocation_id: number
  center_id: number
  center_name: string
  fund_id: number
  fund_code: string
  purpose_name: string
  amount_minor: number
  currency: string
  planned_on: string
  method: Method
  reference: string | null
  paid_currency: string
  paid_minor: number
  rate: string | null
  rate_source: string | null
  rate_on: string | null
  rate_is_right: 0 | 1
  planned_by: number
  report_days: number
}

const toPayment = (row: PaymentRow): Payment => ({
  id: row.id,
  allocationId: row.allocation_id,
  centerId: row.center_id,
  centerName: row.center_name,
  fundId: row.fund_id,
  fundCode: row.fund_code,
  purposeName: row.purpose_name,
  minor: row.amount_minor,
  currency: row.currency,
  plannedOn: toDay(row.planned_on),
  method: row.method,
  reference: row.reference,
  paid: { minor: row.paid_minor, currency: row.paid_currency },
  rate: row.rate === null ? null : { rate: row.rate, source: row.rate_source ?? '', on: toDay(row.rate_on ?? '') },
  rateIsRight: row.rate_is_right === 1,
  plannedBy: row.planned_by,
  reportDays: row.report_days,
})

/** @throws Refusal (not found) */
export async function getPayment(db: Reader, id: number): Promise<Payment> {
  const row = await joined(db).where('payments.id', '=', id).executeTakeFirst()
  if (!row) throw new Refusal('not-found', 'There is no such payment.')
  return toPayment(row)
}

interface EventRow {
  id: number
  payment_id: number
  kind: PaymentEventKind
  amount_minor: number
  on_day: string
  bank_on: string | null
  note: string | null
  by_id: number
  reverses_id: number | null
}

const toEvent = (row: EventRow): PaymentEvent => ({
  id: row.id,
  kind: row.kind,
  minor: row.amount_minor,
  on: toDay(row.on_day),
  bankOn: toDayOrNull(row.bank_on),
  note: row.note,
  by: row.by_id,
  reversesId: row.reverses_id,
})

/** In the order in which they were recorded. */
export const listEvents = async (db: Reader, paymentId: number): Promise<PaymentEvent[]> =>
  (await db.selectFrom('payment_events').selectAll().where('payment_id', '=', paymentId).orderBy('id').execute()).map(toEvent)

/** The payment that an event of this kind is of. @throws Refusal (not found) */
export async function paymentOfEvent(db: Reader, id: number, kind: ReversibleKind): Promise<number> {
  const row = await db.selectFrom('payment_events').select('payment_id').where('id', '=', id).where('kind', '=', kind).executeTakeFirst()
  if (!row) throw new Refusal('not-found', kind === 'received' ? 'There is no such arrival.' : 'There is no such return.')
  return row.payment_id
}

export interface PaymentWithEvents extends Payment {
  events: PaymentEvent[]
}

const paymentsOfAllocation = question((db, { allocationId }: { allocationId: number }) =>
  joined(db).where('payments.allocation_id', '=', allocationId).orderBy('payments.id', 'desc'),
)
const paymentsOfCenter = question((db, { centerId }: { centerId: number }) => joined(db).where('allocations.center_id', '=', centerId).orderBy('payments.id', 'desc'))

/** The payments of one allocation, or of one center, the newest first, each with what became of it. */
export async function listPaymentsOf(db: Reader, of: { allocationId: number } | { centerId: number }): Promise<PaymentWithEvents[]> {
  return withEvents(db, await ('allocationId' in of ? paymentsOfAllocation(db, of) : paymentsOfCenter(db, of)))
}

const eventsOf = question((db, { ids }: { ids: string }) => db.selectFrom('payment_events').selectAll().where('payment_id', 'in', among(ids)).orderBy('id'))

/** Rows of `joined`, each with what became of it. */
export async function withEvents(db: Reader, rows: PaymentRow[]): Promise<PaymentWithEvents[]> {
  if (rows.length === 0) return []
  const events = await eventsOf(db, { ids: JSON.stringify(rows.map(({ id }) => id)) })
  const byPayment = Map.groupBy(events, ({ payment_id }) => payment_id)
  return rows.map((row) => ({ ...toPayment(row), events: (byPayment.get(row.id) ?? []).map(toEvent) }))
}

export async function insertPayment(trx: Trx, actor: Person, allocationId: number, payment: NewPayment): Promise<number> {
  const { id } = await trx
    .insertInto('payments')
    .values({
      allocation_id: allocationId,
      amount_minor: payment.minor,
      planned_on: payment.plannedOn.toString(),
      method: payment.method,
      reference: payment.reference,
      paid_currency: payment.paid.currency,
      paid_minor: payment.paid.minor,
      rate: payment.rate?.rate ?? null,
      rate_source: payment.rate?.source ?? null,
      rate_on: payment.rate?.on.toString() ?? null,
      rate_is_right: payment.rate !== null && payment.rateIsRight ? 1 : 0,
      planned_by: actor.id,
      planned_at: instantText(actor.now),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export interface EventToRecord {
  kind: PaymentEventKind
  minor: number
  on: Day
  bankOn?: Day | null
  note?: string | null
  reversesId?: number | null
}

export async function insertEvent(trx: Trx, actor: Person, paymentId: number, event: EventToRecord): Promise<void> {
  const { kind, minor, on, bankOn = null, note = null, reversesId = null } = event
  await trx
    .insertInto('payment_events')
    .values({
      payment_id: paymentId,
      kind,
      amount_minor: minor,
      on_day: on.toString(),
      bank_on: bankOn?.toString() ?? null,
      note,
      by_id: actor.id,
      recorded_on: actor.today.toString(),
      at: instantText(actor.now),
      reverses_id: reversesId,
    })
    .execute()
}
