import { addOnce, change, changeOnce } from '../audit/record.ts'
import type { Reader, Writer } from '../db/database.ts'
import type { Keys } from '../db/keys.ts'
import type { Actor, Person } from '../shared/actor.ts'
import type { Day } from '../shared/days.ts'
import { Refusal } from '../shared/refusal.ts'
import type { ImportOrder } from './order-forms.ts'
import { nothingSaid, type Mapping } from './mapping.ts'
import { placeColumns } from './place-columns.ts'
import { planImport, type Outcome } from './plan.ts'
import {
  deleteImport,
  findResult,
  getWaiting,
  insertImport,
  listExpired,
  listWaiting,
  loadKnown,
  loadLists,
  openImport,
  saveMapping,
  saveResult,
  type Mine,
  type Waiting,
} from './queries.ts'
import { registerRows } from './registration-queries.ts'
import { tellAll, type ReadFile, type Result } from './result.ts'
import type { Sheet } from './sheet.ts'
import { readUpload, type UploadReading } from './upload.ts'

const subject = (id: number) => ({ kind: 'import', id })
const mostWaiting = 10

/** Keeps a file for who sent it, to be looked at and taken in within a day. @param token the form's, which keeps it once (M7). @throws Refusal when ten wait already */
export function keepUpload(writer: Writer, actor: Person, bytes: Buffer, token?: string): Promise<number> {
  return addOnce(writer, actor, token, ['import.added', bytes], async (trx, record) => {
    const waiting = await listWaiting(trx, writer.keys, actor.id, actor.now)
    if (waiting.filter(({ takenAt }) => takenAt === null).length >= mostWaiting)
      throw new Refusal('too-many', `${mostWaiting} files of yours wait already. Throw one of them away first.`)
    const id = await insertImport(trx, writer.keys, actor.id, bytes, nothingSaid, actor.now)
    await record('import.added', subject(id), { fields: ['file'] })
    return id
  })
}

/** Keeps what a person said of their file. @throws Refusal when it was taken in */
export function describeUpload(writer: Writer, actor: Person, id: number, said: Partial<Mapping>): Promise<void> {
  return change(writer, actor, async (trx, record) => {
    const waiting = await getWaiting(trx, writer.keys, mineOf(actor, id))
    if (waiting.takenAt !== null) throw new Refusal('conflict', 'This file was taken in. What was said of it stays.')
    await saveMapping(trx, writer.keys, waiting, { ...waiting.mapping, ...said })
    await record('import.described', subject(id), { fields: Object.keys(said) })
  })
}

/** Throws a file away before its day is over; the centers that were made of it stay. */
export function throwAway(writer: Writer, actor: Person, id: number): Promise<void> {
  return change(writer, actor, async (trx, record) => {
    await getWaiting(trx, writer.keys, mineOf(actor, id))
    await deleteImport(trx, id)
    await record('import.deleted', subject(id))
  })
}

/** CONF-06: what waited for a day is gone. Called by the hour. @returns how many were deleted */
export function sweepImports(writer: Writer, actor: Actor): Promise<number> {
  return change(writer, actor, async (trx, record) => {
    const expired = await listExpired(trx, actor.now)
    for (const id of expired) {
      await deleteImport(trx, id)
      await record('import.expired', subject(id))
    }
    return expired.length
  })
}

/** One's own file, and what can be made of it so far. @throws Refusal (not found) */
export async function openUpload(db: Reader, keys: Keys, mine: Mine): Promise<{ waiting: Waiting; bytes: Buffer; reading: UploadReading }> {
  const waiting = await getWaiting(db, keys, mine)
  const bytes = await openImport(db, keys, waiting.id)
  return { waiting, bytes, reading: readUpload(bytes, waiting.mapping) }
}

/** What became, or now would become, of each row of a file whose mapping was confirmed. */
export async function tellRows(db: Reader, keys: Keys, waiting: Waiting, sheet: Sheet, today: Day): Promise<Result> {
  return (await findResult(db, keys, waiting.id)) ?? tellAll(await planned(db, sheet, waiting.mapping, today), columnsOf(sheet, waiting.mapping))
}

export interface TakenIn {
  centers: number
  /** How many of the rows that were to become centers did not: somebody else registered them meanwhile. */
  meanwhile: number
}

