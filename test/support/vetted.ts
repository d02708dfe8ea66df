import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { leftOutBecause, type Item } from '../../src/checklists/checklist.ts'
import { getPublishedChecklist } from '../../src/checklists/queries.ts'
import { traitsOf, type CenterKind } from '../../src/centers/center.ts'
import { getCenter } from '../../src/centers/queries.ts'
import type { Trx } from '../../src/db/database.ts'
import { rewriteSpans } from '../../src/standing/queries.ts'
import type { Scope } from '../../src/standing/scope.ts'
import { cora, firstDay, on, priya, type TestRegister } from './register.ts'

export interface CenterOptions {
  name?: string
  country?: string
  kind?: CenterKind
  /** Codes of the list; women when not said, and girls too with `servesMinors`. */
  populations?: string[]
  servesMinors?: boolean
  /** The day on which all of it happens: the register's first day when not said. Turns the register's day to it. */
  on?: string
  lead?: number | null
}

export interface VettedOptions extends CenterOptions {
  /** The approval's last day: as far as V7 lets it when not said. */
  until?: string
  /** From when the approval counts: `on` when not said. */
  from?: string
  /** Approves with conditions, one for each; all due days must not be before `on`. */
  conditions?: { text?: string; dueOn: string; metOn?: string }[]
  scope?: Partial<Scope>
  /** The printed last day of all evidence; a hundred years on when not said. With null none is attached. */
  evidenceUntil?: string | null
  /** Results other than met, by item code: recorded by Cora as they are. */
  results?: Record<string, 'partly met' | 'not met'>
}

/** A center that nobody has vetted: an organization and a center, by SQL, with its standing. @returns its id */
export async function plainCenter(register: TestRegister, options: CenterOptions = {}): Promise<number> {
  return register.writer.transaction().execute(async (trx) => {
    await turnTo(trx, dayOf(options))
    const id = await insertCenter(trx, options)
    await rewriteSpans(trx, id, on(cora, dayOf(options)))
    return id
  })
}

/** A center in review, every applicable item found by Cora, evidence attached, submitted to be decided. @returns both ids */
export async function submittedReview(register: TestRegister, options: VettedOptions = {}): Promise<{ centerId: number; reviewId: number }> {
  return register.writer.transaction().execute(async (trx) => {
    await turnTo(trx, dayOf(options))
    const centerId = await insertCenter(trx, options)
    const reviewId = await insertSubmittedReview(trx, centerId, options)
    await rewriteSpans(trx, centerId, on(cora, dayOf(options)))
    return { centerId, reviewId }
  })
}

/** One more review of a center, submitted to be decided: of `options` its day, its results and its evidence. @returns its id */
export async function submittedRenewal(register: TestRegister, centerId: number, options: VettedOptions): Promise<number> {
  return register.writer.transaction().execute(async (trx) => {
    await turnTo(trx, dayOf(options))
    return insertSubmittedReview(trx, centerId, options)
  })
}

/** A center that Cora reviewed and Priya approved, by SQL: vetted (or conditional) on `from`, with no hold. @returns its id */
export async function vettedCenter(register: TestRegister, options: VettedOptions = {}): Promise<number> {
  const { centerId, reviewId } = await submittedReview(register, options)
  await approveReview(register, centerId, reviewId, options)
  return centerId
}

