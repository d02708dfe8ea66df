import { accounts } from './accounts.ts'
import { allocations } from './allocations.ts'
import { centerPages } from './center-pages.ts'
import { centerSections } from './center-sections.ts'
import { centers } from './centers.ts'
import { checklists } from './checklists.ts'
import { decisions } from './decisions.ts'
import { deliveries } from './deliveries.ts'
import { documents } from './documents.ts'
import { events } from './events.ts'
import type { AllExtremes } from './extremes.ts'
import { funds } from './funds.ts'
import { home } from './home.ts'
import { imports } from './imports.ts'
import { layout } from './layout.ts'
import { locations } from './locations.ts'
import { needs } from './needs.ts'
import { partials } from './partials.ts'
import { payments } from './payments.ts'
import { ratesAndApprovals } from './rates-approvals.ts'
import { reports } from './reports.ts'
import { reviews } from './reviews.ts'

/** Every view with its smallest and its fullest page: one that lacks them is named by tsc. */
export const extremes = {
  ...accounts,
  ...allocations,
  ...centerPages,
  ...centerSections,
  ...centers,
  ...checklists,
  ...decisions,
  ...deliveries,
  ...documents,
  ...events,
  ...funds,
  ...home,
  ...imports,
  ...layout,
  ...locations,
  ...needs,
  ...partials,
  ...payments,
  ...ratesAndApprovals,
  ...reports,
  ...reviews,
} satisfies AllExtremes
