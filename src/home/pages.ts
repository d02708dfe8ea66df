import type { Account } from '../accounts/account.ts'
import { countText } from '../http/lists.ts'
import type { Head, Link, Notice, State, Tile } from '../http/parts.ts'
import { roleName, type Person } from '../shared/actor.ts'
import { longDayText } from '../shared/days.ts'

/** A person's own page: what waits for them, by consequence, and where to go. Somebody with several roles has all of it. */
export interface HomePage {
  title: string
  head: Head
  /** What somebody should know before anything else. */
  notice: Notice | null
  board: Board | null
  sections: HomeSection[]
  side: HomeSection[]
}

/** What the reports say in few figures. */
export interface Board {
  title: string
  tiles: Tile[]
  notice: Notice
  atRisk: { label: string; href: string; about: string }[]
  more: Link
}

/** One question of a page, and its answer. `empty` is said when there is nothing, with the first step. */
export interface HomeSection {
  title: string
  more: Link | null
  rows: HomeRow[]
  /** How many things wait there, where that is not how many rows there are. */
  total?: number
  /** Said under the first rows of more, with the way to all of them. */
  rest?: { said: string; all: Link } | null
  empty: { text: string; first: Link | null }
}

export interface HomeRow {
  label: string
  href: string | null
  about: string
  state: State | null
}

/** The first rows of a section that may have more, and where all of them are. */
export const firstRows = (rows: HomeRow[], total: number, all: Link): Pick<HomeSection, 'rows' | 'total' | 'rest'> => ({
  rows,
  total,
  rest: total > rows.length ? { said: `${countText(rows.length)} of ${countText(total)} shown.`, all } : null,
})

/** What somebody holds and does not hold yet: without it, who waits for a role sees an empty page and no reason. */
export const ownRolesSection = ({ held }: Pick<Account, 'held'>): HomeSection => ({
  title: 'Your roles',
  more: { label: 'Your account', href: '/account' },
  rows: held.map(({ role, holds }) => ({
    label: `${roleName[role].slice(0, 1).toUpperCase()}${roleName[role].slice(1)}`,
    href: null,
    about: holds ? 'You hold it.' : 'It waits until another administrator or program manager than the one who granted it confirms it. Until then it opens nothing here.',
    state: holds ? { word: 'Holds', tone: 'good' } : { word: 'Waits', tone: 'calm' },
  })),
  empty: { text: 'You hold no role yet, so there is nothing here for you. Ask an administrator for one.', first: null },
})

export function homePage(person: Person, notice: Notice | null, board: Board | null, sections: HomeSection[], side: HomeSection[]): HomePage {
  const waiting = sections.reduce((sum, { rows, total = rows.length }) => sum + total, 0)
  const lede = sections.length === 0 ? '' : waiting === 0 ? ' · nothing waits for you' : waiting === 1 ? ' · one thing waits' : ` · ${countText(waiting)} things wait`
  return {
    title: 'Your page',
    head: { crumbs: [], title: `Good day, ${person.name}`, state: null, lede: `${longDayText(person.today)}${lede}`, actions: [] },
    notice,
    board,
    sections,
    side,
  }
}
