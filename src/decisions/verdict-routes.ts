import type { Request } from 'express'
import { namesOf } from '../accounts/queries.ts'
import type { Context } from '../app.ts'
import { formToken } from '../audit/record.ts'
import { getCenter } from '../centers/queries.ts'
import { get, idIn, post, type Route } from '../http/access.ts'
import { filledForm, parseForm, typedIn, withError, type FormState } from '../http/forms.ts'
import { say } from '../http/session.ts'
import { render } from '../http/views.ts'
import { getReview } from '../reviews/queries.ts'
import type { Review } from '../reviews/review.ts'
import type { Person } from '../shared/actor.ts'
import { dayText, type Day } from '../shared/days.ts'
import { Refusal } from '../shared/refusal.ts'
import { historyOf } from '../standing/queries.ts'
import { standingOn } from '../standing/standing.ts'
import { shortItems, type NewCondition, type Verdict } from './decision.ts'
import { conditionsForm, joined, otherCondition, partsOf, verdictFields, verdictForm, type VerdictForm } from './forms.ts'
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

  return [
    get('/reviews/:id/decision', 'vetting.decide', async (request, response, person) => {
      const review = await getReview(reader, idIn(request))
      render(response, 'decisions/verdict', verdictPage(await factsOf(review, person)))
    }),

    post('/reviews/:id/decision', 'vetting.decide', async (request, response, person) => {
      const review = await getReview(reader, idIn(request))
      const read = readVerdict(request, review)
      if (!read.ok) return render(response.status(422), 'decisions/verdict', verdictPage(await factsOf(review, person), read.state))
      try {
        await decide(writer, person, review.id, read.verdict, read.form)
      } catch (error) {
        // What a rule refuses can be put right in the form; a review that waits no longer cannot.
        if (!(error instanceof Refusal) || error.code !== 'conflict' || (await getReview(reader, review.id)).state !== 'submitted') throw error
        return render(response.status(409), 'decisions/verdict', verdictPage(await factsOf(review, person), typedState(request, review, error.message)))
      }
      say(request, doneText(review.centerName, read.verdict))
      response.redirect(303, `/centers/${review.centerId}`)
    }),
  ]
}

type Read = { ok: true; verdict: Verdict; form: { token: string; version: number } } | { ok: false; state: FormState<string> }

function readVerdict(request: Request, review: Review): Read {
  const parts = partsOf(request.body)
  const short = shortItems(review)
  const fixed = parseForm(verdictForm, parts.verdict)
  const set = parseForm(conditionsForm(short.map(({ item }) => item.code)), parts.conditions)
  if (!fixed.ok || !set.ok) {
    const one = fixed.ok ? filledForm(verdictFields, typedIn(parts.verdict)) : fixed.state
    return { ok: false, state: joined(one, set.ok ? filledForm(conditionFields(short), typedIn(parts.conditions)) : set.state) }
  }
  const { outcome, effective, valid, rationale, token, version } = fixed.value
  const form = { token, version }
  if (outcome === 'decline') return { ok: true, form, verdict: { outcome, effectiveOn: effective, rationale, terms: null } }
  if (valid === null)
    return {
      ok: false,
      state: joined(
        withError(verdictFields, parts.verdict, 'Enter the last day of the approval.', 'valid'),
        filledForm(conditionFields(short), typedIn(parts.conditions)),
      ),
    }
  const halves = outcome === 'approve' ? [] : halfConditions(set.value as Conditions)
  if (halves.length > 0)
    return { ok: false, state: joined(filledForm(verdictFields, typedIn(parts.verdict)), withErrors(conditionFields(short), parts.conditions, halves)) }
  const conditions = outcome === 'approve' ? [] : conditionsIn(set.value as Conditions, review)
  return { ok: true, form, verdict: { outcome, effectiveOn: effective, rationale, terms: { validUntil: valid, scope: scopeIn(fixed.value), conditions } } }
}

const scopeIn = ({ populations, fromAge, toAge, people, stay }: VerdictForm) => ({ populations, fromAge, toAge, people, longestStayDays: stay })

type Conditions = Record<string, string | Day | null>

function conditionsIn(set: Conditions, review: Review): NewCondition[] {
  const items = [...shortItems(review).map(({ item }) => ({ code: item.code, id: item.id as number | null })), { code: otherCondition, id: null }]
  return items.flatMap(({ code, id }) => {
    const [text, dueOn] = [set[`condition-${code}`], set[`due-${code}`]]
    return typeof text === 'string' && dueOn instanceof Temporal.PlainDate ? [{ itemId: id, text, dueOn }] : []
  })
}

/** Conditions that say what and not by when, or the other way round. */
const halfConditions = (set: Conditions): { name: string; message: string }[] =>
  Object.keys(set).flatMap((name) => {
    const other = name.startsWith('due-') ? name.replace('due-', 'condition-') : name.replace('condition-', 'due-')
    if (set[name] !== null || set[other] === null || set[other] === undefined) return []
    return [{ name, message: name.startsWith('due-') ? 'Enter the day by which it must be done.' : 'Say what must be done.' }]
  })

function withErrors(names: string[], body: Record<string, unknown>, errors: { name: string; message: string }[]): FormState<string> {
  const state = filledForm(names, typedIn(body))
  for (const { name, message } of errors) {
    const field = state.fields[name]
    if (field) field.error = message
  }
  return { ...state, summary: errors.map(({ name, message }) => ({ href: `#${name}`, message })) }
}

function typedState(request: Request, review: Review, error: string): FormState<string> {
  const parts = partsOf(request.body)
  return joined(withError(verdictFields, parts.verdict, error), filledForm(conditionFields(shortItems(review)), typedIn(parts.conditions)))
}

function doneText(name: string, { outcome, effectiveOn, terms }: Verdict): string {
  if (terms === null) return `${name} is declined from ${dayText(effectiveOn)}.`
  const how = outcome === 'approve' ? 'approved' : 'approved with conditions'
  return `${name} is ${how} from ${dayText(effectiveOn)} until ${dayText(terms.validUntil)}.`
}
