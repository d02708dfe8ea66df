import type { Context } from '../app.ts'
import { namesOf } from '../accounts/queries.ts'
import { formToken } from '../audit/record.ts'
import { backToCenter } from '../centers/form-pages.ts'
import { getCenter } from '../centers/queries.ts'
import { get, idIn, post, queryText, type Route } from '../http/access.ts'
import { conflictPage, sameVersion, shownVersion } from '../http/conflict.ts'
import { leadsBack } from '../http/errors.ts'
import { keptToken, parseForm, typedForm, withRefusal } from '../http/forms.ts'
import type { ConflictPage } from '../http/parts.ts'
import { say } from '../http/session.ts'
import { render } from '../http/views.ts'
import { isWanted, stateOf, type Need } from '../needs/need.ts'
import { listNeedsOf } from '../needs/queries.ts'
import { Refusal, Stale } from '../shared/refusal.ts'
import { assertNotClosed } from '../standing/decisions.ts'
import { holdsOn } from '../standing/holds.ts'
import { historyOf, loadFacts } from '../standing/queries.ts'
import { alignRows } from './aligned-pages.ts'
import { backToDelivery } from './asking-pages.ts'
import { assertPacking, type Delivery } from './delivery.ts'
import { changedPackingForm, newPackingForm, packingFields, readPacking } from './forms.ts'
import { asFormPage, type LinesForm } from './lines-pages.ts'
import { packingForm, packingPage, rowsForNeeds, rowsOfDelivery, type PackingForm } from './packing-pages.ts'
import { deliveryPage } from './pages.ts'
import { getDelivery } from './queries.ts'
import { pack, repack } from './service.ts'

/** A form holds so many needs at most; those needed soonest come first. */
const mostNeeds = 40
const wantedOf = (needs: readonly Need[]): Need[] => needs.filter((need) => isWanted(stateOf(need))).slice(0, mostNeeds)

export const deliveryRoutes = ({ reader, writer, settings }: Context): Route[] => [
  get('/centers/:id/deliveries/new', 'supplies.write', async (request, response, person) => {
    const center = await getCenter(reader, idIn(request))
    leadsBack(response, backToCenter(center.id))
    assertNotClosed(await historyOf(reader, center.id), person.today)
    const needs = await listNeedsOf(reader, center.id)
    const only = Number(queryText(request, 'need')) || null
    const form = packingForm(rowsForNeeds(wantedOf(needs), settings().currency, only))
    render(response, 'deliveries/lines-form', packingPage({ center, needs, delivery: null, hidden: [{ name: 'token', value: formToken() }], form }))
  }),

  post('/centers/:id/deliveries', 'supplies.write', async (request, response, person) => {
    const center = await getCenter(reader, idIn(request))
    const lines = readPacking(request.body)
    const details = parseForm(newPackingForm, lines.whole)
    if (!details.ok || lines.error !== null || lines.summary.length > 0) {
      const form = { details: details.ok ? typedForm(packingFields, lines.whole) : details.state, lines }
      const token = details.ok ? details.value.token : (keptToken(details.state) ?? formToken())
      return render(
        response.status(422),
        'deliveries/lines-form',
        packingPage({ center, needs: await listNeedsOf(reader, center.id), delivery: null, hidden: [{ name: 'token', value: token }], form }),
      )
    }
    leadsBack(response, backToCenter(center.id))
    const id = await pack(writer, person, details.value.token, center.id, { ...details.value, lines: lines.lines })
    say(request, 'The delivery is packed. Look it over, then send it.')
    response.redirect(303, `/deliveries/${id}`)
  }),

  get('/deliveries/:id', 'supplies.read', async (request, response, person) => {
    const delivery = await getDelivery(reader, idIn(request))
    const holds = holdsOn(await loadFacts(reader, delivery.centerId), person.today)
    render(response, 'deliveries/show', deliveryPage(delivery, { holds, names: await namesOf(reader), today: person.today }))
  }),

  get('/deliveries/:id/lines', 'supplies.write', async (request, response) => {
    const delivery = await getDelivery(reader, idIn(request))
    leadsBack(response, backToDelivery(delivery))
    assertPacking(delivery)
    const needs = await listNeedsOf(reader, delivery.centerId)
    render(response, 'deliveries/lines-form', repackingPage(delivery, needs, heldForm(delivery, needs, settings().currency)))
  }),

  post('/deliveries/:id/lines', 'supplies.write', async (request, response, person) => {
    const delivery = await getDelivery(reader, idIn(request))
    const needs = await listNeedsOf(reader, delivery.centerId)
    const lines = readPacking(request.body)
    const details = parseForm(changedPackingForm(delivery), lines.whole)
    const again = (status: number, state: PackingForm['details']): void =>
      render(response.status(status), 'deliveries/lines-form', sameVersion(repackingPage(delivery, needs, { details: state, lines }), request.body))
    if (!details.ok || lines.error !== null || lines.summary.length > 0) return again(422, details.ok ? typedForm(packingFields, lines.whole) : details.state)
    try {
      await repack(writer, person, delivery.id, details.value.version, { ...details.value, lines: lines.lines })
    } catch (error) {
      if (!(error instanceof Refusal) || error.code === 'not-found') throw error
      if (!(error instanceof Stale)) return again(409, withRefusal(packingFields, lines.whole, error))
      const typed = { details: typedForm(packingFields, lines.whole), lines }
      const conflict = repackingConflict(await getDelivery(reader, delivery.id), needs, typed, settings().currency, request.body)
      return render(response.status(409), 'layout/conflict', conflict)
    }
    say(request, 'What is packed is saved.')
    response.redirect(303, `/deliveries/${delivery.id}`)
  }),
]

const heldForm = (delivery: Delivery, needs: readonly Need[], currency: string): PackingForm => packingForm(rowsOfDelivery(delivery, wantedOf(needs), currency), delivery)

function repackingPage(delivery: Delivery, needs: readonly Need[], form: PackingForm): LinesForm {
  const page = packingPage({ center: { id: delivery.centerId, name: delivery.centerName }, needs, delivery, hidden: [], form })
  return { ...page, hidden: [shownVersion(delivery.version, asFormPage(page).fields), ...page.hidden] }
}

/** R3 */
function repackingConflict(now: Delivery, needs: readonly Need[], typed: PackingForm, currency: string, body: unknown): ConflictPage {
  const held = heldForm(now, needs, currency)
  const aligned = alignRows(typed.lines.rows, held.lines.rows, body)
  const pageOf = (form: PackingForm, rows: PackingForm['lines']['rows']) => asFormPage(repackingPage(now, needs, { ...form, lines: { ...form.lines, rows } }))
  return conflictPage(pageOf(typed, aligned.typed), pageOf(held, aligned.held), 'delivery', { version: aligned.version })
}
