/** Names in the order in which SQLite's NOCASE puts them: the letters A to Z are taken as a to z, and then bytes of UTF-8 are compared. */
export class NameOrder {
  /** By number: the name, as it is compared. */
  readonly #names: string[] = []
  readonly #ids: number[] = []
  #order: number[] = []

  /** The numbers, by name and then by id. */
  get order(): readonly number[] {
    return this.#order
  }

  /** A center's name, as it is compared. */
  nameOf = (number: number): string => this.#names[number] ?? ''

  /** Takes in a number that comes after all others. */
  append(number: number, name: string, id: number): void {
    this.#names[number] = folded(name)
    this.#ids[number] = id
    this.#order.push(number)
  }

  /** Takes in a number wherever it belongs, or moves it there. */
  put(number: number, name: string, id: number): void {
    const before = this.#names[number]
    if (before === folded(name)) return
    if (before !== undefined) this.#order.splice(this.#placeOf(before, id), 1)
    this.#order.splice(this.#placeOf(folded(name), id), 0, number)
    this.#names[number] = folded(name)
    this.#ids[number] = id
  }

  /** How many come before such a name. */
  #placeOf(name: string, id: number): number {
    const bytes = Buffer.from(name)
    let [from, to] = [0, this.#order.length]
    while (from < to) {
      const middle = (from + to) >>> 1
      const number = this.#order[middle] ?? 0
      const compared = Buffer.compare(Buffer.from(this.#names[number] ?? ''), bytes) || (this.#ids[number] ?? 0) - id
      if (compared < 0) from = middle + 1
      else to = middle
    }
    return from
  }
}

const folded = (name: string): string => name.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
