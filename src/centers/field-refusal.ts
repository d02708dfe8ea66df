import { Refusal } from '../shared/refusal.ts'

/** A rule that a field breaks: the form comes back with these words beside the field. */
export class FieldRefusal extends Refusal {
  readonly field: string
  constructor(field: string, message: string) {
    super('conflict', message)
    this.field = field
  }
}
