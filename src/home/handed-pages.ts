import { moneyText } from '../shared/money.ts'
import type { HomeRow, HomeSection } from './pages.ts'
import type { HandedOver } from './work.ts'

/** What others left waiting, for whoever took it over: nothing at all for everybody else, and nothing twice of what stands in `above`. */
export function handedSections(handed: readonly HandedOver[], above: readonly HomeSection[]): HomeSection[] {
  const already = new Set(above.flatMap(({ rows }) => rows.map(({ href }) => href)))
  const rows = handed.map(handedRow).filter(({ href }) => !already.has(href))
  return rows.length === 0 ? [] : [{ title: 'Handed over to you', more: null, rows, empty: { text: '', first: null } }]
}

function handedRow({ id, state, center, by, ...amount }: HandedOver): HomeRow {
  const money = moneyText(amount)
  switch (state) {
    case 'draft':
      return {
        label: `Draft of ${money} for ${center}`,
        href: `/allocations/${id}`,
        about: `Drafted by ${by}. Look it over, then propose it or cancel it.`,
        state: { word: 'Draft', tone: 'still' },
      }
    case 'proposed':
      return {
        label: `Allocation of ${money} to ${center}`,
        href: `/allocations/${id}`,
        about: `Drafted by ${by}. It waits for a program manager who did not propose it.`,
        state: { word: 'Proposed', tone: 'calm' },
      }
    case 'planned':
      return {
        label: `Payment of ${money} to ${center}`,
        href: `/payments/${id}`,
        about: `Planned by ${by}. It waits for a program manager who did not propose its allocation.`,
        state: { word: 'Planned', tone: 'calm' },
      }
    default:
      return state satisfies never
  }
}
