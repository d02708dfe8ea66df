import { moneyText } from '../shared/money.ts'
import type { CenterEvent } from './history.ts'

type Fields = { [name: string]: unknown }
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)
const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? (value.length > 80 ? `${value.slice(0, 80)}…` : value) : null)

/** Subjects of which an event says what happened and the names of fields at most, whatever else it holds one day. */
const silent = ['place', 'place authorization']

/** What an event was about, in a few words: an amount, an item, a title. Null where its fields say none that may be read. */
export function objectText({ subject, details }: Pick<CenterEvent, 'subject' | 'details'>): string | null {
  if (silent.includes(subject.kind)) return null
  const said: Fields = { ...(isFields(details['after']) ? details['after'] : {}), ...details }
  const title = textOf(said['title'])
  if (subject.kind === 'condition') return textOf(said['text']) ?? textOf(said['item'])
  const money = textOf(said['returned']) ?? textOf(said['gaveBack']) ?? textOf(said['amount'])
  return money ?? linesText(said['lines']) ?? valueText(said['value']) ?? itemText(said) ?? (title === null ? null : `“${title}”`) ?? namedText(subject.kind, said)
}

/** Of what was packed or arrived: the first two lines, and how many more. */
function linesText(lines: unknown): string | null {
  if (!Array.isArray(lines)) return null
  const texts = (lines as unknown[]).flatMap((line) => (isFields(line) ? (lineText(line) ?? []) : []))
  const more = texts.length > 2 ? ` and ${texts.length - 2} more` : ''
  return texts.length === 0 ? null : `${texts.slice(0, 2).join(', ')}${more}`
}

function lineText(line: Fields): string | null {
  const item = textOf(line['item'])
  if (item === null) return null
  if (typeof line['quantity'] === 'number') return `${line['quantity']} ${item}`
  const short = (['damaged', 'missing'] as const).flatMap((name) => (typeof line[name] === 'number' && line[name] !== 0 ? [`${line[name]} ${name}`] : []))
  const received = typeof line['received'] === 'number' ? [`${line['received']} ${item}`] : [item]
  return short.length === 0 ? received.join('') : `${received.join('')} (${short.join(', ')})`
}

/** The value of what was sent, currency by currency (M1). */
function valueText(value: unknown): string | null {
  if (!Array.isArray(value)) return null
  const amounts = (value as unknown[]).flatMap((each) =>
    isFields(each) && typeof each['minor'] === 'number' && typeof each['currency'] === 'string' ? [moneyText({ minor: each['minor'], currency: each['currency'] })] : [],
  )
  return amounts.length === 0 ? null : `worth ${amounts.join(' and ')}`
}

const itemText = ({ item, quantity }: Fields): string | null => {
  const text = textOf(item)
  return text === null ? null : typeof quantity === 'number' ? `${quantity} ${text}` : text
}

function namedText(kind: string, { name, kind: which, deliveryId }: Fields): string | null {
  if (kind === 'contact') return textOf(name)
  if (kind === 'review' || kind === 'note') return textOf(which)
  return kind === 'receipt' && typeof deliveryId === 'number' ? `of delivery ${deliveryId}` : null
}
