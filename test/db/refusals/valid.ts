import type Sqlite from 'better-sqlite3'
import { openFile } from '../../../src/db/database.ts'
import { takeStep } from '../../../src/decisions/service.ts'
import { approved, draft, fundWith, planned, proposed, release, token } from '../../support/money.ts'
import { showPlace } from '../../support/places.ts'
import { openRegister, paul, priya, type TestRegister } from '../../support/register.ts'
import { arrived, logged, packed, sent } from '../../support/supplies.ts'
import { plainCenter, submittedReview, vettedCenter } from '../../support/vetted.ts'
import { at, hash, insert, today, type Row } from './refusal.ts'

/** Records of the valid register by the names that the bad rows use. */
export type Ids = Record<string, number>

/** Puts the numbers of records for their names. */
export const withIds = (text: string, ids: Ids): string => text.replaceAll(/@(\w+)/g, (name, key: string) => (ids[key] === undefined ? name : String(ids[key])))

/** A small register in which all that the bad rows touch is as it should be. @returns its file, and its records by name */
export async function buildValid(): Promise<{ file: string; ids: Ids }> {
  const register = await openRegister()
  const ids: Ids = {}
  await addCenters(register, ids)
  await addMoney(register, ids)
  await addSupplies(register, ids)
  const sqlite = openFile(register.file)
  const add: Add = (name, table, row) => void (ids[name] = Number(sqlite.prepare(withIds(insert(table, row), ids)).run().lastInsertRowid))
  addByHand(add)
  addRest(add)
  nameOthers(sqlite, ids)
  sqlite.close()
  return { file: register.file, ids }
}

type Add = (name: string, table: string, row: Row) => void

async function addCenters(register: TestRegister, ids: Ids): Promise<void> {
  for (const name of ['bare', 'plain', 'waiting', 'shown', 'authorized', 'kept', 'open']) ids[name] = await plainCenter(register, { name })
  ids['vetted'] = await vettedCenter(register, { name: 'vetted' })
  ids['conditional'] = await vettedCenter(register, { name: 'conditional', conditions: [{ dueOn: '2026-12-31' }, { dueOn: '2026-12-31', metOn: today }] })
  ids['suspended'] = await vettedCenter(register, { name: 'suspended' })
  await takeStep(register.writer, priya, ids['suspended'], 'suspend', 'A report came in.', token())
  for (const [name, options] of Object.entries({ submitted: {}, short: { results: { 'SAF-01': 'partly met' as const } }, minors: { servesMinors: true } })) {
    const { centerId, reviewId } = await submittedReview(register, { name, ...options })
    ids[name] = centerId
    ids[`${name}Review`] = reviewId
  }
  await showPlace(register, ids['shown'] ?? 0, 'Rift Valley', 'Nakuru', '2026-12-31')
}

async function addMoney(register: TestRegister, ids: Ids): Promise<void> {
  const fund = (ids['fund'] = await fundWith(register))
  ids['otherFund'] = await fundWith(register)
  const smallFund = (ids['smallFund'] = await fundWith(register, { received: 100_000 }))
  const [center, plain] = [ids['vetted'] ?? 0, ids['plain'] ?? 0]
  ids['draft'] = await draft(register, { fund, center })
  ids['proposed'] = await proposed(register, { fund, center })
  ids['ready'] = await proposed(register, { fund: smallFund, center })
  ids['approved'] = await approved(register, { fund, center })
  ids['waitingPayment'] = await planned(register, ids['approved'], 100_000)
  ids['unplanned'] = await approved(register, { fund, center })
  ids['paid'] = await approved(register, { fund, center })
  ids['sentPayment'] = await planned(register, ids['paid'], 50_000)
  await release(register, paul, ids['sentPayment'])
  ids['plainPayment'] = await planned(register, await approved(register, { fund, center: plain }), 100_000)
}

