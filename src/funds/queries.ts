import { sql } from 'kysely'
import type { Reader, Trx } from '../db/database.ts'
import { among } from '../db/ids.ts'
import { instantText, toDay, toDayOrNull } from '../shared/days.ts'
import type { Person } from '../shared/actor.ts'
import { assertNone, Refusal, Stale, type Problem } from '../shared/refusal.ts'
import { balanceOf, type Balance, type Committed } from './balance.ts'
import type { ChangedFund, NewFund } from './forms.ts'
import type { Fund } from './fund.ts'

interface FundRow {
  id: number
  code: string
  name: string
  giver: string
  currency: string
  starts_on: string
  ends_on: string | null
  purposes: string
  countries: string
  created_by: number
  version: number
}

const toFund = (row: FundRow): Fund => ({
  id: row.id,
  code: row.code,
  name: row.name,
  giver: row.giver,
  currency: row.currency,
  startsOn: toDay(row.starts_on),
  endsOn: toDayOrNull(row.ends_on),
  purposes: JSON.parse(row.purposes) as string[],
  countries: JSON.parse(row.countries) as string[],
  createdBy: row.created_by,
  version: row.version,
})

export async function findFund(db: Reader, id: number): Promise<Fund | null> {
  const row = await db.selectFrom('funds').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? toFund(row) : null
}

/** @throws Refusal (not found) */
export async function getFund(db: Reader, id: number): Promise<Fund> {
  const fund = await findFund(db, id)
  if (!fund) throw new Refusal('not-found', 'There is no such fund.')
  return fund
}

export const listFunds = async (db: Reader): Promise<Fund[]> => (await db.selectFrom('funds').selectAll().orderBy('code').execute()).map(toFund)

/** Sent, less what came back, of one fund: in SQL, for lists. Added up from its allocations, whose sums follow each payment's events (migration 0014). */
const paidOf = sql<number>`(SELECT coalesce(sum(t.paid_minor), 0) FROM allocations JOIN allocation_totals t ON t.allocation_id = allocations.id WHERE allocations.fund_id = funds.id)`

export interface FundWithBalance extends Fund {
  balance: Balance
}

export const listFundsWithBalances = async (db: Reader): Promise<FundWithBalance[]> => (await balanced(db).orderBy('funds.code').execute()).map(withBalance)

/** Funds, each with what its balance is made of. */
export const balanced = (db: Reader) =>
  db
    .selectFrom('funds')
    .innerJoin('fund_balances', 'fund_balances.fund_id', 'funds.id')
    .selectAll('funds')
    .select(['fund_balances.received_minor', 'fund_balances.committed_minor', 'fund_balances.available_minor', paidOf.as('paid_minor')])

type BalancedRow = FundRow & { received_minor: number; committed_minor: number; available_minor: number; paid_minor: number }

export const withBalance = (row: BalancedRow): FundWithBalance => ({
  ...toFund(row),
  balance: { received: row.received_minor, committed: row.committed_minor, paid: row.paid_minor, available: row.available_minor },
})

/** A fund's balance as SQL works it out, without reading its rows: what is asked again when a payment leaves. */
export async function getBalance(db: Reader, fundId: number): Promise<Balance> {
  const fund = (await listFundsById(db, [fundId])).get(fundId)
  if (!fund) throw new Refusal('not-found', 'There is no such fund.')
  return fund.balance
}

/** Funds by their ids, each with its balance. */
export async function listFundsById(db: Reader, ids: readonly number[]): Promise<Map<number, FundWithBalance>> {
  const rows = await balanced(db).where('funds.id', 'in', among(ids)).execute()
  return new Map(rows.map((row) => [row.id, withBalance(row)]))
}

/** A fund's balance from its rows, by M2's one pure function: what an approval rests on. */
export async function loadBalance(db: Reader, fundId: number): Promise<Balance> {
  const entries = await db.selectFrom('fund_entries').select('amount_minor').where('fund_id', '=', fundId).execute()
  return balanceOf(
    entries.map(({ amount_minor }) => amount_minor),
    await listCommitted(db, fundId),
  )
}

const listCommitted = (db: Reader, fundId: number): Promise<Committed[]> =>
  db
    .selectFrom('allocations')
    .where('fund_id', '=', fundId)
    .where('state', 'in', ['approved', 'closed'])
    .select([
      'state',
      'amount_minor as minor',
      sql<number>`(SELECT coalesce(sum(gave_back_minor), 0) FROM allocation_moves WHERE allocation_id = allocations.id)`.as('gaveBackMinor'),
      sql<number>`(SELECT coalesce(sum(CASE e.kind WHEN 'sent' THEN e.amount_minor WHEN 'returned' THEN -e.amount_minor ELSE 0 END), 0)
        FROM payments p JOIN payment_events e ON e.payment_id = p.id WHERE p.allocation_id = allocations.id)`.as('paidMinor'),
    ])
    .execute()

const kept = (fund: Omit<ChangedFund, 'version'>) => ({
  code: fund.code,
  name: fund.name,
  giver: fund.giver,
  starts_on: fund.startsOn.toString(),
  ends_on: fund.endsOn?.toString() ?? null,
  purposes: JSON.stringify(fund.purposes),
  countries: JSON.stringify(fund.countries),
})

export async function insertFund(trx: Trx, actor: Person, fund: NewFund): Promise<number> {
  assertNone(await findCodeProblems(trx, fund.code, null))
  const { id } = await trx
    .insertInto('funds')
    .values({ ...kept(fund), currency: fund.currency, created_by: actor.id, created_at: instantText(actor.now) })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** @throws Stale when somebody saved the fund since `fund.version` (R3) */
export async function updateFund(trx: Trx, id: number, fund: ChangedFund): Promise<void> {
  assertNone(await findCodeProblems(trx, fund.code, id))
  const { numUpdatedRows } = await trx
    .updateTable('funds')
    .set({ ...kept(fund), version: fund.version + 1 })
    .where('id', '=', id)
    .where('version', '=', fund.version)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new Stale('fund')
}

/** A code belongs to one fund. Of one that could not be read nothing is said. @param ownId the fund's own, null for a new one */
export async function findCodeProblems(db: Reader, code: string | undefined, ownId: number | null): Promise<Problem[]> {
  const taken = code === undefined ? undefined : await db.selectFrom('funds').select(['id', 'name']).where('code', '=', code).executeTakeFirst()
  return taken && taken.id !== ownId ? [{ field: 'code', message: `The code ${code} belongs to ${taken.name}. Choose another.` }] : []
}
