import type { Reader } from '../db/database.ts'
import { question } from '../db/question.ts'
import type { Day } from '../shared/days.ts'
import type { HoldFacts } from '../standing/holds.ts'
import { findApproval } from '../standing/queries.ts'
import type { Approval } from '../standing/scope.ts'
import { standingOn } from '../standing/standing.ts'
import { listConditions, type Condition } from './condition-queries.ts'
import { findGrounds, findSuspender } from './queries.ts'
import { safeguardingOf, standards, type Safeguarding } from './safeguarding.ts'

/** What a center's page says of its standing, beside the facts that it loads anyway. */
export interface StandingRecords {
  facts: HoldFacts
  approval: Approval | null
  conditions: Condition[]
  safeguarding: Safeguarding | null
  /** Who suspended it, and so cannot reinstate it (V8); null when it is not suspended. */
  suspendedBy: number | null
  /** The reason given for it, where it is suspended, closed or declined. */
  grounds: string | null
}

export async function loadStanding(db: Reader, centerId: number, facts: HoldFacts, day: Day): Promise<StandingRecords> {
  const approval = await findApproval(db, facts.history, day)
  const standing = standingOn(facts.history, day)
  const conditions = facts.history.conditions.length === 0 ? [] : await listConditions(db, centerId)
  return {
    facts,
    approval,
    conditions: conditions.filter(({ decisionId }) => decisionId === approval?.decisionId),
    safeguarding: approval && (await findSafeguarding(db, approval.decisionId)),
    suspendedBy: standing.kind === 'suspended' ? await findSuspender(db, centerId) : null,
    grounds: await findGrounds(db, centerId, standing),
  }
}

const resultsOf = question((db, { decisionId }: { decisionId: number }) =>
  db
    .selectFrom('decisions as d')
    .innerJoin('findings as f', 'f.review_id', 'd.review_id')
    .innerJoin('checklist_items as i', 'i.id', 'f.item_id')
    .select(['i.code', 'f.result'])
    .where('d.id', '=', decisionId)
    .where('i.code', 'in', standards)
    .orderBy('f.revision', 'desc'),
)

/** V10, of the review that a decision came of. */
const findSafeguarding = async (db: Reader, decisionId: number): Promise<Safeguarding | null> => safeguardingOf(await resultsOf(db, { decisionId }))