async function addSupplies(register: TestRegister, ids: Ids): Promise<void> {
  const [center, plain] = [ids['vetted'] ?? 0, ids['plain'] ?? 0]
  for (const name of ['need', 'otherNeed', 'withdrawnNeed']) ids[name] = await logged(register, center)
  ids['plainNeed'] = await logged(register, plain)
  ids['packing'] = await packed(register, center, ids['need'] ?? 0)
  ids['stuck'] = await packed(register, plain, null)
  const [gone, alsoGone] = [await sent(register, center, null), await sent(register, center, null)]
  Object.assign(ids, { gone: gone.id, goneLine: gone.lines[0]?.id, alsoGone: alsoGone.id, alsoGoneLine: alsoGone.lines[0]?.id })
  ids['receipt'] = await arrived(register, gone, { received: 10 })
}

/** What is in the making: a checklist, a review, and what somebody else has yet to answer. */
function addByHand(add: Add): void {
  const paper = { kind: 'evidence', title: 'A paper', received_on: today, media_type: 'application/pdf', size: 1000, sha256: hash, added_by: 2, added_at: at }
  for (const center of ['bare', 'vetted', 'open', 'submitted', 'waiting', 'authorized', 'kept', 'shown'])
    add(`${center}Paper`, 'documents', { ...paper, center_id: `@${center}` })
  add('contents', 'document_contents', { document_id: '@barePaper', sealed: "(x'00')" })
  add('draftChecklist', 'checklists', { version: 2, title: 'The next one', created_at: at })
  const item = { section: 'Safety', position: 1, code: 'NEW-01', question: 'Is there a fire door?', importance: 'critical', polarity: 'good' }
  add('draftItem', 'checklist_items', { ...item, checklist_id: '@draftChecklist', not_applicable_allowed: 0, applies_to: '["all"]' })
  const review = { kind: 'initial', checklist_id: 1, lead_id: 2, opened_on: today, opened_by: 2, opened_at: at, target_on: '2027-01-20', moved_at: at }
  add('openReview', 'reviews', { ...review, center_id: '@open' })
  add('evidence', 'finding_evidence', { review_id: '@openReview', item_id: 1, document_id: '@openPaper', added_by: 2, added_at: at })
  add('opening of the review', 'review_moves', { review_id: '@openReview', move: 'opened', on_day: today, lead_id: 2, by_id: 2, at })

  const opening = { effective_on: '2025-12-01', valid_until: '2027-11-30', scope: '{}', rationale: 'As the board decided.', asked_by: 2, asked_at: at }
  add('ask', 'opening_approvals', { ...opening, center_id: '@waiting', document_id: '@waitingPaper' })
  const allowed = { signed_by: 'The head', signed_on: today, until_on: '2026-12-31', asked_by: 2, asked_at: at }
  add('asked', 'location_authorizations', { ...allowed, center_id: '@waiting', secrecy: 'city', document_id: '@waitingPaper' })
}

