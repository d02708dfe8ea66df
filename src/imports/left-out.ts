import type { ImportField } from './fields.ts'

// CONF-06: what stands in the file of refused rows, or on a page, in place of a cell that is not given back; and how it is known again
// when such a file is imported, since a center would be called by it else.

/** Why nothing of a column, or a cell, is shown. */
export const notShown = 'not shown: it looks like a place'

/** Stands for a cell of a column that is given back for no row, such as free text's, and for any cell that holds one of these already. */
export const leftOutCell = 'left out: it may say where the center is'

/** Stands for one cell of a column that is given back otherwise. @param looks what it looks like, as `placeLike` says it */
export const leftOutFor = (looks: string): string => `left out: it looks like ${looks}`

/** Whether one of these stands in a text, also within what somebody wrote around it. */
export const isLeftOut = (text: string): boolean => /(?:left\s+out|not\s+shown)\s*:\s*it\s+(?:looks\s+like|may\s+say\s+where)\s/iu.test(text)

/** Why a row that still holds one is refused. */
export const leftOutProblem = ({ required }: Pick<ImportField, 'required'>): string =>
  `What stood here was left out when this row was given back. Type it again from the original file${required ? '' : ', or empty the cell'}.`
