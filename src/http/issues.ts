import type { z } from 'zod'

/**
 * What a form says of a field whose schema has no words of its own: never the reading library's, which speak of types.
 * A schema's own message comes first wherever it has one.
 */
export const wordsOf: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      return Array.isArray(issue.input) ? 'This was sent more than once. Enter it once.' : 'Fill this in.'
    case 'too_small':
      return issue.origin === 'array' ? 'Choose at least one.' : 'Fill this in.'
    case 'too_big':
      if (issue.origin === 'array') return `Choose at most ${issue.maximum}.`
      return issue.origin === 'string' ? `Keep it under ${issue.maximum} characters.` : `Enter at most ${issue.maximum}.`
    case 'invalid_value':
    case 'invalid_union':
      return 'Choose one of what is offered.'
    default:
      return 'That could not be read. Look it over.'
  }
}
