import type { Response } from 'express'
import type { Context } from '../app.ts'
import { documentProblems } from '../documents/document.ts'
import { get, idIn, post, queryText, type Route } from '../http/access.ts'
import { leadsBack } from '../http/errors.ts'
import { filledForm, parseForm, withProblems, withRefusal } from '../http/forms.ts'
import { say } from '../http/session.ts'
import { upload, uploadIn, type Upload } from '../http/upload.ts'
import { render, renderPart, wantsPart } from '../http/views.ts'
import type { Person } from '../shared/actor.ts'
import { assert, Problems, Refusal, Stale } from '../shared/refusal.ts'
import { getEvidence, listAttachable } from './evidence-queries.ts'
import { attachEvidence, detachEvidence, recordFinding, type Source } from './finding-service.ts'
import type { Attempt } from './attempt-pages.ts'
import { evidenceFields, evidencePage, removalPage, type EvidenceState } from './evidence-pages.ts'
import { evidenceForm, findingFields, findingForm, reasonForm, type EvidenceForm } from './forms.ts'
import { noteProblems } from './finding.ts'
import { itemPart } from './item-pages.ts'
import { reviewPage, savedPart } from './pages.ts'
import { getReview } from './queries.ts'
import { assertOpen, itemOf } from './review.ts'
import { backToReview, readingOf } from './routes.ts'
import { itemAnchor } from './words.ts'

export const findingRoutes = (context: Context): Route[] => [answerRoute(context), ...evidenceRoutes(context), ...removalRoutes(context)]

/** One item is saved by itself: with a script its part comes back alone, without one the page does, at that item. */
const answerRoute = (context: Context): Route =>
  post('/reviews/:id/findings/:item', 'vetting.write', async (request, response, person) => {
    const id = idIn(request)
    const code = String(request.params['item'])
    const answer = { response, person, id, code, part: wantsPart(request) }
    const form = parseForm(findingForm, request.body)
    if (!form.ok) {
      const { finding } = itemOf(await getReview(context.reader, id), code)
      return refuseItem(context, answer, 422, { form: withProblems(form.state, noteProblems(finding, form.read)), message: null, stale: false })
    }
    const { revision, ...said } = form.value
    try {
      await recordFinding(context.writer, person, id, code, said, revision)
    } catch (error) {
      if (!(error instanceof Refusal) || error.code === 'not-found') throw error
      const attempt = { form: withRefusal(findingFields, request.body, error), message: error instanceof Problems ? null : error.message, stale: error instanceof Stale }
      return refuseItem(context, answer, error instanceof Problems ? 422 : 409, attempt)
    }
    if (!answer.part) {
      say(request, `${code} is saved.`)
      return response.redirect(303, `/reviews/${id}${itemAnchor(code)}`)
    }
    const [review, reading] = await Promise.all([getReview(context.reader, id), readingOf(context, person)])
    renderPart(response, 'reviews/saved', savedPart(review, reading, code, itemPart(review, itemOf(review, code), reading), false))
  })

interface Asked {
  response: Response
  person: Person
  id: number
  code: string
  part: boolean
}

/** Nothing typed is lost: it stands in the item again, with what is wrong or with what somebody else saved. */
async function refuseItem(context: Context, { response, person, id, code, part }: Asked, status: number, attempt: Attempt): Promise<void> {
  const [review, reading] = await Promise.all([getReview(context.reader, id), readingOf(context, person)])
  const each = itemOf(review, code)
  if (part) return renderPart(response.status(status), 'reviews/saved', savedPart(review, reading, code, itemPart(review, each, reading, attempt), true))
  render(response.status(status), 'reviews/show', reviewPage(review, person, reading, { item: { code, attempt } }))
}

const evidenceRoutes = ({ reader, writer }: Context): Route[] => [
  get('/reviews/:id/evidence/new', 'vetting.write', async (request, response) => {
    const review = await getReview(reader, idIn(request))
    leadsBack(response, backToReview(review))
    assertOpen(review)
    const code = queryText(request, 'item')
    render(response, 'layout/form', evidencePage(review, await listAttachable(reader, review.centerId), filledForm(evidenceFields, code === '' ? {} : { items: [code] })))
  }),

  post(
    '/reviews/:id/evidence',
    'vetting.write',
    async (request, response, person) => {
      const review = await getReview(reader, idIn(request))
      const form = parseForm(evidenceForm, request.body)
      const again = async (state: EvidenceState): Promise<void> =>
        render(response.status(422), 'layout/form', evidencePage(review, await listAttachable(reader, review.centerId), state))
      if (!form.ok) {
        const { document, dated } = form.read
        return again(withProblems(form.state, document === null && dated ? documentProblems({ datedOn: dated }, person.today, 'dated') : []))
      }
      const { items, token } = form.value
      const source = sourceOf(form.value, uploadIn(request))
      try {
        const count = await attachEvidence(writer, person, review.id, items, source, token)
        say(request, count === 0 ? 'It was attached there already.' : `The evidence is attached to ${count === 1 ? (items[0] ?? '') : `${count} items`}.`)
        response.redirect(303, `/reviews/${review.id}${itemAnchor(items[0] ?? '')}`)
      } catch (error) {
        if (!(error instanceof Problems)) throw error
        await again(withRefusal(evidenceFields, request.body, error))
      }
    },
    upload(),
  ),
]

/** The form lets through a document that is here, or a new one with its file. */
function sourceOf({ document, title, dated, expires }: EvidenceForm, file: Upload | null): Source {
  if (document !== null) return { documentId: document }
  assert(file !== null, 'new evidence comes with its file')
  return { document: { title, datedOn: dated, expiresOn: expires, file } }
}

const removalRoutes = ({ reader, writer }: Context): Route[] => [
  get('/reviews/:id/evidence/:evidence/removal', 'vetting.write', async (request, response) => {
    const review = await getReview(reader, idIn(request))
    leadsBack(response, backToReview(review))
    assertOpen(review)
    render(response, 'layout/form', removalPage(review, await getEvidence(reader, review.id, idIn(request, 'evidence'))))
  }),

  post('/reviews/:id/evidence/:evidence/removal', 'vetting.write', async (request, response, person) => {
    const review = await getReview(reader, idIn(request))
    const evidence = await getEvidence(reader, review.id, idIn(request, 'evidence'))
    const form = parseForm(reasonForm, request.body)
    if (!form.ok) return render(response.status(422), 'layout/form', removalPage(review, evidence, form.state))
    await detachEvidence(writer, person, review.id, evidence.id, form.value.reason)
    say(request, `“${evidence.title}” no longer supports ${evidence.code}.`)
    response.redirect(303, `/reviews/${review.id}${itemAnchor(evidence.code)}`)
  }),
]
