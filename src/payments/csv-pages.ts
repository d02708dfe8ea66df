import { amountCell } from '../allocations/csv-pages.ts'
import type { CsvColumn } from '../http/csv.ts'
import { arrivedMinor, found, reportDueOn, returnedMinor, stateOf } from './payment.ts'
import type { PaymentWithEvents } from './queries.ts'

const dayOf = ({ events }: PaymentWithEvents, kind: 'sent' | 'received'): string | null => found(events, kind)?.on.toString() ?? null

export const paymentColumns: CsvColumn<PaymentWithEvents>[] = [
  { label: 'Payment', of: ({ id }) => id },
  { label: 'Allocation', of: ({ allocationId }) => allocationId },
  { label: 'Center', of: ({ centerName }) => centerName },
  { label: 'Fund', of: ({ fundCode }) => fundCode },
  { label: 'Purpose', of: ({ purposeName }) => purposeName },
  { label: 'Amount', of: ({ minor, currency }) => amountCell(minor, currency) },
  { label: 'Currency', of: ({ currency }) => currency },
  { label: 'Planned for', of: ({ plannedOn }) => plannedOn.toString() },
  { label: 'State', of: (payment) => stateOf(payment, payment.events) },
  { label: 'Sent on', of: (payment) => dayOf(payment, 'sent') },
  { label: 'Arrived on', of: (payment) => dayOf(payment, 'received') },
  {
    label: 'Arrived',
    of: (payment) => {
      const arrived = arrivedMinor(payment, payment.events)
      return arrived === null ? null : amountCell(arrived, payment.currency)
    },
  },
  { label: 'Came back', of: ({ events, currency }) => amountCell(returnedMinor(events), currency) },
  { label: 'Report due on', of: (payment) => reportDueOn(payment, payment.events)?.toString() ?? null },
]
