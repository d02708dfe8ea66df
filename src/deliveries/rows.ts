// A form with a row for each line names its fields `quantity-1`, `quantity-2`: here they are told apart.

export type Texts = Record<string, string | string[] | undefined>

export interface Parts {
  /** What belongs to no row. */
  whole: Texts
  /** By the row's number, in ascending order; under the names without the number. */
  rows: [key: number, texts: Texts][]
}

/** Takes a posted form apart into its rows and the rest. A name that is none of `names` with a number stays in the rest, where the form refuses it. */
export function rowsIn(typed: Readonly<Texts>, names: readonly string[]): Parts {
  const whole: Texts = {}
  const rows = new Map<number, Texts>()
  for (const [name, value] of Object.entries(typed)) {
    const [, field = '', number = ''] = /^([a-zA-Z]+)-([1-9]\d{0,14})$/.exec(name) ?? []
    if (!names.includes(field)) whole[name] = value
    else rows.set(Number(number), { ...rows.get(Number(number)), [field]: value })
  }
  return { whole, rows: [...rows].toSorted(([a], [b]) => a - b) }
}

export const rowName = (field: string, key: number): string => `${field}-${key}`
