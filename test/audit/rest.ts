import { randomUUID } from 'node:crypto'
import Sqlite from 'better-sqlite3'
import { disable } from '../../src/accounts/service.ts'
import { approveAllocation } from '../../src/allocations/approval-service.ts'
import { listMoves, sealOf } from '../../src/allocations/approval-queries.ts'
import { getAllocation } from '../../src/allocations/queries.ts'
import { getContact } from '../../src/centers/contact-queries.ts'
import { addContact, removeContact, withdrawNote } from '../../src/centers/detail-service.ts'
import { getOrganization } from '../../src/centers/organization-queries.ts'
import { editOrganization, removeKeyPerson } from '../../src/centers/organization-service.ts'
import { getCenter } from '../../src/centers/queries.ts'
import { detailsOf, editCenter, noteServices } from '../../src/centers/service.ts'
import { pack } from '../../src/deliveries/service.ts'
import { keepDocument } from '../../src/documents/service.ts'
import { paper } from '../../src/example/papers.ts'
import { threshold } from '../../src/example/world.ts'
import { readLocation } from '../../src/locations/queries.ts'
import { editPlace } from '../../src/locations/service.ts'
import { getNeed } from '../../src/needs/queries.ts'
import { changeNeed } from '../../src/needs/service.ts'
import { recordArrival, reverseEvent } from '../../src/payments/service.ts'
import { answerRenewal } from '../../src/renewals/service.ts'
import { detachEvidence } from '../../src/reviews/finding-service.ts'
import { ada, carl, cora, paul } from '../support/cast.ts'
import { builtOn, personOf, type Built } from '../example/built.ts'

const token = randomUUID
type Rows = (sql: string) => { id: number; of: number }

/** What happens in a register but not in the example's two years, so that no column of a record is without a value (R1). */
export async function doTheRest(register: Built): Promise<void> {
  const file = new Sqlite(register.file, { readonly: true })
  const first: Rows = (sql) => {
    const [row] = file.prepare<[], { id: number; of: number }>(`${sql} LIMIT 1`).all()
    if (row === undefined) throw new Error(`The example has none of: ${sql}`)
    return row
  }
  try {
    await inTheDirectory(register, first)
    await inVetting(register, first)
    await inMoneyAndGoods(register, first)
    // Last: what Carl led and drafted goes to Cora.
    await disable(register.writer, personOf(ada), personOf(carl).id, personOf(cora).id)
  } finally {
    file.close()
  }
}

async function inTheDirectory({ reader, writer }: Built, first: Rows): Promise<void> {
  const hers = personOf(cora)
  const organization = await getOrganization(reader, 1)
  const { legalName, country, registerName, registrationNumber, taxStatus, website, foundedYear, version } = organization
  const same = { legalName, country, registerName, registrationNumber, taxStatus, website, foundedYear, version }
  await editOrganization(writer, hers, 1, { ...same, localName: 'Camino Claro', otherNames: 'Clear Way' })
  await removeKeyPerson(writer, hers, 1, first('SELECT id FROM key_people WHERE organization_id = 1').id)
  const center = await getCenter(reader, 1)
  const names = { otherNames: 'The star house', publicContact: 'desk@example.org', followUpLastUsedOn: builtOn.subtract({ days: 9 }) }
  await editCenter(writer, hers, 1, { ...detailsOf(center), ...names, version: center.version, anyway: true })
  await noteServices(writer, hers, 1, { [center.services[0]?.code ?? '']: 'On weekdays' })
  const { id: before } = first('SELECT id FROM contacts WHERE is_primary = 1 AND center_id = 1')
  const contact = { name: 'Marta Ostrel', role: null, phone: null, keepPhone: false, email: null, language: null, isPrimary: true, token: token() }
  await addContact(writer, hers, 1, { ...contact, kind: 'front desk' })
  if ((await getContact(reader, before)).isPrimary) throw new Error('A center has one primary contact.')
  await removeContact(writer, hers, first("SELECT id FROM contacts WHERE kind = 'private' AND center_id = 1").id)
  await withdrawNote(writer, hers, first('SELECT id FROM notes').id, 'It was about another center.')
  const document = first("SELECT id, center_id AS of FROM documents WHERE kind = 'evidence' AND center_id IS NOT NULL")
  const kept = {
    kind: 'evidence' as const,
    title: 'The papers of this year',
    datedOn: null,
    receivedOn: builtOn,
    expiresOn: null,
    replaces: document.id,
    file: 'sent' as const,
    token: token(),
  }
  await keepDocument(writer, hers, document.of, kept, paper('The papers of this year'))
  await moveAPlace({ reader, writer }, first('SELECT id, center_id AS of FROM location_authorizations WHERE answer IS NULL').of)
}

