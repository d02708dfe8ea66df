import { dayText } from '../shared/days.ts'
import { moneyText } from '../shared/money.ts'
import { firstRows, type HomeRow, type HomeSection } from './pages.ts'
import type { Draft, First } from './work.ts'

const all = { label: 'All your drafts', href: '/allocations?state=draft&mine=yes' }

/** Allocations that wait for whoever drafted them: nothing at all for somebody without any. */
export const draftSections = ({ rows, total }: First<Draft>): HomeSection[] =>
  rows.length === 0 ? [] : [{ title: 'Your drafts', more: all, ...firstRows(rows.map(draftRow), total, all), empty: { text: '', first: null } }]

function draftRow({ id, center, draftedOn, sentBack, ...amount }: Draft): HomeRow {
  const row = { label: `${moneyText(amount)} for ${center}`, href: `/allocations/${id}` }
  if (sentBack === null) return { ...row, about: `Drafted on ${dayText(draftedOn)}. Propose it, or cancel it.`, state: { word: 'Draft', tone: 'still' } }
  return { ...row, about: `Sent back by ${sentBack.by}: ${sentBack.reason}`, state: { word: 'Sent back', tone: 'warn' } }
}