/** Decides a submitted review as Priya, by SQL. @returns the decision's id */
export async function approveReview(register: TestRegister, centerId: number, reviewId: number, options: VettedOptions = {}): Promise<number> {
  const day = dayOf(options)
  return register.writer.transaction().execute(async (trx) => {
    await turnTo(trx, day)
    const center = await getCenter(trx, centerId)
    const from = options.from ?? day
    const longest = traitsOf(center).servesMinors ? 12 : 24
    const scope: Scope = { populations: center.populations.map(({ code }) => code), fromAge: null, toAge: null, people: null, longestStayDays: null, ...options.scope }
    const { id } = await trx
      .insertInto('decisions')
      .values({
        center_id: centerId,
        review_id: reviewId,
        outcome: options.conditions ? 'approve with conditions' : 'approve',
        effective_on: from,
        valid_until: options.until ?? Temporal.PlainDate.from(from).add({ months: longest }).toString(),
        scope: JSON.stringify(scope),
        rationale: 'Everything was found as it should be.',
        decided_by: priya.id,
        decided_on: day,
        decided_at: at(day),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    for (const { text, dueOn, metOn } of options.conditions ?? []) {
      const condition = await trx
        .insertInto('conditions')
        .values({ decision_id: id, text: text ?? 'Renew the insurance.', due_on: dueOn })
        .returning('id')
        .executeTakeFirstOrThrow()
      if (metOn !== undefined)
        await trx
          .insertInto('condition_meetings')
          .values({ condition_id: condition.id, met_on: metOn, note: 'Seen.', said_by: cora.id, said_at: at(day) })
          .execute()
    }
    await trx.updateTable('reviews').set({ state: 'decided', ended_on: day }).where('id', '=', reviewId).execute()
    await trx
      .insertInto('review_moves')
      .values({ review_id: reviewId, move: 'decided', on_day: day, by_id: priya.id, at: at(day) })
      .execute()
    await rewriteSpans(trx, centerId, on(priya, day))
    return id
  })
}

const dayOf = (options: CenterOptions): string => options.on ?? firstDay.toString()
const at = (day: string): string => `${day}T09:00:00.000Z`

/** Turns the register's day forward, as the first change of a day would. */
export async function turnTo(trx: Trx, day: string): Promise<void> {
  await trx.updateTable('register_day').set({ day }).where('day', '<', day).execute()
}

async function insertCenter(trx: Trx, options: CenterOptions): Promise<number> {
  const { name = 'Hope House', country = 'KE', kind = 'residential shelter', servesMinors = false, lead = cora.id } = options
  const created = { created_by: cora.id, created_at: at(dayOf(options)) }
  const organization = await trx
    .insertInto('organizations')
    .values({ uuid: randomUUID(), legal_name: `${name} Foundation`, country, ...created })
    .returning('id')
    .executeTakeFirstOrThrow()
  const center = await trx
    .insertInto('centers')
    .values({ uuid: randomUUID(), organization_id: organization.id, name, kind, country, lead_id: lead, ...created, created_on: dayOf(options) })
    .returning('id')
    .executeTakeFirstOrThrow()
  const populations = options.populations ?? ['POP-WOMEN', ...(servesMinors ? ['POP-GIRLS'] : [])]
  for (const code of populations) await trx.insertInto('center_populations').values({ center_id: center.id, population_code: code }).execute()
  await sql`INSERT INTO center_names (rowid, name, organization) VALUES (${center.id}, ${name}, ${`${name} Foundation`})`.execute(trx)
  return center.id
}

async function insertSubmittedReview(trx: Trx, centerId: number, options: VettedOptions): Promise<number> {
  const day = dayOf(options)
  const checklist = await getPublishedChecklist(trx)
  const traits = traitsOf(await getCenter(trx, centerId))
  const target = Temporal.PlainDate.from(day).add({ days: 60 }).toString()
  const { id } = await trx
    .insertInto('reviews')
    .values({
      center_id: centerId,
      kind: 'initial',
      checklist_id: checklist.id,
      lead_id: cora.id,
      opened_on: day,
      opened_by: cora.id,
      opened_at: at(day),
      target_on: target,
      moved_at: at(day),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const items = checklist.items.filter((item) => leftOutBecause(item, traits) === null)
  await insertFindings(trx, id, items, options)
  if (options.evidenceUntil !== null) await insertEvidence(trx, { centerId, reviewId: id, items, day, until: options.evidenceUntil ?? '2126-12-31' })
  const moved = { review_id: id, on_day: day, by_id: cora.id, at: at(day) }
  await trx
    .insertInto('review_moves')
    .values({ ...moved, move: 'opened', lead_id: cora.id })
    .execute()
  await trx
    .insertInto('review_moves')
    .values({ ...moved, move: 'submitted' })
    .execute()
  await trx
    .updateTable('reviews')
    .set({ state: 'submitted', traits: JSON.stringify(traits) })
    .where('id', '=', id)
    .execute()
  return id
}

async function insertFindings(trx: Trx, reviewId: number, items: Item[], options: VettedOptions): Promise<void> {
  const rows = items.map((item) => {
    const result = options.results?.[item.code] ?? ('met' as const)
    const note = result === 'met' ? null : 'Seen, and not as it should be.'
    return { review_id: reviewId, item_id: item.id, revision: 1, result, basis: 'document' as const, note, found_by: cora.id, found_at: at(dayOf(options)) }
  })
  await trx.insertInto('findings').values(rows).execute()
}

interface EvidenceOf {
  centerId: number
  reviewId: number
  items: Item[]
  day: string
  until: string
}

/** One document that serves every item which wants evidence. Its content is not kept: no test of standing reads it. */
async function insertEvidence(trx: Trx, { centerId, reviewId, items, day, until }: EvidenceOf): Promise<void> {
  const document = await insertEvidenceDocument(trx, centerId, { receivedOn: day, expiresOn: until })
  const wanting = items.filter((item) => item.evidenceWanted !== null)
  const rows = wanting.map((item) => ({ review_id: reviewId, item_id: item.id, document_id: document, added_by: cora.id, added_at: at(day) }))
  await trx.insertInto('finding_evidence').values(rows).execute()
}

/** A document's row without its content. @returns its id */
export async function insertEvidenceDocument(trx: Trx, centerId: number, { receivedOn, expiresOn }: { receivedOn: string; expiresOn: string | null }): Promise<number> {
  const { id } = await trx
    .insertInto('documents')
    .values({
      center_id: centerId,
      kind: 'evidence',
      title: 'File of evidence',
      received_on: receivedOn,
      expires_on: expiresOn,
      media_type: 'application/pdf',
      size: 1000,
      sha256: '0'.repeat(64),
      added_by: cora.id,
      added_at: at(receivedOn),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
