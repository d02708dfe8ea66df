import type { DeliveryState } from './delivery.ts'

/** One word per state, the same on every page. */
export const deliveryWord: Record<DeliveryState, string> = { packing: 'Packing', sent: 'On the way', received: 'Received', lost: 'Lost', 'set aside': 'Set aside' }

export const deliveryTone: Record<DeliveryState, 'good' | 'warn' | 'bad' | 'calm' | 'still'> = {
  packing: 'still',
  sent: 'calm',
  received: 'good',
  lost: 'bad',
  'set aside': 'still',
}
