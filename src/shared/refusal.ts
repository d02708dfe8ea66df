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

/** What a rule finds wrong with what somebody asks for: in words, and of which field of it; of none when it is the whole. */
export interface Problem {
  field: string | null
  message: string
}

/** One problem if it is so, none otherwise: rules list what they find with it. */
export const problemIf = (wrong: boolean, field: string | null, message: string): Problem[] => (wrong ? [{ field, message }] : [])

/** All that the rules find wrong with what somebody asks for, so that it can be put right in one go. */
export class Problems extends Refusal {
  readonly list: readonly Problem[]
  constructor(list: readonly Problem[]) {
    super('conflict', list.map(({ message }) => message).join(' '))
    this.name = 'Problems'
    this.list = list
  }
}

/** What a refusal finds wrong: each of its problems, or that one thing, of no field. */
export const problemsOf = (refusal: Refusal): readonly Problem[] => (refusal instanceof Problems ? refusal.list : [{ field: null, message: refusal.message }])

/** @throws Problems unless there are none */
export function assertNone(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new Problems(problems)
}

/** A claim that holds unless we made a mistake: if not, the change is rolled back and the fault is logged. */
export function assert(claim: unknown, message: string): asserts claim {
  if (!claim) throw new Error(`Assertion failed: ${message}`)
}
