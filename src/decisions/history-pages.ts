import type { Center } from '../centers/center.ts'
import { standingState } from '../centers/state-pages.ts'
import type { Fact, Head, State } from '../http/parts.ts'
import { dayText, isAfter, type Day } from '../shared/days.ts'
import { standingOn, type StandingHistory } from '../standing/standing.ts'
import { outcomeText, standingText } from '../standing/words.ts'
import type { Condition } from './condition-queries.ts'
import type { Decision } from './queries.ts'
import { scopeFacts } from './scope-pages.ts'

export interface DecisionsPage {
  title: string
  head: Head
  asOf: { action: string; value: string; error: string | null; said: string; state: State }
  rows: DecisionRow[]
}

export interface DecisionRow {
  outcome: string
  counts: string
  said: string
  rationale: string
  /** Whether it counted on the day that is asked about. */
  counted: boolean
  facts: Fact[]
  conditions: string[]
}

interface Facts {
  center: Center
  history: StandingHistory
  decisions: Decision[]
  conditions: Condition[]
  names: ReadonlyMap<number, string>
  nameOf: (populationCode: string) => string
  day: Day
  wrongDay: string | null
  entered: string
}

/** V9: every decision on a center, who gave it and why, and what they amounted to on any day. */
export function decisionsPage(facts: Facts): DecisionsPage {
  const { center, history, decisions, day } = facts
  const standing = standingOn(history, day)
  const href = `/centers/${center.id}`
  return {
    title: `Decisions on ${center.name}`,
    head: {
      crumbs: [
        { label: 'Centers', href: '/centers' },
        { label: center.name, href },
      ],
      title: `Decisions on ${center.name}`,
      state: null,
      lede: 'Every decision, who gave it, when and why. None is ever changed: a mistaken one is answered by another.',
      actions: [],
    },
    asOf: {
      action: `${href}/decisions`,
      value: facts.entered,
      error: facts.wrongDay,
      said: `On ${dayText(day)} it is, by what is recorded now: ${standingText(standing)}.`,
      state: standingState(standing),
    },
    rows: decisions.map((decision) => decisionRow(decision, facts)),
  }
}

function decisionRow(decision: Decision, { conditions, names, nameOf, day }: Facts): DecisionRow {
  const { effectiveOn, validUntil, decidedOn, reviewId, documentId } = decision
  const by = names.get(decision.decidedBy) ?? 'someone'
  const until = validUntil === null ? '' : ` until ${dayText(validUntil)}`
  const facts: Fact[] = decision.scope === null ? [] : scopeFacts(decision.scope, nameOf)
  if (reviewId !== null) facts.push({ label: 'Came of', value: 'a review', href: `/reviews/${reviewId}` })
  if (documentId !== null) facts.push({ label: 'Rests on', value: 'a document', href: `/documents/${documentId}` })
  return {
    outcome: outcomeText[decision.outcome],
    counts: `from ${dayText(effectiveOn)}${until}`,
    said: decision.opening ? `Taken over by ${by} on ${dayText(decidedOn)}: in force before the register began` : `${by}, on ${dayText(decidedOn)}`,
    rationale: decision.rationale,
    counted: !isAfter(effectiveOn, day),
    facts,
    conditions: conditions.filter(({ decisionId }) => decisionId === decision.id).map(conditionText),
  }
}

const conditionText = ({ itemCode, text, dueOn, met }: Condition): string =>
  `${itemCode === null ? '' : `${itemCode}: `}${text} Due by ${dayText(dueOn)}, ${met === null ? 'not met yet' : `met on ${dayText(met.on)}`}.`
