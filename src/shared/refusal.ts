export type RefusalCode = 'not-found' | 'forbidden' | 'conflict' | 'gone' | 'too-many' | 'too-large' | 'busy'

/** Why something that a person asked for is not done. Said to that person, never logged as a fault. */
export class Refusal extends Error {
  readonly code: RefusalCode
  constructor(code: RefusalCode, message: string) {
    super(message)
    this.name = 'Refusal'
    this.code = code
  }
}

/** R3: somebody else saved the record meanwhile. Carries nothing; the route reads the record again and shows both. */
export class Stale extends Refusal {
  constructor(what: string) {
    super('conflict', `Someone else changed this ${what} while you were editing it.`)
    this.name = 'Stale'
  }
}

/** A claim that holds unless we made a mistake: if not, the change is rolled back and the fault is logged. */
export function assert(claim: unknown, message: string): asserts claim {
  if (!claim) throw new Error(`Assertion failed: ${message}`)
}
