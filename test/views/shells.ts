import type { Shell } from '../../src/http/views.ts'
import { full, several } from './text.ts'

/** What stands around a page when nobody is signed in and nothing was done. */
export const smallestShell: Shell = { person: null, rooms: [], within: null, done: null, leftOut: null, assets: '/assets/1', today: '1', example: false, search: false }

export const fullestShell: Shell = {
  person: { name: full('Priya'), roles: full('program manager') },
  rooms: several((n) => ({ label: full(`Room ${n}`), href: `/room-${n}?from=1&to=2`, current: n === 2 ? 'page' : null, count: n === 3 ? 1200 : null })),
  within: { label: full('Room 2'), pages: several((n) => ({ label: full(`Page ${n}`), href: `/room-2/${n}`, current: n === 1 ? 'true' : null, count: null })) },
  done: full('The center was saved.'),
  leftOut: full('Left out, since this list does not know it: standing “nope”.'),
  assets: '/assets/0123456789abcdef',
  today: full('21 November 2026'),
  example: true,
  search: true,
}
