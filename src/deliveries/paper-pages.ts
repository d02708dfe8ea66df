import type { Fact, Head, Notice } from '../http/parts.ts'
import { unitText } from '../lists/unit.ts'
import { countryName } from '../shared/countries.ts'
import { dayText } from '../shared/days.ts'
import type { Hold } from '../standing/holds.ts'
import { assertReadyToSend, sentOn, stateOfDelivery, type Delivery } from './delivery.ts'
import { crumbsOf, openLines } from './lines-pages.ts'
import { holdsNotice, ledeOf, valueText } from './pages.ts'

interface PaperLine {
  item: string
  quantity: string
  unit: string
}

/** The lines on paper; under the heads of `blank` there is room to write. */
export interface PaperLines {
  lines: PaperLine[]
  blank: string[]
}

/** What is printed and goes along with the goods. */
export interface PackingListPage {
  title: string
  head: Head
  facts: Fact[]
  lines: PaperLine[]
}

export interface ReceiptPaperPage {
  title: string
  head: Head
  facts: Fact[]
  lines: PaperLine[]
}

/** The page that asks once more before the goods leave, or says why they cannot. */
export interface SendingPage {
  title: string
  head: Head
  notice: Notice | null
  error: string | null
  facts: Fact[]
  lines: PaperLine[]
  /** Null when it may not leave: then there is no button. */
  action: string | null
  token: string
  version: number
}

const fact = (label: string, value: string): Fact => ({ label, value, href: null })
const paperHead = (delivery: Delivery, title: string, lede: string): Head => ({ crumbs: crumbsOf(delivery), title, state: null, lede, actions: [] })
const toPaper = ({ item, quantity, unit }: Delivery['lines'][number]): PaperLine => ({
  item,
  quantity: new Intl.NumberFormat('en').format(quantity),
  unit: unitText(unit, quantity),
})

/** CONF: the place is never printed. `mailingAddress` is the substitute one that the center gave for mail, or null. */
export function packingListPage(delivery: Delivery, mailingAddress: string | null): PackingListPage {
  const left = sentOn(delivery)
  return {
    title: `Packing list of delivery ${delivery.id}`,
    head: paperHead(delivery, `Packing list, delivery ${delivery.id}`, 'Goes with the goods. Print it from your browser.'),
    facts: [
      fact('To', `${delivery.centerName}, ${countryName(delivery.country) ?? delivery.country}`),
      fact('Address', mailingAddress ?? 'Collection: call the center'),
      fact('Packed', dayText(delivery.packedOn)),
      fact('Sent', left === null ? 'not yet' : dayText(left)),
      fact('Expected', delivery.expectedOn === null ? 'no day set' : dayText(delivery.expectedOn)),
      fact('Carrier', delivery.carrier ?? 'none said'),
      fact('Value', valueText(delivery)),
      ...(delivery.note === null ? [] : [fact('Note', delivery.note)]),
    ],
    lines: delivery.lines.map(toPaper),
  }
}

/** To be filled in by hand at the center: of each line what is left to account for. */
export function receiptPaperPage(delivery: Delivery): ReceiptPaperPage {
  const left = sentOn(delivery)
  return {
    title: `Receipt form of delivery ${delivery.id}`,
    head: paperHead(delivery, `Receipt, delivery ${delivery.id}`, 'To be filled in where the goods arrive. Count each line, and say why anything is damaged or missing.'),
    facts: [fact('To', delivery.centerName), fact('Sent', left === null ? 'not yet' : dayText(left)), fact('Carrier', delivery.carrier ?? 'none said')],
    lines: openLines(delivery).map((line) => toPaper({ ...line, quantity: line.left })),
  }
}

export function sendingPage(delivery: Delivery, holds: readonly Hold[], token: string, error: string | null = null): SendingPage {
  const packing = stateOfDelivery(delivery) === 'packing'
  if (!packing) assertReadyToSend(delivery)
  const empty = delivery.lines.length === 0
  return {
    title: `Send delivery ${delivery.id}`,
    head: paperHead(delivery, `Send delivery ${delivery.id}`, holds.length > 0 ? ledeOf(delivery) : 'It leaves today. What is in it cannot be changed afterwards.'),
    notice: holds.length > 0 ? holdsNotice(holds, delivery.centerId) : null,
    error: error ?? (empty ? 'Nothing is packed yet, so there is nothing to send.' : null),
    facts: [
      fact('To', `${delivery.centerName}, ${countryName(delivery.country) ?? delivery.country}`),
      fact('Expected', delivery.expectedOn === null ? 'no day set' : dayText(delivery.expectedOn)),
      fact('Carrier', delivery.carrier ?? 'none said'),
      fact('Value', valueText(delivery)),
    ],
    lines: delivery.lines.map(toPaper),
    action: holds.length > 0 || empty ? null : `/deliveries/${delivery.id}/sending`,
    token,
    version: delivery.version,
  }
}
