import type { AllocationsPage } from '../allocations/list-pages.ts'
import type { AllocationPage } from '../allocations/pages.ts'
import type { ApprovalsPage } from '../approvals/pages.ts'
import type { FundsPage } from '../funds/list-pages.ts'
import type { FundPage } from '../funds/pages.ts'
import type { MoneySection } from '../payments/center-pages.ts'
import type { PaymentsPage } from '../payments/list-pages.ts'
import type { PaymentPage } from '../payments/pages.ts'
import type { RatesPage } from '../rates/pages.ts'
import type { AccountPage } from '../accounts/account-pages.ts'
import type { LinkMadePage, PeoplePage, PersonPage, SignInPage } from '../accounts/pages.ts'
import type { RolesWaitingPage } from '../accounts/role-pages.ts'
import type { CapacityPage } from '../centers/capacity-pages.ts'
import type { HistoryRow } from '../centers/history-pages.ts'
import type { CentersPage, FoundPart } from '../centers/list-pages.ts'
import type { NotesPage, NotesSection } from '../centers/note-pages.ts'
import type { OrganizationPage, OrganizationsPage } from '../centers/organization-pages.ts'
import type { BedsSection, CenterHistoryPage, CenterPage, ContactsSection, ServicesSection } from '../centers/show-pages.ts'
import type { ConditionsSection, StandingSection } from '../decisions/center-pages.ts'
import type { DecisionsPage } from '../decisions/history-pages.ts'
import type { VerdictPage } from '../decisions/verdict-pages.ts'
import type { HomePage, HomeSection } from '../home/pages.ts'
import type { MappingPage } from '../imports/mapping-pages.ts'
import type { ImportsPage } from '../imports/pages.ts'
import type { PreviewPage } from '../imports/preview-pages.ts'
import type { PlacePage, ShownPage } from '../locations/pages.ts'
import type { PlaceSection } from '../locations/section-pages.ts'
import type { DocumentPage, DocumentsPage, DocumentsSection } from '../documents/pages.ts'
import type { ChecklistPage, ChecklistsPage } from '../checklists/pages.ts'
import type { ReviewsSection } from '../reviews/center-pages.ts'
import type { ItemPart } from '../reviews/item-pages.ts'
import type { ReviewPage, SavedPart } from '../reviews/pages.ts'
import type { ProgressPart } from '../reviews/progress-pages.ts'
import type { PipelinePage } from '../reviews/pipeline-pages.ts'
import type { DaysForm } from '../reports/days-pages.ts'
import type { ReportsPage } from '../reports/pages.ts'
import type { RowsPage } from '../reports/row-pages.ts'
import type { SummaryBody, SummaryPage } from '../reports/summary-pages.ts'
import type { EventsPage } from '../events/pages.ts'
import type { DeliveriesPage } from '../deliveries/list-pages.ts'
import type { LinesForm } from '../deliveries/lines-pages.ts'
import type { DeliveryPage } from '../deliveries/pages.ts'
import type { PackingListPage, PaperLines, ReceiptPaperPage, SendingPage } from '../deliveries/paper-pages.ts'
import type { NeedsPage } from '../needs/list-pages.ts'
import type { NeedPage } from '../needs/pages.ts'
import type { NeedsSection } from '../needs/section-pages.ts'
import type { RenewalsPage } from '../renewals/pages.ts'
import type {
  AreaField,
  Bar,
  ChecksField,
  Column,
  Conflict,
  ConflictPage,
  Facet,
  Filters,
  Fact,
  FileField,
  FormPage,
  Head,
  Link,
  Notice,
  Pagination,
  RadiosField,
  SelectField,
  State,
  TextField,
  Tile,
} from './parts.ts'
import type { Html } from './views.ts'

