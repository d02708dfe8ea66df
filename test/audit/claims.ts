import { moneyText } from '../../src/shared/money.ts'
import type { Claim, Row } from './telling.ts'

export const who = (id: string | number): Claim => ['@who', id]
export const at = (instant: string | number): Claim => ['@at', instant]
/** No earlier: the first day of a register may have been set back by its clock. */
export const since = (instant: string | number): Claim => ['@since', instant]
export const day = (on: string | number): Claim => ['@day', on]
export const center = (id: string | number): Claim => ['@center', id]
export const flag =
  (field: string) =>
  (is: string | number): Claim => [field, is === 1]
/** A sealed column, and one that must be forgotten some day: its event names it (R1). */
export const named = (field: string) => (): Claim => ['fields', field]
/** What the event calls otherwise than the column does, by what was read with the row. */
export const read =
  (field: string, column: string) =>
  (_: string | number, row: Row): Claim => [field, row[column]]
export const money =
  (field: string, minor: string, currency: string) =>
  (_: string | number, row: Row): Claim => [field, moneyText({ minor: Number(row[minor]), currency: String(row[currency]) })]
export const about =
  (kind: string, column = 'id') =>
  (row: Row) =>
    [kind, row[column] ?? null] as const

export const key = 'the number that its subject is known by'
export const lineKey = 'a number of the register’s own: what it is told by stands beside it'
export const saves = 'counts how often it was saved, for R3'
export const uuid = 'a number of the register’s own, for exchange'
export const item = '(SELECT code FROM checklist_items i WHERE i.id = t.item_id) AS item_code'
