import type { Reader, Trx } from '../db/database.ts'
import { among } from '../db/ids.ts'
import type { Person } from '../shared/actor.ts'
import { instantText } from '../shared/days.ts'
import { Refusal, Stale } from '../shared/refusal.ts'
import type { Allocation, AllocationState, Terms, Use } from './allocation.ts'

/** An allocation with the names of what it belongs to. */
export const joined = (db: Reader) =>
  db
    .selectFrom('allocations')
    .innerJoin('funds', 'funds.id', 'allocations.fund_id')
    .innerJoin('centers', 'centers.id', 'allocations.center_id')
    .innerJoin('purposes', 'purposes.code', 'allocations.purpose_code')
    .selectAll('allocations')
    .select(['funds.code as fund_code', 'centers.name as center_name', 'centers.country', 'purposes.name as purpose_name'])

/** @throws Refusal (not found) */
export async function getAllocation(db: Reader, id: number): Promise<Allocation> {
  const allocation = (await listAllocationsById(db, [id])).get(id)
  if (!allocation) throw new Refusal('not-found', 'There is no such allocation.')
  return allocation
}

/** Allocations by their ids; one that is not there is left out. */
export async function listAllocationsById(db: Reader, ids: readonly number[]): Promise<Map<number, Allocation>> {
  const rows = await joined(db).where('allocations.id', 'in', among(ids)).execute()
  const covered = await db.selectFrom('allocation_needs').selectAll().where('allocation_id', 'in', among(ids)).orderBy('need_id').execute()
  const needs = Map.groupBy(covered, ({ allocation_id }) => allocation_id)
  return new Map(rows.map((row) => [row.id, toAllocation(row, needs.get(row.id) ?? [])]))
}

type AllocationRow = Awaited<ReturnType<ReturnType<typeof joined>['executeTakeFirstOrThrow']>>

function toAllocation(row: AllocationRow, needs: readonly { need_id: number }[]): Allocation {
  return {
    id: row.id,
    fundId: row.fund_id,
    fundCode: row.fund_code,
    centerId: row.center_id,
    centerName: row.center_name,
    country: row.country,
    purposeCode: row.purpose_code,
    purposeName: row.purpose_name,
    minor: row.amount_minor,
    currency: row.currency,
    forWhat: row.for_what,
    populations: JSON.parse(row.populations) as string[],
    fromAge: row.from_age,
    toAge: row.to_age,
    needs: needs.map(({ need_id }) => need_id),
    reportDays: row.report_days,
    state: row.state,
    draftedBy: row.drafted_by,
    version: row.version,
  }
}

/** How much of an allocation has gone and is going, from its payments' rows. */
export const getUse = async (db: Reader, allocationId: number): Promise<Use> => (await listUses(db, [allocationId])).get(allocationId) ?? useOf([])

/** The same of several, each by its id. */
export async function listUses(db: Reader, allocationIds: readonly number[]): Promise<Map<number, Use>> {
  const rows = await db
    .selectFrom('payments')
    .leftJoin('payment_events', 'payment_events.payment_id', 'payments.id')
    .select(['payments.allocation_id', 'payments.amount_minor as planned', 'payment_events.kind', 'payment_events.amount_minor as minor'])
    .where('payments.allocation_id', 'in', among(allocationIds))
    .execute()
  const of = Map.groupBy(rows, ({ allocation_id }) => allocation_id)
  return new Map(allocationIds.map((id) => [id, useOf(of.get(id) ?? [])]))
}

function useOf(rows: readonly { planned: number; kind: string | null; minor: number | null }[]): Use {
  const of = (kind: string): number => rows.reduce((sum, row) => (row.kind === kind ? sum + (row.minor ?? 0) : sum), 0)
  const planned = rows.filter(({ kind }) => kind === null).reduce((sum, row) => sum + row.planned, 0)
  return { paidMinor: of('sent') - of('returned'), plannedMinor: planned, everSent: rows.some(({ kind }) => kind === 'sent') }
}

const kept = (terms: Terms) => ({
  purpose_code: terms.purposeCode,
  amount_minor: terms.minor,
  for_what: terms.forWhat,
  populations: JSON.stringify(terms.populations),
  from_age: terms.fromAge,
  to_age: terms.toAge,
  report_days: terms.reportDays,
})

export async function insertAllocation(trx: Trx, actor: Person, of: { fundId: number; centerId: number; currency: string }, terms: Terms): Promise<number> {
  const { id } = await trx
    .insertInto('allocations')
    .values({
      ...kept(terms),
      fund_id: of.fundId,
      center_id: of.centerId,
      currency: of.currency,
      drafted_by: actor.id,
      drafted_at: instantText(actor.now),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await insertNeeds(trx, id, terms.needs)
  return id
}

/** @throws Stale when somebody saved it since `version` (R3) */
export async function updateTerms(trx: Trx, id: number, version: number, terms: Terms): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('allocations')
    .set({ ...kept(terms), version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new Stale('allocation')
  await trx.deleteFrom('allocation_needs').where('allocation_id', '=', id).execute()
  await insertNeeds(trx, id, terms.needs)
}

async function insertNeeds(trx: Trx, allocationId: number, needs: number[]): Promise<void> {
  if (needs.length === 0) return
  await trx
    .insertInto('allocation_needs')
    .values(needs.map((need_id) => ({ allocation_id: allocationId, need_id })))
    .execute()
}

export const updateState = async (trx: Trx, id: number, state: AllocationState): Promise<void> =>
  void (await trx
    .updateTable('allocations')
    .set(({ eb }) => ({ state, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute())

/** A center's needs that nobody took back: what an allocation may cover. */
export const listCoverable = (db: Reader, centerId: number): Promise<{ id: number; item: string; quantity: number; unit: string }[]> =>
  db
    .selectFrom('needs')
    .leftJoin('need_withdrawals', 'need_withdrawals.need_id', 'needs.id')
    .where('needs.center_id', '=', centerId)
    .where('need_withdrawals.need_id', 'is', null)
    .select(['needs.id', 'needs.item', 'needs.quantity', 'needs.unit'])
    .orderBy('needs.id')
    .execute()
