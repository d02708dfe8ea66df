import type { Compilable, CompiledQuery } from 'kysely'
import { answer, type Reader } from './database.ts'

type Given = Readonly<Record<string, string | number>>

/** Stands in a question where something will be given. */
class Gap {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

const gaps = new Proxy({}, { get: (_target, name) => new Gap(String(name)) })

/**
 * A question that many pages ask, put together once: Kysely takes longer to put one together than SQLite to answer it.
 * `build` is called a single time, and must pass what it is given on to the question without looking at it.
 */
export function question<G extends Given, Row>(build: (db: Reader, given: G) => Compilable<Row>): (db: Reader, given: G) => Promise<Row[]> {
  let compiled: CompiledQuery<Row> | null = null
  return (db, given) => {
    compiled ??= build(db, gaps as G).compile()
    const parameters = compiled.parameters.map((each) => (each instanceof Gap ? given[each.name] : each))
    return answer(db, { ...compiled, parameters })
  }
}
