import type { Request } from 'express'
import { namesOf } from '../accounts/queries.ts'
import type { Context } from '../app.ts'
import { formToken } from '../audit/record.ts'
import { coverageOf } from '../centers/center.ts'
import { getCenter } from '../centers/queries.ts'
import { get, idIn, post, type Route } from '../http/access.ts'
import { filledForm, parseForm, refusedStatus, typedIn, withProblems, withRefusal, type FormState, type Typed } from '../http/forms.ts'
import { say } from '../http/session.ts'
import { render } from '../http/views.ts'
import { getReview } from '../reviews/queries.ts'
import type { Review } from '../reviews/review.ts'
import type { Person } from '../shared/actor.ts'
import { dayText, type Day } from '../shared/days.ts'
import { placeProblems } from '../shared/place-like.ts'
import { assert, problemIf, Refusal, type Problem } from '../shared/refusal.ts'
import { historyOf } from '../standing/queries.ts'
import { standingOn } from '../standing/standing.ts'
import { otherCondition, shortItems, strayProblems, verdictProblems, type NewCondition, type Verdict, type VerdictRead } from './decision.ts'
import { conditionsForm, joined, partsOf, verdictFields, verdictForm, type VerdictForm } from './forms.ts'
import { findSuspender } from './queries.ts'
import { decide } from './service.ts'
import { conditionFields, verdictPage, type VerdictFacts } from './verdict-pages.ts'

export const verdictRoutes = ({ reader, writer }: Context): Route[] => {
  const factsOf = async (review: Review, person: Person): Promise<VerdictFacts> => {
    const [center, names, history] = await Promise.all([getCenter(reader, review.centerId), namesOf(reader), historyOf(reader, review.centerId)])
    const standing = standingOn(history, person.today)
    const suspendedBy = standing.kind === 'suspended' ? await findSuspender(reader, center.id) : null
    return { review, center, names, standing, suspendedBy, personId: person.id, today: person.today, token: formToken() }
  }

  const judgedBy = async ({ centerId }: Review) => ({ ...coverageOf(await getCenter(reader, centerId)), history: await historyOf(reader, centerId) })

  return [
    get('/reviews/:id/decision', 'vetting.decide', async (request, response, person) => {
      const review = await getReview(reader, idIn(request))
      render(response, 'decisions/verdict', verdictPage(await factsOf(review, person)))
    }),

    post('/reviews/:id/decision', 'vetting.decide', async (request, response, person) => {
      const review = await getReview(reader, idIn(request))
      const judged = await judgedBy(review)
      const read = readVerdict(request, review, (verdict) => verdictProblems(review, verdict, judged, person.today))
      if (!read.ok) return render(response.status(422), 'decisions/verdict', verdictPage(await factsOf(review, person), read.state))
      try {
        await decide(writer, person, review.id, read.verdict, read.form)
      } catch (error) {
        // What a rule refuses can be put right in the form; a review that waits no longer cannot.
        if (!(error instanceof Refusal) || error.code !== 'conflict' || (await getReview(reader, review.id)).state !== 'submitted') throw error
        return render(response.status(refusedStatus(error)), 'decisions/verdict', verdictPage(await factsOf(review, person), typedState(request, review, error)))
      }
      say(request, doneText(review.centerName, read.verdict))
      response.redirect(303, `/centers/${review.centerId}`)
    }),
  ]
}

type Read = { ok: true; verdict: Verdict; form: { token: string; version: number } } | { ok: false; state: FormState<string> }

/** @param problemsOf what the rules find in what could be read: asked when something could not, so that all is told at once */
function readVerdict(request: Request, review: Review, problemsOf: (read: VerdictRead) => Problem[]): Read {
  const parts = partsOf(request.body)
  const short = shortItems(review)
  const fixed = parseForm(verdictForm, parts.verdict)
  const set = parseForm(conditionsForm(short.map(({ item }) => item.code)), parts.conditions)
  const said: Partial<VerdictForm> = fixed.ok ? fixed.value : fixed.read
  const conditions = (set.ok ? set.value : set.read) as Conditions
  const lacking = [...lackingIn(said, conditions), ...placesIn(said, conditions), ...strayProblems(said.outcome, writtenIn(conditions))]
  if (fixed.ok && set.ok && lacking.length === 0) {
    const { token, version } = fixed.value
    return { ok: true, verdict: verdictOf(fixed.value, conditionsIn(conditions, review)), form: { token, version } }
  }
  const one = fixed.ok ? filledForm(verdictFields, typedIn(parts.verdict)) : fixed.state
  const other = set.ok ? filledForm(conditionFields(short), typedIn(parts.conditions)) : set.state
  const found = problemsOf(verdictRead(said, conditionsIn(conditions, review))).filter(({ field }) => !isBegun(field, typedIn(parts.conditions)))
  return { ok: false, state: withProblems(joined(one, other), [...lacking, ...found]) }
}

