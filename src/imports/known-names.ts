import { folded, nameIdentity } from '../shared/folded.ts'

/** A name that stands in the register, or in a row of the file that is good. */
export type Held = { name: string } & ({ id: number } | { row: number })

/** Names, each within a scope such as a country: which of them are the same as another, and which only read like it. */
export class KnownNames<Known extends Held> {
  readonly #scopes: Map<string, Known[]>
  readonly #same = new Map<string, Map<string, Known[]>>()
  readonly #alike = new Map<string, Map<string, Known[]>>()

  constructor(scopes: Map<string, Known[]>) {
    this.#scopes = scopes
  }

  /** Those that are this one (R5). */
  same(scope: string, name: string): readonly Known[] {
    return this.#keyed(this.#same, scope, nameIdentity).get(nameIdentity(name)) ?? []
  }

  /** The first one that reads like this one and is not the same; null when none does. */
  alike(scope: string, name: string): Known | null {
    const others = this.#keyed(this.#alike, scope, likeness).get(likeness(name)) ?? []
    return others.find((other) => nameIdentity(other.name) !== nameIdentity(name)) ?? null
  }

  add(scope: string, known: Known): void {
    put(this.#scopes, scope, known)
    for (const [keyed, key] of [
      [this.#same, nameIdentity],
      [this.#alike, likeness],
    ] as const) {
      const names = keyed.get(scope)
      if (names !== undefined) put(names, key(known.name), known)
    }
  }

  /** A register holds many more scopes than a file names, so a scope gets its keys when it is first asked about. */
  #keyed(all: Map<string, Map<string, Known[]>>, scope: string, key: (name: string) => string): Map<string, Known[]> {
    const made = all.get(scope) ?? Map.groupBy(this.#scopes.get(scope) ?? [], ({ name }) => key(name))
    all.set(scope, made)
    return made
  }
}

/** A name of signs alone folds to nothing: “-” does not read like “#”. */
const likeness = (name: string): string => folded(name) || nameIdentity(name)

function put<Known>(into: Map<string, Known[]>, key: string, known: Known): void {
  const others = into.get(key)
  if (others === undefined) into.set(key, [known])
  else others.push(known)
}
