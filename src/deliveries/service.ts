import { change, changeOnce, type Record } from '../audit/record.ts'
import { getCenter } from '../centers/queries.ts'
import type { Trx, Writer } from '../db/database.ts'
import { getNeed } from '../needs/queries.ts'
import type { Person } from '../shared/actor.ts'
import { Refusal, Stale } from '../shared/refusal.ts'
import { assertNotClosed } from '../standing/decisions.ts'
import { assertNothingHolds } from '../standing/hold-groups.ts'
import { historyOf, loadFacts } from '../standing/queries.ts'
import { assertOnTheWay, assertPacking, assertReadyToSend, valuesOf, type Delivery } from './delivery.ts'
import { getDelivery, insertDelivery, insertEvent, updatePacking, type Packing } from './queries.ts'

const subjectOf = ({ id, centerId }: Pick<Delivery, 'id' | 'centerId'>) => ({ kind: 'delivery', id, centerId })

/** Packs a delivery for a center; with the same token once (M7). @returns its id. @throws Refusal while the center is closed */
export function pack(writer: Writer, actor: Person, token: string, centerId: number, packing: Packing): Promise<number> {
  return changeOnce(writer, actor, token, ['delivery.packed', centerId, packing], async (trx, record) => {
    await getCenter(trx, centerId)
    assertNotClosed(await historyOf(trx, centerId), actor.today)
    const lines = await linesFor(trx, centerId, packing.lines)
    const id = await insertDelivery(trx, actor, centerId, { ...packing, lines })
    await record('delivery.packed', subjectOf({ id, centerId }), { after: said({ ...packing, lines }) })
    return id
  })
}

/** Changes what is packed, while it is. @throws Stale when somebody saved it since `version`; Refusal once it left */
export function repack(writer: Writer, actor: Person, id: number, version: number, packing: Packing): Promise<void> {
  return change(writer, actor, async (trx, record) => {
    const before = await getDelivery(trx, id)
    assertPacking(before)
    if (before.version !== version) throw new Stale('delivery')
    const after = { ...packing, lines: await linesFor(trx, before.centerId, packing.lines) }
    await updatePacking(trx, id, version, after)
    await record('delivery.repacked', subjectOf(before), { before: said(before), after: said(after) })
  })
}

/** A line for a need is of what the need says, in its unit, so that what arrives can be counted against it (S2). */
function linesFor(trx: Trx, centerId: number, lines: Packing['lines']): Promise<Packing['lines']> {
  return Promise.all(
    lines.map(async (line) => {
      if (line.needId === null) return line
      const need = await getNeed(trx, line.needId)
      if (need.centerId !== centerId) throw new Refusal('conflict', 'A delivery covers needs of its own center only.')
      if (need.withdrawnBecause !== null) throw new Refusal('conflict', `The need for ${need.item} was withdrawn. Leave it out.`)
      return { ...line, item: need.item, unit: need.unit }
    }),
  )
}

/**
 * S1: what was packed leaves today, if nothing holds the center at this moment; with the same token once (M7).
 * @param form its one-time token, and the version of the delivery that the sender looked over
 * @throws Stale when it was packed anew since (R3); Refusal that says every hold
 */
export async function send(writer: Writer, actor: Person, { token, version }: { token: string; version: number }, id: number): Promise<void> {
  await changeOnce(writer, actor, token, ['delivery.sent', id, version], async (trx, record) => {
    const delivery = await getDelivery(trx, id)
    assertReadyToSend(delivery)
    if (delivery.version !== version) throw new Stale('delivery')
    assertNothingHolds(await loadFacts(trx, delivery.centerId), actor.today)
    await insertEvent(trx, actor, id, 'sent')
    await record('delivery.sent', subjectOf(delivery), { on: actor.today.toString(), value: valuesOf(delivery.lines) })
    return id
  })
}

/** What did not arrive and is not looked for any longer. What a receipt said of it before stays. */
export const callLost = (writer: Writer, actor: Person, id: number, reason: string): Promise<void> =>
  end(writer, actor, id, { kind: 'lost', reason, assertMay: assertOnTheWay })

/** What was packed for nothing. */
export const setAside = (writer: Writer, actor: Person, id: number, reason: string): Promise<void> =>
  end(writer, actor, id, { kind: 'set aside', reason, assertMay: assertPacking })

interface End {
  kind: 'lost' | 'set aside'
  reason: string
  assertMay: (delivery: Delivery) => void
}

function end(writer: Writer, actor: Person, id: number, { kind, reason, assertMay }: End): Promise<void> {
  return change(writer, actor, async (trx: Trx, record: Record) => {
    const delivery = await getDelivery(trx, id)
    assertMay(delivery)
    await insertEvent(trx, actor, id, kind, reason)
    await record(kind === 'lost' ? 'delivery.lost' : 'delivery.set-aside', subjectOf(delivery), { reason })
  })
}

/** What is packed, as the log holds it (R1). */
const said = ({ expectedOn, carrier, note, lines }: Packing) => ({
  expectedOn: expectedOn?.toString() ?? null,
  carrier,
  note,
  lines: lines.map(({ needId, item, quantity, unit, unitValue }) => ({ needId, item, quantity, unit, unitValue })),
})
