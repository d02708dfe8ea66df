import { sql } from 'kysely'
import type { Route } from '../../src/http/access.ts'
import { figureKeys, figures } from '../../src/reports/figures.ts'
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
  arrivals: 'payment_events',
  returns: 'payment_events',
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

/** What opens for a center in one state only, by the word after its id: no such center is the first or the last. */
const stateOfWord: Record<string, string> = { reinstatement: 'suspended', reopening: 'closed' }

/** Of these every one is asked for: each state that one may be in has pages of its own. */
const walkedWhole = ['reviews', 'deliveries', 'allocations', 'payment_events']

/** What stands for a parameter that is no id. */
const words: Record<string, readonly string[]> = { token: ['x'.repeat(32)], figure: figureKeys }

/** Routes that nobody opens however much is planted, by the answer that they rightly give instead. */
export const neverOpen: Record<string, string> = {
  '/set-up/:token': '404: a link that was never given out; the page behind one is read before there is any center',
  '/links/:token': '404: a link that was never given out; the page behind one asks for a password',
}

export type Ids = Map<string, number[]>

/** The first and the last record of each noun, all of some, every center whose place is open, and a center of each state that has pages of its own. */
export async function idsIn({ writer }: TestRegister): Promise<Ids> {
  const tables = [...new Set([...Object.values(tableOf), ...Object.values(tableOfName)])]
  return writer.transaction().execute(async (trx) => {
    const ids: Ids = new Map()
    for (const table of tables) {
      const { rows } = await sql<{ id: number }>`SELECT id FROM ${sql.table(table)} ORDER BY id`.execute(trx)
      const all = rows.map(({ id }) => id)
      const ends = all.filter((_, at) => at === 0 || at === all.length - 1)
      ids.set(table, all.length === 0 ? [1] : walkedWhole.includes(table) ? all : ends)
    }
    const open = await trx.selectFrom('locations').select('center_id').where('secrecy', '=', 'open').orderBy('center_id').execute()
    ids.set('centers', [...new Set([...(ids.get('centers') ?? []), ...open.map(({ center_id }) => center_id)])])
    for (const state of Object.values(stateOfWord)) {
      const { rows } = await sql<{ id: number }>`SELECT center_id AS id FROM standing_spans WHERE kind = ${state} AND superseded_at IS NULL AND until_on IS NULL`.execute(
        trx,
      )
      ids.set(
        state,
        rows.map(({ id }) => id),
      )
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
      (addresses, part, at, parts) =>
        addresses.flatMap((each) => valuesOf(path, part, parts[at - 1] ?? '', parts[at + 1] ?? '', ids).map((value) => (at === 0 ? value : `${each}/${value}`))),
      [''],
    )
}

/** What an address is one of: each figure is a page of its own, and records of one noun share theirs. */
export const pageAt = (address: string): string => address.replaceAll(/\/\d+(?=\/|$)/g, '/:id').replace(/x{32}/, ':token')

const alikeKeys = figureKeys.filter((key) => figureKeys.find((each) => figures[each].kind === figures[key].kind) !== key)
/** Without the figures whose rows are read and shown as those of another are: once all have been walked, one of each kind will do. */
export const oneOfAKind = (addresses: readonly string[]): string[] =>
  addresses.filter((address) => !alikeKeys.some((key) => address === `/reports/rows/${key}` || address === `/reports/rows/${key}.csv`))

/** The pages that nobody opened at any of their addresses. */
export function closedAmong(addresses: readonly string[], opened: ReadonlySet<string>): string[] {
  const open = new Set([...opened].map(pageAt))
  return [...new Set(addresses.map(pageAt))].filter((page) => !open.has(page))
}

function valuesOf(path: string, part: string, before: string, after: string, ids: Ids): string[] {
  const name = /^:(\w+)/.exec(part)?.[1]
  if (name === undefined) return [part]
  const known = words[name]
  if (known) return known.map((word) => part.replace(`:${name}`, word))
  const table = tableOfName[name] ?? stateOfWord[after] ?? tableOf[before]
  if (table === undefined) throw new Error(`${path}: say in test/confidential/addresses.ts what ${part} after “${before}” is an id of.`)
  return (ids.get(table) ?? [1]).map((id) => part.replace(`:${name}`, String(id)))
}
