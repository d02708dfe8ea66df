import { deliveryRow, type DeliveryRow } from '../deliveries/list-pages.ts'
import type { DeliverySummary } from '../deliveries/list-queries.ts'
import type { Link, State } from '../http/parts.ts'
import { unitText } from '../lists/unit.ts'
import { dayText, type Day } from '../shared/days.ts'
import { isWanted, stateOf, type Need } from './need.ts'
import { countText, needState } from './pages.ts'

/** What a center's own page says of goods: what is wanted still, and the deliveries to it. */
export interface NeedsSection {
  /** Null while the center is closed, as `packHref`. */
  addHref: string | null
  all: Link | null
  rows: { item: string; href: string; urgent: boolean; people: string; wanted: string; unit: string; onTheWay: string; arrived: string; by: string; state: State }[]
  packHref: string | null
  deliveries: DeliveryRow[]
  allDeliveries: Link | null
}

const shown = 8

/** `needs` are all of the center's; of its deliveries the newest are enough. */
export function needsSection(centerId: number, needs: readonly Need[], deliveries: readonly DeliverySummary[], today: Day, closed: boolean): NeedsSection {
  const wanted = needs.filter((need) => isWanted(stateOf(need)))
  return {
    addHref: closed ? null : `/centers/${centerId}/needs/new`,
    all: needs.length > 0 ? { label: `All ${needs.length}`, href: `/needs?center=${centerId}&state=all` } : null,
    rows: wanted.slice(0, shown).map((need) => ({
      item: need.item,
      href: `/needs/${need.id}`,
      urgent: need.priority === 'urgent',
      people: need.people === null ? 'site' : `${countText(need.people)} ${need.people === 1 ? 'person' : 'people'}`,
      wanted: countText(need.quantity),
      unit: unitText(need.unit, need.quantity),
      onTheWay: countText(need.onTheWay),
      arrived: countText(need.received),
      by: need.neededBy === null ? 'No day set' : dayText(need.neededBy),
      state: needState(need, today),
    })),
    packHref: closed ? null : `/centers/${centerId}/deliveries/new`,
    deliveries: deliveries.slice(0, shown).map((delivery) => deliveryRow(delivery, today)),
    allDeliveries: deliveries.length > 0 ? { label: 'All deliveries', href: `/deliveries?center=${centerId}` } : null,
  }
}
