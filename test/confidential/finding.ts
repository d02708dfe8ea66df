import type { Person } from '../../src/shared/actor.ts'
import { cora, priya } from '../support/register.ts'
import { pageAt } from './addresses.ts'
import { scanner, type Canaries } from './canary.ts'
import { mailingAddress, openUntil, type Hidden, type Open } from './planted.ts'
import type { Answer } from './walking.ts'

// What the walk plants and looks for, and where the little of it that may be seen may stand.

export const hidden: Hidden = {
  region: 'Zephyrmark',
  city: 'Quillhaven',
  street: '41 Larkspurrow Lane',
  postalCode: 'QX7 4ZJ',
  latitude: '12.3459871',
  longitude: '-98.7612345',
  directions: 'Behind the vermilionworks, second gate',
  timeZone: 'Pacific/Chatham',
  phone: '+1 202 555 0147',
  fileName: 'Front of 9 Ottermead Row.jpg',
  exif: 'GPS at Bramblequay',
  comment: 'Taken at Foxgloveton',
  imported: 'Thistlewharf',
  importedName: 'Centers of Nettlebourne',
}

/** The place of a center that does not hide it: its city and region may be seen in the directory, its street on two pages. */
export const open: Open = {
  region: 'Marlmoor',
  city: 'Tansyford',
  street: '3 Candlewick Rise',
  postalCode: 'MR3 3TF',
  latitude: '1.2345678',
  longitude: '2.3456789',
  directions: 'Past the saddlery, then left',
}
/** One that nothing else in the walk hangs on. */
export const openCenter = 2
const canaries: Canaries = {
  ...hidden,
  'open street': open.street,
  'open postal code': open.postalCode,
  'open latitude': open.latitude,
  'open longitude': open.longitude,
  'open directions': open.directions,
}
export const scan = scanner(canaries)

const mailTold = scanner({ mailingAddress })
/** Where whoever reads the directory may see the substitute mailing address: it is no secret from them. */
const tellsMail = ['/centers/:id', '/centers/:id/place', '/centers/:id/place/showing', '/centers/:id/place/edit', '/deliveries/:id/packing-list']
/** Where all the time zones of the world stand, to choose one from. */
const listsZones = ['/admin/settings']

/** Where coordinators and managers see street and postal code of the open place until its last day: its center's page, and the place's, which comes back when no reason is given. */
const tellsOpen = ['', '/place', '/place/showing'].map((page) => `/centers/${openCenter}${page}`)
const maySeeOpen = (who: Person | null, address: string): boolean =>
  (who?.id === cora.id || who?.id === priya.id) && Temporal.PlainDate.compare(who.today, Temporal.PlainDate.from(openUntil)) <= 0 && tellsOpen.includes(address)

/** What an answer holds that must not be in it: the place, and the mailing address where it has no business. */
export function foundIn({ headers, body }: Answer, who: Person | null, address: string): string[] {
  const page = pageAt(address)
  const text = JSON.stringify(headers)
  const mayTell = tellsMail.includes(page) && (who?.id === cora.id || who?.id === priya.id)
  const inBody = scan(body).filter((name) => !(maySeeOpen(who, address) && (name === 'open street' || name === 'open postal code')))
  const found = [...scan(text), ...inBody, ...mailTold(text), ...(mayTell ? [] : mailTold(body))]
  return [...new Set(found)].filter((name) => name !== 'timeZone' || !listsZones.includes(page))
}
