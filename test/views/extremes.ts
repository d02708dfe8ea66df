import type { Pages } from '../../src/http/pages.ts'

/** The least that a page may hold, and the most: nothing and everything optional, no row and several. */
interface Extremes<Page> {
  smallest: Page
  fullest: Page
  /** Where a template has a branch that neither takes. */
  between?: Page[]
}

/** Both pages of every view. A view without them, or with a page that is not its own, is an error of types. */
export type AllExtremes = { [V in keyof Pages]: Extremes<Pages[V]> }

/** Both pages of each view of one folder: `ExtremesOf<'funds'>` is those of `funds/list` and `funds/show`. */
export type ExtremesOf<Folder extends string> = { [V in keyof Pages as V extends `${Folder}/${string}` ? V : never]: Extremes<Pages[V]> }
