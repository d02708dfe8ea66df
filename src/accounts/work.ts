import type { Account } from './account.ts'

/** What somebody leads, and what they began that is not over: how many of each. */
export interface Work {
  centers: number
  reviews: number
  drafts: number
  payments: number
}

const counted = (parts: readonly [count: number, one: string, more: string][]): string | null => {
  const said = parts.flatMap(([count, one, more]) => (count === 0 ? [] : [`${count} ${count === 1 ? one : more}`]))
  return said.length === 0 ? null : said.join(' and ')
}

const ledText = ({ centers, reviews }: Work): string | null =>
  counted([
    [centers, 'center', 'centers'],
    [reviews, 'open review', 'open reviews'],
  ])

const begunText = ({ drafts, payments }: Work): string | null =>
  counted([
    [drafts, 'drafted allocation', 'drafted allocations'],
    [payments, 'planned payment', 'planned payments'],
  ])

/** What closing an account will move and what it will leave, before it is done. */
export function workText(name: string, work: Work): string {
  const [led, begun] = [ledText(work), begunText(work)]
  const left = begun === null ? '' : ` ${begun} of theirs stay with the centers they are for, where others can go on with them.`
  return `${name} leads ${led ?? 'no center and no open review'}.${left}`
}

/** The same, once it is done. */
export function handedText(name: string, work: Work, successor: Pick<Account, 'name'> | null): string {
  const [led, begun] = [ledText(work), begunText(work)]
  const moved = led === null ? '' : successor === null ? ` Nobody leads their ${led} now.` : ` ${successor.name} leads their ${led} now.`
  const left = begun === null ? '' : ` Still to be gone on with, where it stands: ${begun}.`
  return `The account of ${name} is closed.${moved}${left}`
}
