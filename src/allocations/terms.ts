import type { Terms } from './allocation.ts'

/** The terms as a form names them. */
export interface TermsSaid extends Pick<Terms, 'forWhat' | 'populations' | 'fromAge' | 'toAge' | 'needs' | 'reportDays'> {
  purpose: string
  amount: number
}

/** Groups and needs in an order of their own, and each once: the same terms read the same however they were chosen. */
export const termsOf = (said: TermsSaid): Terms => ({
  purposeCode: said.purpose,
  minor: said.amount,
  forWhat: said.forWhat,
  populations: [...new Set(said.populations)].toSorted(),
  fromAge: said.fromAge,
  toAge: said.toAge,
  needs: [...new Set(said.needs)].toSorted((a, b) => a - b),
  reportDays: said.reportDays,
})