/**
 * Takes in the good rows of a file in one transaction; the others are told. Twice does nothing more.
 * @param seen what the preview showed: the mapping's revision, and how many centers would be new
 * @throws Refusal when the mapping was changed since, or was never confirmed
 */
export function takeIn(writer: Writer, actor: Person, id: number, token: string, seen: { revision: number; centers: number }): Promise<TakenIn> {
  return changeOnce(writer, actor, token, ['import.taken', id, seen], async (trx, record) => {
    const waiting = await getWaiting(trx, writer.keys, mineOf(actor, id))
    if (waiting.takenAt !== null) return { centers: 0, meanwhile: 0 }
    if (waiting.revision !== seen.revision) throw new Refusal('conflict', 'What this file’s columns are was changed since. Look at its rows again.')
    if (!waiting.mapping.confirmed) throw new Refusal('conflict', 'Nobody has said yet what this file’s columns are.')
    const reading = readUpload(await openImport(trx, writer.keys, id), waiting.mapping)
    if (reading.kind !== 'table') throw new Refusal('conflict', 'This file cannot be read as a table.')
    const outcomes = await planned(trx, reading.sheet, waiting.mapping, actor.today)
    const centers = await registerRows({ trx, keys: writer.keys, record, actor }, outcomes)
    const result = tellAll(outcomes, columnsOf(reading.sheet, waiting.mapping), centers)
    await saveResult(trx, writer.keys, id, result, actor.now)
    await record('import.taken', subject(id), result.counts)
    return { centers: result.counts.new, meanwhile: Math.max(0, seen.centers - result.counts.new) }
  })
}

/**
 * What would become of each row of a file by an order of the command line. Changes nothing.
 * @throws Refusal when the file cannot be read or has no rows, or the order names a column that it does not have
 */
export async function tryCenters(db: Reader, today: Day, bytes: Buffer, order: ImportOrder): Promise<ReadFile> {
  const { sheet, mapping, lacking } = ordered(bytes, order)
  return { sheet, sources: mapping.sources, result: tellAll(await planned(db, sheet, mapping, today), columnsOf(sheet, mapping)), lacking }
}

/**
 * Imports a file at once, as the command line does. For a day it is kept with what became of its rows, as one that was sent and taken in.
 * @throws Refusal as `tryCenters` does
 */
export async function importCenters(writer: Writer, actor: Person, bytes: Buffer, order: ImportOrder): Promise<ReadFile> {
  const { sheet, mapping, lacking } = ordered(bytes, order)
  return change(writer, actor, async (trx, record) => {
    const id = await insertImport(trx, writer.keys, actor.id, bytes, mapping, actor.now)
    await record('import.added', subject(id), { fields: ['file', ...Object.keys(mapping)] })
    const outcomes = await planned(trx, sheet, mapping, actor.today)
    const centers = await registerRows({ trx, keys: writer.keys, record, actor }, outcomes)
    const result = tellAll(outcomes, columnsOf(sheet, mapping), centers)
    await saveResult(trx, writer.keys, id, result, actor.now)
    await record('import.taken', subject(id), result.counts)
    return { sheet, sources: mapping.sources, result, lacking }
  })
}

function ordered(bytes: Buffer, { encoding, delimiter, days, sourcesIn, lackingIn }: ImportOrder): { sheet: Sheet; mapping: Mapping; lacking: string[] } {
  const reading = readUpload(bytes, { encoding, delimiter })
  if (reading.kind === 'encoding asked')
    throw new Refusal('conflict', 'This file does not say how its letters are written, and is not UTF-8. Name its encoding in the mapping.')
  if (reading.kind === 'unreadable') throw new Refusal('conflict', reading.why)
  const { sheet } = reading
  const mapping: Mapping = { encoding, delimiter, days, sources: sourcesIn(sheet.columns), confirmed: true }
  if (sheet.rows.length === 0) throw new Refusal('conflict', 'This file has headings and no rows, so nothing would go in.')
  return { sheet, mapping, lacking: lackingIn(sheet.columns) }
}

const mineOf = (actor: Person, id: number): Mine => ({ id, personId: actor.id, now: actor.now })

const columnsOf = (sheet: Sheet, { sources }: Mapping) => ({ sources, places: placeColumns(sheet) })

async function planned(db: Reader, sheet: Sheet, { sources, days }: Mapping, today: Day): Promise<Outcome[]> {
  return planImport(sheet, { sources, days, lists: await loadLists(db), today }, await loadKnown(db))
}
