import { randomUUID } from 'node:crypto'
import type { Record } from '../audit/record.ts'
import type { Trx } from '../db/database.ts'
import type { Actor } from '../shared/actor.ts'
import { instantText } from '../shared/days.ts'
import { rewriteSpans } from '../standing/queries.ts'
import type { OrganizationDetails } from './organization.ts'
import { organizationRow } from './organization-queries.ts'
import type { CenterDetails } from './registration.ts'
import { centerRow, indexNames, replaceLists } from './writing-queries.ts'

/** Adds an organization within a change that may add much else, such as an import. @returns its id */
export async function registerOrganization(trx: Trx, record: Record, actor: Actor, details: OrganizationDetails): Promise<number> {
  const { id } = await trx
    .insertInto('organizations')
    .values({ ...organizationRow(details), uuid: randomUUID(), created_by: actor.id, created_at: instantText(actor.now) })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record('organization.added', { kind: 'organization', id }, { after: details })
  return id
}

/**
 * Adds a center within a change that may add much else, such as an import: its rows, its lists, its place in the search and its
 * first standing span. Codes of lists must exist. @returns its id
 */
export async function registerCenter(
  trx: Trx,
  record: Record,
  actor: Actor,
  { organizationId, ...details }: CenterDetails & { organizationId: number },
): Promise<number> {
  const { id } = await trx
    .insertInto('centers')
    .values({
      ...centerRow(details),
      uuid: randomUUID(),
      organization_id: organizationId,
      created_by: actor.id,
      created_at: instantText(actor.now),
      created_on: actor.today.toString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await replaceLists(trx, id, details)
  await indexNames(trx, [id])
  await rewriteSpans(trx, id, actor)
  await record('center.added', { kind: 'center', id }, { after: { organizationId, ...details } })
  return id
}
