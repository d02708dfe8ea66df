import { capital } from '../centers/words.ts'
import { mayUse } from '../http/access.ts'
import type { Fact, Head, Link, State } from '../http/parts.ts'
import type { Person } from '../shared/actor.ts'
import { dayText, isAfter, type Day } from '../shared/days.ts'
import { reinstatementBar } from '../standing/decisions.ts'
import { isVetted, standingOn, type Standing } from '../standing/standing.ts'
import { standingText } from '../standing/words.ts'
import type { StandingRecords } from './center-queries.ts'
import type { Condition } from './condition-queries.ts'
import { lapseTexts } from './hold-pages.ts'
import { safeguardingText } from './safeguarding.ts'
import { scopeFacts } from './scope-pages.ts'

/** The card that says what a center's standing is, until when, and what can be done about it. */
export interface StandingSection {
  said: string
  /** "Lapses from 1 Mar 2028, because …", and each hold that begins by itself in the days ahead, earliest first; none when nothing recorded ends it. */
  lapses: string[]
  facts: Fact[]
  links: Link[]
  actions: Head['actions']
  /** What someone else must do, since a rule keeps this person from it; null when nothing. */
  whyNot: string | null
}

export interface ConditionsSection {
  rows: { text: string; code: string | null; due: string; state: State; said: string | null; meet: Link | null }[]
}

interface Facts extends StandingRecords {
  centerId: number
  person: Person
  nameOf: (populationCode: string) => string
}

export function standingSection({ centerId, facts, approval, safeguarding, suspendedBy, person, nameOf }: Facts): StandingSection {
  const standing = standingOn(facts.history, person.today)
  const href = `/centers/${centerId}`
  const decides = mayUse(person.roles, 'vetting.decide')
  const bar = reinstatementBar(suspendedBy, person.id)
  const decided =
    approval === null || !isVetted(standing) ? [] : [...scopeFacts(approval.scope, nameOf), { label: 'Safeguarding', value: safeguardingText(safeguarding), href: null }]
  return {
    said: `${capital(standingText(standing))}.`,
    lapses: isVetted(standing) ? lapseTexts(facts, person.today) : [],
    facts: decided,
    links: [
      { label: 'Every decision', href: `${href}/decisions` },
      ...(approval === null ? [] : [{ label: 'Its evidence, and renewing it', href: `${href}/evidence` }]),
      ...(facts.history.decisions.length === 0 && mayUse(person.roles, 'vetting.write')
        ? [{ label: 'Take over an approval in force', href: `${href}/opening/new` }]
        : []),
    ],
    actions: decides ? stepActions(href, standing, bar === null) : [],
    whyNot: decides ? bar : null,
  }
}

function stepActions(href: string, standing: Standing, mayReinstate: boolean): Head['actions'] {
  const action = (label: string, path: string, tone: 'plain' | 'warn'): Head['actions'][number] => ({ label, href: `${href}/${path}`, tone, method: 'get' })
  if (standing.kind === 'closed') return [action('Reopen', 'reopening', 'plain')]
  if (standing.kind === 'suspended') return [...(mayReinstate ? [action('Reinstate', 'reinstatement', 'plain')] : []), action('Close', 'closing', 'warn')]
  return [action('Suspend', 'suspension', 'warn'), action('Close', 'closing', 'plain')]
}

/** What the center must do to keep its approval; null when nothing is asked. */
export function conditionsSection(conditions: readonly Condition[], names: ReadonlyMap<number, string>, person: Person): ConditionsSection | null {
  if (conditions.length === 0) return null
  const may = mayUse(person.roles, 'vetting.decide')
  return {
    rows: conditions.map(({ id, text, itemCode, dueOn, met }) => ({
      text,
      code: itemCode,
      due: dayText(dueOn),
      state: conditionState(dueOn, met !== null, person.today),
      said: met && `on ${dayText(met.on)}, says ${names.get(met.by) ?? 'someone'}: ${met.note}`,
      meet: met === null && may ? { label: 'Say that it was met', href: `/conditions/${id}/meeting` } : null,
    })),
  }
}

function conditionState(dueOn: Day, met: boolean, today: Day): State {
  if (met) return { word: 'Met', tone: 'good' }
  return isAfter(today, dueOn) ? { word: 'Overdue', tone: 'bad' } : { word: 'Open', tone: 'warn' }
}
