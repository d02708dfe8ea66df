/** Centers whose pages are measured, and their reviews. */
export interface Picked {
  centers: number[]
  reviews: number[]
}

/** A page that is measured, and what it may cost at most, in milliseconds of processor time, by how many centers there are. */
export interface Measured {
  name: string
  /** Asked for in turn. */
  paths: string[]
  as: 'coordinator' | 'board'
  target: Readonly<Record<number, number>>
}

const filter = { 10_000: 0.6, 100_000: 2 }
const search = { 10_000: 0.9, 100_000: 6 }

export const measuredPages = ({ centers, reviews }: Picked): Measured[] => [
  // What any answer costs here: the session, the headers, the log. It tells how busy the machine was besides.
  { name: 'nothing (/healthz)', paths: ['/healthz'], as: 'coordinator', target: {} },
  { name: 'list', paths: ['/centers'], as: 'coordinator', target: { 10_000: 0.4, 100_000: 0.6 } },
  { name: 'list, vetted in Kenya', paths: ['/centers?standing=vetted&country=KE'], as: 'coordinator', target: filter },
  { name: 'list, one service and one group', paths: ['/centers?service=SVC-SAFEHOUSE&population=POP-WOMEN'], as: 'coordinator', target: filter },
  { name: 'search “ho”', paths: ['/centers?q=ho'], as: 'coordinator', target: search },
  { name: 'search “casa lu”', paths: ['/centers?q=casa+lu'], as: 'coordinator', target: search },
  { name: 'a center', paths: centers.map((id) => `/centers/${id}`), as: 'coordinator', target: { 10_000: 0.4 } },
  { name: 'summary', paths: ['/reports/summary'], as: 'board', target: { 10_000: 1, 100_000: 1.2 } },
  { name: 'a review', paths: reviews.map((id) => `/reviews/${id}`), as: 'coordinator', target: {} },
]