/** Somewhere else than where an authorization that waits was asked for. */
async function moveAPlace({ reader, writer }: Pick<Built, 'reader' | 'writer'>, centerId: number): Promise<void> {
  const { version } = await readLocation(reader, centerId)
  const kept = { street: null, postalCode: null, latitude: null, longitude: null, directions: null, timeZone: null, mailingAddress: null, emptied: [] }
  await editPlace(writer, personOf(cora), centerId, { ...kept, region: 'Elsewhere', city: 'Otherton', version })
}

async function inVetting({ writer }: Built, first: Rows): Promise<void> {
  const evidence = first("SELECT e.id, e.review_id AS of FROM finding_evidence e JOIN reviews r ON r.id = e.review_id WHERE r.state = 'open'")
  await detachEvidence(writer, personOf(cora), evidence.of, evidence.id, 'It is of another house.')
  const renewal = first(`SELECT id FROM evidence_renewals WHERE answer IS NULL AND added_by <> ${personOf(cora).id}`)
  await answerRenewal(writer, personOf(cora), renewal.id, { answer: 'declined', reason: 'The last page is missing.' })
}

async function inMoneyAndGoods(register: Built, first: Rows): Promise<void> {
  const { reader, writer } = register
  const his = personOf(paul)
  const { id } = first(
    `SELECT id FROM allocations a WHERE state = 'proposed' AND drafted_by <> ${his.id} AND NOT EXISTS (SELECT 1 FROM approvals p WHERE p.allocation_id = a.id AND p.approved_by = ${his.id}) ORDER BY amount_minor`,
  )
  const seal = sealOf(await getAllocation(reader, id), await listMoves(reader, id))
  await approveAllocation(writer, his, threshold, id, { seal, comment: 'As the giver asked.', token: token() })
  await arriveAnew(register, first)
  const need = await getNeed(
    reader,
    first(
      'SELECT id FROM needs n WHERE NOT EXISTS (SELECT 1 FROM delivery_lines l WHERE l.need_id = n.id) AND NOT EXISTS (SELECT 1 FROM need_withdrawals w WHERE w.need_id = n.id) ORDER BY id DESC',
    ).id,
  )
  const { catalogueCode, category, item, quantity, unit, unitCost, people, priority } = need
  await changeNeed(writer, his, need.id, need.version, {
    catalogueCode,
    category,
    item,
    quantity: quantity + 1,
    unit,
    unitCost,
    people,
    priority,
    neededBy: builtOn.add({ days: 90 }),
  })
  const blankets = { needId: null, item: 'Blankets', quantity: 3, unit: 'piece', unitValue: { minor: 900, currency: 'USD' } }
  await pack(writer, personOf(cora), token(), need.centerId, { expectedOn: null, carrier: null, note: 'Ring before coming.', lines: [blankets] })
}

/** An arrival that was of another payment, and is recorded anew with a word about it. */
async function arriveAnew({ writer }: Built, first: Rows): Promise<void> {
  const { id, of } = first(
    "SELECT id, payment_id AS of FROM payment_events e WHERE kind = 'received' AND NOT EXISTS (SELECT 1 FROM payment_events r WHERE r.payment_id = e.payment_id AND r.kind = 'returned') ORDER BY id DESC",
  )
  await reverseEvent(writer, personOf(paul), 'received', id, { reason: 'The bank named another payment.', token: token() })
  await recordArrival(writer, personOf(cora), of, { amount: 1000, on: builtOn, note: 'The rest is said to come on Monday.', token: token() })
}
