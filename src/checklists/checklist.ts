export const importances = ['critical', 'required', 'advisory'] as const
export type Importance = (typeof importances)[number]
export type Polarity = 'good' | 'red flag'
export type Applicability = 'residential' | 'minors' | 'us' | 'outside us'

export interface NewItem {
  section: string
  position: number
  code: string
  question: string
  guidance: string | null
  /** What evidence the item wants; null when it wants none. */
  evidenceWanted: string | null
  importance: Importance
  /** Whether "yes" is good, or a red flag. */
  polarity: Polarity
  notApplicableAllowed: boolean
  /** How many months undated evidence of it stays good; null: only a printed day counts. */
  monthsGood: number | null
  /** All of these must hold of a center for the item to apply; none means it applies to all. */
  appliesTo: Applicability[]
  source: string | null
}

export interface Item extends NewItem {
  id: number
}

export interface Checklist {
  id: number
  version: number
  title: string
  items: Item[]
}

/** A version as the list of versions shows it. */
export interface ChecklistLine {
  id: number
  version: number
  title: string
  publishedAt: Temporal.Instant | null
  items: number
  reviews: number
}

/** What of a center decides which items apply to it. */
export interface Traits {
  residential: boolean
  servesMinors: boolean
  country: string
}

/** V1: null when the item applies; else why it is left out, in words. */
export function leftOutBecause(item: Pick<NewItem, 'appliesTo'>, traits: Traits): string | null {
  if (item.appliesTo.includes('residential') && !traits.residential) return 'only for centers where people live'
  if (item.appliesTo.includes('minors') && !traits.servesMinors) return 'only for centers that serve minors'
  if (item.appliesTo.includes('us') && traits.country !== 'US') return 'only for centers in the United States'
  if (item.appliesTo.includes('outside us') && traits.country === 'US') return 'only for centers outside the United States'
  return null
}
