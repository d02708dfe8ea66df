import { nameIdentity } from '../shared/folded.ts'

/** Names in the order in which people look for them: by their letters, whatever their case and accents, and then by id. */
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

  /** Takes in many numbers, which it knows none of. */
  fill(entries: readonly { number: number; name: string; id: number }[]): void {
    for (const { number, name, id } of entries) this.#keep(number, identityOf(name), id)
    this.#order = entries.map(({ number }) => number).sort((a, b) => this.#compare(a, this.nameOf(b), this.#ids[b] ?? 0))
  }

  /** Takes in a number wherever it belongs, or moves it there. */
  put(number: number, name: string, id: number): void {
    const [before, now] = [this.#names[number], identityOf(name)]
    if (before === now) return
    if (before !== undefined) this.#order.splice(this.#placeOf(before, id), 1)
    this.#order.splice(this.#placeOf(now, id), 0, number)
    this.#keep(number, now, id)
  }

  #keep(number: number, name: string, id: number): void {
    this.#names[number] = name
    this.#ids[number] = id
  }

  #compare(number: number, name: string, id: number): number {
    const own = this.nameOf(number)
    if (own !== name) return own < name ? -1 : 1
    return (this.#ids[number] ?? 0) - id
  }

  /** How many come before such a name. */
  #placeOf(name: string, id: number): number {
    let [from, to] = [0, this.#order.length]
    while (from < to) {
      const middle = (from + to) >>> 1
      if (this.#compare(this.#order[middle] ?? 0, name, id) < 0) from = middle + 1
      else to = middle
    }
    return from
  }
}

/** A name of nothing but ASCII needs no more than its small letters, which takes a tenth of the time. */
const identityOf = (name: string): string => (notAscii.test(name) ? nameIdentity(name) : name.toLowerCase())
const notAscii = /[^ -~]/
