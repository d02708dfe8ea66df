import { folded } from '../shared/folded.ts'
import { problemIf, type Problem } from '../shared/refusal.ts'
import type { Place } from './location.ts'

const inFull: Readonly<Record<string, string>> = {
  str: 'street',
  saint: 'street',
  ave: 'avenue',
  av: 'avenue',
  rd: 'road',
  ln: 'lane',
  dr: 'drive',
  blvd: 'boulevard',
  ct: 'court',
}

/** An address to compare with another: as it is looked up, with the usual short forms of a street in full. */
const compared = (address: string): string =>
  folded(address)
    .split(' ')
    .map((word) => inFull[word] ?? word)
    .join(' ')

/** The substitute address may be shown and printed, so it cannot be, or hold, the street that it stands in for (CONF-01). */
export function mailingProblems({ street }: Pick<Place, 'street'>, mailingAddress: string | null): Problem[] {
  const [hidden, shown] = [compared(street ?? ''), compared(mailingAddress ?? '')]
  // A number alone stands in many an address: “5” in “Post box 5”.
  const holds = /\p{L}/u.test(hidden) ? ` ${shown} `.includes(` ${hidden} `) : shown === hidden
  const message = 'This holds the street of the place, and a substitute address is shown and printed. Enter another, such as a post box, or leave it empty.'
  return problemIf(hidden !== '' && holds, 'mailingAddress', message)
}