/** Whether a field asks for a condition of which something is written: it says itself what it lacks, and is not asked for once more. */
const isBegun = (field: string | null, typed: Typed): boolean =>
  field !== null && field.startsWith('condition-') && [field, field.replace('condition-', 'due-')].some((name) => (typed[name] ?? '') !== '')

/** What a verdict of this outcome wants and others do not. */
function lackingIn({ outcome, valid }: Partial<VerdictForm>, conditions: Conditions): Problem[] {
  if (outcome === undefined || outcome === 'decline') return []
  const last = problemIf(valid === null, 'valid', 'Enter the last day of the approval.')
  return outcome === 'approve' ? last : [...last, ...halfConditions(conditions)]
}

function verdictOf({ outcome, effective, valid, rationale, ...said }: VerdictForm, conditions: NewCondition[]): Verdict {
  if (outcome === 'decline') return { outcome, effectiveOn: effective, rationale, terms: null }
  assert(valid !== null, 'an approval that was read has a last day')
  return { outcome, effectiveOn: effective, rationale, terms: { validUntil: valid, scope: scopeIn(said), conditions } }
}

function verdictRead({ outcome, effective, valid, populations, fromAge, toAge }: Partial<VerdictForm>, conditions: NewCondition[]): VerdictRead {
  const scope = { ...(populations && { populations }), fromAge: fromAge ?? null, toAge: toAge ?? null }
  const approving = outcome !== undefined && outcome !== 'decline'
  return {
    ...(outcome && { outcome }),
    ...(effective && { effectiveOn: effective }),
    terms: approving ? { ...(valid && { validUntil: valid }), scope, conditions } : null,
  }
}

const scopeIn = ({ populations, fromAge, toAge, people, stay }: Omit<VerdictForm, 'outcome' | 'effective' | 'valid' | 'rationale'>) => ({
  populations,
  fromAge,
  toAge,
  people,
  longestStayDays: stay,
})

type Conditions = Record<string, string | Day | null>

function conditionsIn(set: Conditions, review: Review): NewCondition[] {
  const items = [...shortItems(review).map(({ item }) => ({ code: item.code, id: item.id as number | null })), { code: otherCondition, id: null }]
  return items.flatMap(({ code, id }) => {
    const [text, dueOn] = [set[`condition-${code}`], set[`due-${code}`]]
    return typeof text === 'string' && dueOn instanceof Temporal.PlainDate ? [{ itemId: id, text, dueOn }] : []
  })
}

/** Of each condition of which something is written the field that says it: its text, or its day alone. */
const writtenIn = (set: Conditions): string[] =>
  Object.keys(set).filter((name) => (set[name] ?? null) !== null && (name.startsWith('condition-') || (set[name.replace('due-', 'condition-')] ?? null) === null))

/** CONF-08, as the form's other texts: a condition that looks like a place. */
const placesIn = ({ outcome, anyway }: Partial<VerdictForm>, set: Conditions): Problem[] =>
  outcome !== 'approve with conditions' || anyway ? [] : Object.entries(set).flatMap(([name, text]) => (typeof text === 'string' ? placeProblems(name, text) : []))

/** Conditions that say what and not by when, or the other way round. */
const halfConditions = (set: Conditions): Problem[] =>
  Object.keys(set).flatMap((name) => {
    const other = name.startsWith('due-') ? name.replace('due-', 'condition-') : name.replace('condition-', 'due-')
    if (set[name] !== null || set[other] === null || set[other] === undefined) return []
    return [{ field: name, message: name.startsWith('due-') ? 'Enter the day by which it must be done.' : 'Say what must be done.' }]
  })

function typedState(request: Request, review: Review, refusal: Refusal): FormState<string> {
  return withRefusal([...verdictFields, ...conditionFields(shortItems(review))], request.body, refusal)
}

function doneText(name: string, { outcome, effectiveOn, terms }: Verdict): string {
  if (terms === null) return `${name} is declined from ${dayText(effectiveOn)}.`
  const how = outcome === 'approve' ? 'approved' : 'approved with conditions'
  return `${name} is ${how} from ${dayText(effectiveOn)} until ${dayText(terms.validUntil)}.`
}