/** Every view and what it is given: the site map on one screen. */
export interface Pages {
  'layout/page': { title: string; content: Html }
  'layout/form': FormPage
  'layout/conflict': ConflictPage
  'needs/list': NeedsPage
  'needs/show': NeedPage
  'needs/center-section': NeedsSection
  'deliveries/list': DeliveriesPage
  'deliveries/show': DeliveryPage
  'deliveries/lines-form': LinesForm
  'deliveries/sending': SendingPage
  'deliveries/packing-list': PackingListPage
  'deliveries/receipt-paper': ReceiptPaperPage
  'deliveries/paper-lines': PaperLines
  'home/show': HomePage
  'home/section': HomeSection
  'reports/list': ReportsPage
  'reports/summary': SummaryPage
  'reports/days': DaysForm
  'reports/money': SummaryBody
  'reports/countries': SummaryBody
  'reports/rows': RowsPage
  'events/list': EventsPage
  'set-up/waiting': { title: string }
  'accounts/sign-in': SignInPage
  'accounts/account': AccountPage
  'accounts/people': PeoplePage
  'accounts/person': PersonPage
  'accounts/link-made': LinkMadePage
  'accounts/roles-waiting': RolesWaitingPage
  'centers/list': CentersPage
  'centers/found': FoundPart
  'centers/show': CenterPage
  'centers/services': ServicesSection
  'centers/contacts': ContactsSection
  'centers/beds': BedsSection
  'centers/notes-section': NotesSection
  'centers/note-rows': NotesSection['rows']
  'centers/history-rows': HistoryRow[]
  'centers/history': CenterHistoryPage
  'centers/notes': NotesPage
  'centers/capacity': CapacityPage
  'centers/organization': OrganizationPage
  'centers/organizations': OrganizationsPage
  'locations/place': PlacePage
  'locations/shown': ShownPage
  'locations/center-section': PlaceSection
  'documents/list': DocumentsPage
  'documents/show': DocumentPage
  'documents/center-section': DocumentsSection
  'documents/center-rows': DocumentsSection['rows']
  'checklists/list': ChecklistsPage
  'checklists/show': ChecklistPage
  'reviews/list': PipelinePage
  'reviews/center-section': ReviewsSection
  'reviews/show': ReviewPage
  'reviews/item': ItemPart
  'reviews/progress': ProgressPart
  'reviews/section-counts': ProgressPart
  'reviews/saved': SavedPart
  'decisions/verdict': VerdictPage
  'renewals/list': RenewalsPage
  'decisions/history': DecisionsPage
  'decisions/conditions-section': ConditionsSection
  'standing/center-section': StandingSection
  'imports/list': ImportsPage
  'imports/mapping': MappingPage
  'imports/show': PreviewPage
  'funds/list': FundsPage
  'funds/show': FundPage
  'allocations/list': AllocationsPage
  'allocations/show': AllocationPage
  'payments/list': PaymentsPage
  'payments/show': PaymentPage
  'payments/center-section': MoneySection
  'rates/list': RatesPage
  'approvals/list': ApprovalsPage
  'errors/refused': { title: string; message: string; next: { label: string; href: string } | null }
  'errors/fault': { title: string; reference: string }

  'partials/error-summary': { error: string | null; summary: { href: string; message: string }[] }
  'partials/field': TextField
  'partials/textarea': AreaField
  'partials/select': SelectField
  'partials/radios': RadiosField
  'partials/checkboxes': ChecksField
  'partials/file': FileField
  'partials/form': FormPage
  'partials/pagination': Pagination
  'partials/state': State
  'partials/head': Head
  'partials/notice': Notice
  'partials/left-out': { text: string }
  'partials/empty': { title: string; text: string; first: Link | null }
  'partials/facts': { facts: Fact[] }
  'partials/tiles': { tiles: Tile[] }
  'partials/sort-head': { columns: Column[] }
  'partials/filters': Filters
  'partials/facets': { groups: Facet[]; columns: Column[] }
  'partials/sort-by': { columns: Column[] }
  'partials/bar': Bar
  'partials/conflict': Conflict
}
