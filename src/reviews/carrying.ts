import type { Item } from '../checklists/checklist.ts'
import type { Day } from '../shared/days.ts'
import { isInDate, type Evidence, type Finding, type Review } from './review.ts'

/** A document accepted for an item between reviews. */
export type Renewed = Pick<Evidence, 'documentId' | 'datedOn' | 'expiresOn'> & { itemId: number }

/** A finding that a renewal starts from, and the documents that come along. */
export interface Carried {
  item: Item
  finding: Finding
  documentIds: number[]
}

/**
 * What a renewal takes over from the last decided review (V2): the findings whose evidence is still good today, with that evidence.
 * An item whose question a newer checklist asks otherwise is a new item, and starts empty.
 */
export function carriedOver(last: Pick<Review, 'items'>, renewed: Renewed[], items: Item[], day: Day): Carried[] {
  const before = new Map(last.items.map((each) => [each.item.code, each]))
  return items.flatMap((item) => {
    const old = before.get(item.code)
    if (!old?.finding || old.item.question !== item.question) return []
    const documents = [...old.evidence, ...renewed.filter(({ itemId }) => itemId === old.item.id)]
    const good = documents.filter((document) => isInDate(document, item, day)).map(({ documentId }) => documentId)
    return good.length === 0 ? [] : [{ item, finding: old.finding, documentIds: [...new Set(good)] }]
  })
}
