import { traitsOf } from '../centers/center.ts'
import { getCenter } from '../centers/queries.ts'
import type { Traits } from '../checklists/checklist.ts'
import { getChecklist } from '../checklists/queries.ts'
import { atOneMoment, type Reader } from '../db/database.ts'
import { question } from '../db/question.ts'
import { toDay, toDayOrNull, type Day } from '../shared/days.ts'
import { Refusal } from '../shared/refusal.ts'
import { listAssessors } from './assessor-queries.ts'
import { listEvidence, listFindings, listMoves, listRemovedEvidence } from './finding-queries.ts'
import { applicable, type Review, type ReviewKind, type ReviewState } from './review.ts'

const reviewRow = question((db, { id }: { id: number }) => db.selectFrom('reviews').selectAll().where('id', '=', id))

/**
 * One review with the items that apply, each with what was found and its evidence, and those left out.
 * While it is open the center as it is now decides which apply; from its submission on, the center as it was then.
 * @throws Refusal (not found)
 */
export async function getReview(db: Reader, id: number): Promise<Review> {
  const [row] = await reviewRow(db, { id })
  if (!row) throw new Refusal('not-found', 'There is no such review.')
  const [center, checklist, findings, evidence, removedEvidence, moves, assessors] = await Promise.all([
    getCenter(db, row.center_id),
    getChecklist(db, row.checklist_id),
    listFindings(db, id),
    listEvidence(db, id),
    listRemovedEvidence(db, id),
    listMoves(db, id),
    listAssessors(db, [id]),
  ])
  const traits = row.state === 'open' || row.traits === null ? traitsOf(center) : (JSON.parse(row.traits) as Traits)
  const { items, leftOut } = applicable(checklist.items, traits)
  return {
    id: row.id,
    centerId: row.center_id,
    centerName: center.name,
    kind: row.kind,
    state: row.state,
    checklist: { id: checklist.id, version: checklist.version, title: checklist.title },
    leadId: row.lead_id,
    openedOn: toDay(row.opened_on),
    openedBy: row.opened_by,
    targetOn: toDay(row.target_on),
    endedOn: toDayOrNull(row.ended_on),
    version: row.version,
    items: items.map((item) => {
      const history = findings.get(item.id) ?? []
      return { item, finding: history.at(-1) ?? null, history, evidence: evidence.get(item.id) ?? [] }
    }),
    leftOut,
    removedEvidence,
    moves,
    assessors: assessors.get(id) ?? new Set(),
  }
}

/** A review for its page: all of it as it was at one moment. */
export const readReview = (db: Reader, id: number): Promise<Review> => atOneMoment(db, () => getReview(db, id))

/** A review as a list shows it. */
export interface ReviewLine {
  id: number
  centerId: number
  centerName: string
  kind: ReviewKind
  state: ReviewState
  leadId: number
  openedOn: Day
  targetOn: Day
  endedOn: Day | null
}

const linesOf = question((db, { centerId }: { centerId: number }) => lines(db).where('reviews.center_id', '=', centerId).orderBy('reviews.id', 'desc'))

/** Every review of a center, the latest first. */
export const listReviewsOf = async (db: Reader, centerId: number): Promise<ReviewLine[]> => (await linesOf(db, { centerId })).map(toLine)

/** The review of a center under way, if there is one (V2). */
export async function findUnderWay(db: Reader, centerId: number): Promise<ReviewLine | null> {
  const row = await lines(db).where('reviews.center_id', '=', centerId).where('reviews.state', 'in', ['open', 'submitted']).executeTakeFirst()
  return row ? toLine(row) : null
}

const approvalsOf = question((db, { centerId }: { centerId: number }) =>
  db.selectFrom('decisions').select('id').where('center_id', '=', centerId).where('outcome', 'in', ['approve', 'approve with conditions']).limit(1),
)

/** Whether a center was ever approved, by a review or an opening entry: the next review is a renewal then. */
export const hasApproval = async (db: Reader, centerId: number): Promise<boolean> => (await approvalsOf(db, { centerId })).length > 0

const lines = (db: Reader) =>
  db
    .selectFrom('reviews')
    .innerJoin('centers', 'centers.id', 'reviews.center_id')
    .select([
      'reviews.id',
      'reviews.center_id as centerId',
      'centers.name as centerName',
      'reviews.kind',
      'reviews.state',
      'reviews.lead_id as leadId',
      'reviews.opened_on',
      'reviews.target_on',
      'reviews.ended_on',
    ])

type Row = Omit<ReviewLine, 'openedOn' | 'targetOn' | 'endedOn'> & { opened_on: string; target_on: string; ended_on: string | null }

const toLine = ({ opened_on, target_on, ended_on, ...row }: Row): ReviewLine => ({
  ...row,
  openedOn: toDay(opened_on),
  targetOn: toDay(target_on),
  endedOn: toDayOrNull(ended_on),
})
