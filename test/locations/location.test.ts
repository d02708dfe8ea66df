import { describe, expect, it } from 'vitest'
import { seenFields, type Secrecy } from '../../src/locations/location.ts'

const day = (text: string) => Temporal.PlainDate.from(text)

describe('what is seen of a place without a reason (CONF-01)', () => {
  it.each<[Secrecy, string, string | null, string[]]>([
    ['hidden', '2026-12-31', '2026-12-31', []],
    ['city', '2026-12-30', '2026-12-31', ['region', 'city']],
    ['city', '2026-12-31', '2026-12-31', ['region', 'city']],
    ['city', '2027-01-01', '2026-12-31', []],
    ['open', '2026-12-30', '2026-12-31', ['region', 'city', 'street', 'postalCode']],
    ['open', '2026-12-31', '2026-12-31', ['region', 'city', 'street', 'postalCode']],
    ['open', '2027-01-01', '2026-12-31', []],
    ['open', '2026-12-30', null, []],
    ['city', '2026-12-30', null, []],
  ])('of one that is %s, on %s with leave until %s: %j', (secrecy, on, until, fields) => {
    expect(seenFields({ secrecy, untilOn: until === null ? null : day(until) }, day(on))).toEqual(fields)
  })
})
