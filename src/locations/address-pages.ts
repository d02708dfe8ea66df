import type { Fact } from '../http/parts.ts'
import { fieldName, type OpenAddress } from './location.ts'

/** What may be seen of a place without a reason, line by line; for whoever may not see the street, `address` is null. */
export function seenFacts(shown: { region: string | null; city: string | null } | null, address: OpenAddress | null): Fact[] {
  const seen = [shown?.city ?? null, shown?.region ?? null].filter((each) => each !== null).join(', ')
  return [...addressFacts(address), { label: 'Place', value: seen === '' ? 'not shown' : seen, href: null }]
}

function addressFacts(address: OpenAddress | null): Fact[] {
  if (address === null) return []
  if (address.kind === 'unreadable')
    return [{ label: fieldName.street, value: 'can’t be read now: what is kept does not open. Tell whoever looks after the register and its key.', href: null }]
  const { street, postalCode } = address
  const code = postalCode === null ? [] : [{ label: fieldName.postalCode, value: postalCode, href: null }]
  return [{ label: fieldName.street, value: street ?? 'not recorded', href: null }, ...code]
}
