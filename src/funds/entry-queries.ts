import type { Reader, Trx } from '../db/database.ts'
import { instantText, toDay, type Day } from '../shared/days.ts'
import type { Person } from '../shared/actor.ts'
import { Refusal } from '../shared/refusal.ts'
import type { Entry, EntryFacts, EntryKind, Fund } from './fund.ts'
import { findFund, getBalance } from './queries.ts'

const select = (db: Reader) =>
  db
    .selectFrom('fund_entries')
    .leftJoin('fund_entries as reversal', 'reversal.reverses_id', 'fund_entries.id')
    .selectAll('fund_entries')
    .select('reversal.id as reversed_by_id')

interface EntryRow {
  id: number
  fund_id: number
  kind: EntryKind
  amount_minor: number
  on_day: string
  note: string
  opening: 0 | 1
  other_fund_id: number | null
  reverses_id: number | null
  reversed_by_id: number | null
  document_id: number | null
  recorded_by: number
  recorded_on: string
}

const toEntry = (row: EntryRow): Entry => ({
  id: row.id,
  fundId: row.fund_id,
  kind: row.kind,
  minor: row.amount_minor,
  on: toDay(row.on_day),
  note: row.note,
  opening: row.opening === 1,
  otherFundId: row.other_fund_id,
  reversesId: row.reverses_id,
  reversedById: row.reversed_by_id,
  documentId: row.document_id,
  recordedBy: row.recorded_by,
  recordedOn: toDay(row.recorded_on),
})

/** The newest first. */
export async function listEntries(db: Reader, fundId: number, most = 1000): Promise<Entry[]> {
  const rows = await select(db).where('fund_entries.fund_id', '=', fundId).orderBy('fund_entries.id', 'desc').limit(most).execute()
  return rows.map(toEntry)
}

/** @throws Refusal (not found) */
export async function getEntry(db: Reader, id: number): Promise<Entry> {
  const row = await select(db).where('fund_entries.id', '=', id).executeTakeFirst()
  if (!row) throw new Refusal('not-found', 'There is no such entry.')
  return toEntry(row)
}

/** The other side of a transfer: out of the one fund and into the other are written together, out first. */
export async function getOtherSide(db: Reader, entry: Entry): Promise<Entry> {
  const other = await getEntry(db, entry.minor < 0 ? entry.id + 1 : entry.id - 1)
  if (other.kind !== 'transfer' || other.fundId !== entry.otherFundId || other.minor !== -entry.minor) throw new Error(`Entry ${entry.id} has lost its other side.`)
  return other
}

export interface EntryToPost {
  fundId: number
  kind: EntryKind
  minor: number
  on: Day
  note: string
  opening?: boolean
  otherFundId?: number | null
  reversesId?: number | null
  documentId?: number | null
}

export async function insertEntry(trx: Trx, actor: Person, entry: EntryToPost): Promise<number> {
  const { id } = await trx
    .insertInto('fund_entries')
    .values({
      fund_id: entry.fundId,
      kind: entry.kind,
      amount_minor: entry.minor,
      on_day: entry.on.toString(),
      note: entry.note,
      opening: entry.opening ? 1 : 0,
      other_fund_id: entry.otherFundId ?? null,
      reverses_id: entry.reversesId ?? null,
      document_id: entry.documentId ?? null,
      recorded_by: actor.id,
      recorded_on: actor.today.toString(),
      recorded_at: instantText(actor.now),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** What an entry is judged by, as far as its kind asks for it. */
export const loadEntryFacts = async (db: Reader, fund: Fund, { kind, otherFund }: { kind?: string; otherFund?: number | null }): Promise<EntryFacts> => ({
  fund,
  entries: kind === 'opening' ? await listEntries(db, fund.id) : [],
  availableMinor: (await getBalance(db, fund.id)).available,
  other: kind === 'transfer' && otherFund ? await findFund(db, otherFund) : null,
})
