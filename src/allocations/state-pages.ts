import type { State } from '../http/parts.ts'
import type { AllocationState } from './allocation.ts'

const tones: Record<AllocationState, State['tone']> = { draft: 'still', proposed: 'calm', approved: 'good', closed: 'still', declined: 'bad', cancelled: 'still' }

/** An allocation's state as a word and a mark. */
export const allocationState = (state: AllocationState): State => ({ word: state, tone: tones[state] })
