import { change, changeOnce, type Record } from '../audit/record.ts'
import type { Trx, Writer } from '../db/database.ts'
import { addDocument, type NewDocument } from '../documents/queries.ts'
import type { Upload } from '../http/upload.ts'
import type { Person } from '../shared/actor.ts'
import { longDayText, type Day } from '../shared/days.ts'
import { moneyText } from '../shared/money.ts'
import { getEntry, getOtherSide, insertEntry, loadEntryFacts, type EntryToPost } from './entry-queries.ts'
import { assert, assertNone } from '../shared/refusal.ts'
import type { ChangedFund, NewEntry, NewFund } from './forms.ts'
import { assertCanGive, assertMayReverse, entryProblems, type Entry, type Fund } from './fund.ts'
import { getBalance, getFund, insertFund, updateFund } from './queries.ts'

/** @returns the fund's id */
export function addFund(writer: Writer, actor: Person, { token, ...fund }: NewFund): Promise<number> {
  return changeOnce(writer, actor, token, ['fund.added', fund], async (trx, record) => {
    const id = await insertFund(trx, actor, { ...fund, token })
    await record('fund.added', { kind: 'fund', id }, { after: said(await getFund(trx, id)) })
    return id
  })
}

/** @throws Stale when somebody else saved it meanwhile (R3) */
export function changeFund(writer: Writer, actor: Person, id: number, fund: ChangedFund): Promise<void> {
  return change(writer, actor, async (trx, record) => {
    const before = said(await getFund(trx, id))
    await updateFund(trx, id, fund)
    await record('fund.changed', { kind: 'fund', id }, { before, after: said(await getFund(trx, id)) })
  })
}

/** What the log keeps of a fund. */
const said = ({ code, name, giver, currency, startsOn, endsOn, purposes, countries }: Fund) => ({
  code,
  name,
  giver,
  currency,
  startsOn: startsOn.toString(),
  endsOn: endsOn?.toString() ?? null,
  purposes,
  countries,
})

/**
 * Posts an entry, or both sides of a transfer. All but an opening balance count from today: nothing is back-dated. An opening
 * balance comes with the document that shows it.
 * @returns the id of the entry in this fund
 * @throws Problems when more would be taken out than is available, an opening balance has no document (M2), or it cannot be opened or transferred so
 */
export function addEntry(writer: Writer, actor: Person, fundId: number, { token, ...entry }: NewEntry, file: Upload | null = null): Promise<number> {
  return changeOnce(writer, actor, token, ['fund-entry.posted', fundId, entry, file], async (trx, record) => {
    const fund = await getFund(trx, fundId)
    assertNone(entryProblems({ ...entry, hasDocument: file !== null }, await loadEntryFacts(trx, fund, entry), actor.today))
    const common = { fundId, on: actor.today, note: entry.note }
    switch (entry.kind) {
      case 'receipt':
        return post(trx, record, actor, fund, { ...common, kind: 'receipt', minor: entry.amount })
      case 'adjustment':
        return post(trx, record, actor, fund, { ...common, kind: 'adjustment', minor: entry.direction === 'down' ? -entry.amount : entry.amount })
      case 'opening': {
        const on = entry.on ?? actor.today
        assert(file !== null, 'an opening balance was just found to have its document')
        const documentId = await addDocument(trx, record, writer.keys, actor, openingDocument(fund, on, actor.today, file))
        return post(trx, record, actor, fund, { ...common, kind: 'receipt', minor: entry.amount, on, opening: true, documentId })
      }
      case 'transfer': {
        const other = await getFund(trx, entry.otherFund ?? 0)
        const out = await post(trx, record, actor, fund, { ...common, kind: 'transfer', minor: -entry.amount, otherFundId: other.id })
        await post(trx, record, actor, other, { ...common, fundId: other.id, kind: 'transfer', minor: entry.amount, otherFundId: fundId })
        return out
      }
      default:
        return entry.kind satisfies never
    }
  })
}

/** It is of no center, and named by what it shows. */
const openingDocument = (fund: Fund, on: Day, today: Day, file: Upload): NewDocument => ({
  centerId: null,
  kind: 'proof',
  title: `Opening balance of ${fund.code} on ${longDayText(on)}`,
  datedOn: on,
  receivedOn: today,
  expiresOn: null,
  replacesId: null,
  file,
})

/** M9: takes an entry back by another row; of a transfer, both sides. @returns the fund whose entry it is */
export function reverseEntry(writer: Writer, actor: Person, entryId: number, { reason, token }: { reason: string; token: string }): Promise<number> {
  return changeOnce(writer, actor, token, ['fund-entry.reversed', entryId, reason], async (trx, record) => {
    const entry = await getEntry(trx, entryId)
    const sides = entry.kind === 'transfer' ? [entry, await getOtherSide(trx, entry)] : [entry]
    // What comes back comes first, so that the fund it is taken from is asked for no more than it must give.
    for (const side of sides.toSorted((a, b) => a.minor - b.minor)) await reverse(trx, record, actor, side, reason)
    return entry.fundId
  })
}

async function reverse(trx: Trx, record: Record, actor: Person, entry: Entry, reason: string): Promise<void> {
  assertMayReverse(entry)
  const { id, fundId, kind, otherFundId } = entry
  await post(trx, record, actor, await getFund(trx, fundId), { fundId, kind, otherFundId, minor: -entry.minor, on: actor.today, note: reason, reversesId: id })
}

async function post(trx: Trx, record: Record, actor: Person, fund: Fund, entry: EntryToPost): Promise<number> {
  if (entry.minor < 0) assertCanGive(fund, (await getBalance(trx, fund.id)).available, -entry.minor)
  const id = await insertEntry(trx, actor, entry)
  const { kind, note, opening = false, otherFundId = null, reversesId = null, documentId = null } = entry
  const amount = moneyText({ minor: entry.minor, currency: fund.currency })
  await record(
    'fund-entry.posted',
    { kind: 'fund entry', id },
    { after: { fund: fund.code, kind, amount, on: entry.on.toString(), note, opening, otherFundId, reversesId, documentId } },
  )
  return id
}