/** The rest: money by hand, a receipt without lines, and what describes the bare center. */
function addRest(add: Add): void {
  add('stranger', 'people', { name: 'Sam', email: 'sam@example.org', created_at: at })
  add('token', 'form_tokens', { token: 'a-token-that-was-used', used_by: 2, used_at: at, result: '1' })
  add('session', 'sessions', { id_hash: '1'.repeat(64), person_id: 2, data: '{}', started_at: at, seen_at: at })
  add('import', 'import_files', { person_id: 2, sealed: "(x'00')", mapping: '{}', added_at: at })
  const entry = { fund_id: '@fund', kind: 'receipt', amount_minor: 500, on_day: today, note: 'A gift', recorded_by: 3, recorded_on: today, recorded_at: at }
  add('entry', 'fund_entries', entry)
  const bareFund = {
    code: 'BARE-1',
    name: 'Nothing yet',
    giver: 'A giver',
    currency: 'USD',
    starts_on: today,
    purposes: '[]',
    countries: '[]',
    created_by: 3,
    created_at: at,
  }
  add('bareFund', 'funds', bareFund)
  add('rate', 'exchange_rates', { currency: 'KES', on_day: today, rate: '0.0077', source: 'The bank', entered_by: 3, entered_at: at })
  add('approval of ready', 'approvals', {
    allocation_id: '@ready',
    proposal_id: '(SELECT max(id) FROM allocation_moves WHERE allocation_id = @ready)',
    approved_by: 3,
    on_day: today,
    at,
    hash,
  })
  // All that its approval takes, but for its state.
  add('move of ready', 'allocation_moves', { allocation_id: '@ready', move: 'approved', gave_back_minor: 0, on_day: today, by_id: 3, at })
  add('need of draft', 'allocation_needs', { allocation_id: '@draft', need_id: '@need' })
  const payment = {
    allocation_id: '@paid',
    amount_minor: 50_001,
    planned_on: today,
    method: 'cash',
    paid_currency: 'USD',
    paid_minor: 50_001,
    planned_by: 2,
    planned_at: at,
  }
  add('largePayment', 'payments', payment)
  add('withdrawal', 'need_withdrawals', { need_id: '@withdrawnNeed', reason: 'Bought.', withdrawn_by: 2, withdrawn_on: today, withdrawn_at: at })
  add('past need', 'past_needs', { need_id: '@otherNeed', until_at: at, quantity: 12 })
  add('emptyReceipt', 'receipts', { delivery_id: '@gone', on_day: today, confirmed_by: 'The matron', recorded_by: 2, recorded_at: at })
  add('contact', 'contacts', { center_id: '@bare', name: 'The night desk', kind: 'private', created_at: at })
  add('note', 'notes', { center_id: '@bare', kind: 'note', on_day: today, text: 'A quiet week.', written_by: 2, written_at: at })
  const beds = { beds: 10, open_beds: 4, said_by: 'The matron', recorded_by: 2, recorded_at: at }
  add('reading', 'capacity_readings', { ...beds, center_id: '@bare', on_day: today, population_code: 'POP-WOMEN' })
  add('evidenceSpan', 'evidence_spans', { center_id: '@bare', item_code: 'SAF-02', from_on: today, recorded_at: at })
  add('place', 'locations', { center_id: '@kept', secrecy: 'hidden', sealed: 'v1.sealed' })
}

/** The records that others made on their way. */
function nameOthers(sqlite: Sqlite.Database, ids: Ids): void {
  for (const center of ['authorized', 'kept']) {
    const row = { secrecy: 'open', signed_by: 'The head', signed_on: today, until_on: '2026-12-31', asked_by: 2, asked_at: at }
    const asked = sqlite.prepare(withIds(insert('location_authorizations', { ...row, center_id: `@${center}`, document_id: `@${center}Paper` }), ids)).run()
    sqlite.prepare("UPDATE location_authorizations SET answer = 'confirmed', answered_by = 3, answered_at = ? WHERE id = ?").run(at, asked.lastInsertRowid)
  }
  const one = (text: string): number => (sqlite.prepare(withIds(text, ids)).get() as { id: number }).id
  ids['confirmed'] = one('SELECT id FROM location_authorizations WHERE center_id = @shown')
  ids['organization'] = one('SELECT organization_id AS id FROM centers WHERE id = @bare')
  ids['vettedReview'] = one('SELECT id FROM reviews WHERE center_id = @vetted')
  ids['approval'] = one('SELECT id FROM decisions WHERE center_id = @vetted')
  ids['conditions'] = one('SELECT id FROM decisions WHERE center_id = @conditional')
  ids['condition'] = one('SELECT min(id) AS id FROM conditions')
  ids['met'] = one('SELECT condition_id AS id FROM condition_meetings')
  ids['span'] = one('SELECT min(id) AS id FROM standing_spans WHERE superseded_at IS NULL')
  ids['packingLine'] = one('SELECT id FROM delivery_lines WHERE delivery_id = @packing')
  const renewal: Row = { center_id: '@vetted', review_id: '@vettedReview', item_id: 1, document_id: '@vettedPaper', added_by: 2, added_at: at }
  ids['renewal'] = Number(sqlite.prepare(withIds(insert('evidence_renewals', renewal), ids)).run().lastInsertRowid)
  const person = { organization_id: '@organization', name: 'The head', role: 'head', added_at: at }
  ids['keyPerson'] = Number(sqlite.prepare(withIds(insert('key_people', person), ids)).run().lastInsertRowid)
}
