import type { ExtremesOf } from './extremes.ts'
import { fullForm } from './forms.ts'
import { fullFacts, fullHead, fullNotice, fullState, smallHead, smallNotice, smallState } from './pieces.ts'
import { full, hostile, several } from './text.ts'

export const locations: ExtremesOf<'locations'> = {
  'locations/place': {
    smallest: {
      title: 'A',
      head: smallHead,
      facts: [],
      knownFirst: false,
      showing: null,
      raising: null,
      lowerHref: '/centers/1/place/authorizations/new',
      authorizations: [],
    },
    fullest: {
      title: hostile,
      head: fullHead,
      facts: fullFacts,
      knownFirst: true,
      showing: fullForm('showing'),
      raising: {
        action: '/centers/1/place/raising?a=1&b=2',
        choices: several((n) => ({ secrecy: `level-${n}`, label: full(`Hide it ${n}`) })),
      },
      lowerHref: '/centers/1/place/authorizations/new?a=1&b=2',
      authorizations: several((n) => ({
        id: n,
        said: full('The city may be seen.'),
        shows: n === 1 ? full('Once confirmed: street and postal code may be seen.') : null,
        state: fullState,
        documentHref: `/documents/${n}?a=1&b=2`,
        answers: n === 2 ? [] : several((m) => ({ answer: `answer-${m}`, label: full(`Answer ${m}`), tone: m === 1 ? 'main' : 'plain' })),
        action: `/place-authorizations/${n}/answer?a=1&b=2`,
      })),
    },
  },
  'locations/shown': {
    smallest: { title: 'A', head: smallHead, notice: smallNotice, place: [], phones: [] },
    fullest: {
      title: hostile,
      head: fullHead,
      notice: fullNotice,
      place: several((n) => ({ label: full(`Line ${n}`), value: `${full('Street')}\n${full('City')}` })),
      phones: several((n) => ({ label: full(`Contact ${n}`), value: full(`+855 23 000 00${n}`) })),
    },
  },
  'locations/center-section': {
    smallest: { state: smallState, facts: [], more: null },
    fullest: { state: fullState, facts: fullFacts, more: { label: full('More of the place'), href: '/centers/1/place?a=1&b=2' } },
  },
}
