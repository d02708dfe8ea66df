import { readOrder } from '../../src/imports/order-forms.ts'
import { lookUp, type Guide } from '../../src/imports/row.ts'
import { firstDay } from '../support/cast.ts'
import type { Sources } from '../../src/imports/mapping.ts'

/** The bytes of a CSV file with these rows, in UTF-8. */
export const csv = (...rows: string[]): Buffer => Buffer.from(rows.join('\r\n'))

const lists = {
  populations: lookUp([
    { code: 'POP-WOMEN', name: 'Women 18+' },
    { code: 'POP-GIRLS', name: 'Girls under 18' },
  ]),
  services: lookUp([
    { code: 'SVC-CASE', name: 'Case management' },
    { code: 'SVC-ART', name: 'Expressive, art and animal therapy' },
  ]),
}

export const guide = (sources: Sources, days: Guide['days'] = 'YYYY-MM-DD'): Guide => ({ sources, days, lists, today: firstDay })

/** Every field from a column of its own name, but the kind, which is the same in every row. */
export const order = (columns: string[], more: object = {}): ReturnType<typeof readOrder> =>
  readOrder(JSON.stringify({ fields: { ...Object.fromEntries(columns.map((column) => [column, { column }])), kind: { value: 'drop-in' }, ...more } }))

/** What the mapping form sends: columns by their number. */
export const mapped = (columns: { [field: string]: number }, values: { [field: string]: string } = {}): { [input: string]: string } => ({
  ...Object.fromEntries(Object.entries(columns).map(([field, at]) => [`column-${field}`, String(at)])),
  ...Object.fromEntries(Object.entries(values).map(([field, value]) => [`value-${field}`, value])),
  days: 'YYYY-MM-DD',
})
