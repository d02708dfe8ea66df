import type { Bar, Link } from '../http/parts.ts'
import { isCarried, isFound, missingItems, progressOf, type Review, type ReviewItem } from './review.ts'
import { itemAnchor } from './words.ts'

/** How far a review is, told again after each item that is saved. */
export interface ProgressPart {
  bar: Bar
  next: Link | null
  sections: { href: string; name: string; count: string; done: boolean }[]
}

export function progressPart(review: Review): ProgressPart {
  const { found, carried, short, all } = progressOf(review.items)
  const width = (count: number): number => (all === 0 ? 0 : Math.round((count / all) * 10_000) / 100)
  const counts = [
    { label: `Found ${found - short}`, count: found - short, fill: 'c1' as const },
    { label: `Carried over ${carried}`, count: carried, fill: 'c2' as const },
    { label: `Partly or not met ${short}`, count: short, fill: 'c4' as const },
  ].filter(({ count }) => count > 0)
  let from = 0
  const parts = counts.map(({ label, count, fill }) => {
    const part = { label, from, width: width(count), fill }
    from = Math.round((from + part.width) * 100) / 100
    return part
  })
  const next = review.state === 'open' ? missingItems(review)[0] : undefined
  return {
    bar: { said: `${found} of ${all} items found`, parts },
    next: next ? { label: `Next: ${isCarried(next) ? 'confirm' : 'answer'} ${next.item.code}`, href: itemAnchor(next.item.code) } : null,
    sections: sectionsOf(review.items).map(({ id, name, items }) => ({
      href: `#${id}`,
      name,
      count: `${items.filter(isFound).length}/${items.length}`,
      done: items.every(isFound),
    })),
  }
}

/** The sections of a checklist with their items, in order. */
export function sectionsOf(items: ReviewItem[]): { id: string; name: string; codes: Set<string>; items: ReviewItem[] }[] {
  const names = [...new Set(items.map(({ item }) => item.section))]
  return names.map((name, at) => {
    const own = items.filter(({ item }) => item.section === name)
    return { id: `section-${at + 1}`, name, codes: new Set(own.map(({ item }) => item.code)), items: own }
  })
}
