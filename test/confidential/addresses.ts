import { sql } from 'kysely'
import type { Route } from '../../src/http/access.ts'
import type { TestRegister } from '../support/register.ts'

/** Which records the ids of an address are of, by the word before them. A new noun in the URL needs a line here. */
const tableOf: Record<string, string> = {
  centers: 'centers',
  organizations: 'organizations',
  contacts: 'contacts',
  notes: 'notes',
  services: 'center_services',
  checklists: 'checklists',
  reviews: 'reviews',
  findings: 'checklist_items',
  evidence: 'evidence_renewals',
  conditions: 'conditions',
  decisions: 'decisions',
  documents: 'documents',
  funds: 'funds',
  'fund-entries': 'fund_entries',
  allocations: 'allocations',
  approvals: 'approvals',
  payments: 'payments',
  rates: 'exchange_rates',
  needs: 'needs',
  deliveries: 'deliveries',
  receipts: 'receipts',
  imports: 'import_files',
  people: 'people',
  'key-people': 'key_people',
  roles: 'people',
  'opening-approvals': 'opening_approvals',
  'place-authorizations': 'location_authorizations',
}

/** Parameters that say by their own name what they are an id of. */
const tableOfName: Record<string, string> = { evidence: 'finding_evidence', item: 'checklist_items' }

/** What stands for a parameter that is no id. */
const words: Record<string, string[]> = { token: ['x'.repeat(32)], figure: ['vetted', 'paid', 'needs-met'] }

export type Ids = Map<string, number[]>

/** The first and the last record of each noun. */
export async function idsIn({ writer }: TestRegister): Promise<Ids> {
  const tables = [...new Set([...Object.values(tableOf), ...Object.values(tableOfName)])]
  return writer.transaction().execute(async (trx) => {
    const ids: Ids = new Map()
    for (const table of tables) {
      const { rows } = await sql<{ first: number | null; last: number | null }>`SELECT min(id) AS first, max(id) AS last FROM ${sql.table(table)}`.execute(trx)
      const found = [rows[0]?.first ?? null, rows[0]?.last ?? null].filter((id) => id !== null)
      ids.set(table, found.length === 0 ? [1] : [...new Set(found)])
    }
    return ids
  })
}

/**
 * The addresses of a route: its pattern with what the register holds, so that a page made tomorrow is
 * walked without an edit here.
 * @throws when it has a parameter that nobody said how to fill
 */
export function addressesOf({ path }: Pick<Route, 'path'>, ids: Ids): string[] {
  return path
    .split('/')
    .reduce<string[]>(
      (addresses, part, at, parts) => addresses.flatMap((each) => valuesOf(path, part, parts[at - 1] ?? '', ids).map((value) => (at === 0 ? value : `${each}/${value}`))),
      [''],
    )
}

function valuesOf(path: string, part: string, before: string, ids: Ids): string[] {
  const name = /^:(\w+)/.exec(part)?.[1]
  if (name === undefined) return [part]
  const known = words[name]
  if (known) return known.map((word) => part.replace(`:${name}`, word))
  const table = tableOfName[name] ?? tableOf[before]
  if (table === undefined) throw new Error(`${path}: say in test/confidential/addresses.ts what ${part} after “${before}” is an id of.`)
  return (ids.get(table) ?? [1]).map((id) => part.replace(`:${name}`, String(id)))
}
