import type { AllocationsPage } from '../allocations/list-pages.ts'
import type { AllocationPage } from '../allocations/pages.ts'
import type { ApprovalsPage } from '../approvals/pages.ts'
import type { FundPage, FundsPage } from '../funds/pages.ts'
import type { MoneySection } from '../payments/center-pages.ts'
import type { PaymentPage, PaymentsPage } from '../payments/pages.ts'
import type { RatesPage } from '../rates/pages.ts'
import type { AccountPage, LinkMadePage, PeoplePage, PersonPage, RolesWaitingPage, SignInPage } from '../accounts/pages.ts'
import type { CapacityPage } from '../centers/capacity-pages.ts'
import type { HistoryRow } from '../centers/history-pages.ts'
import type { CentersPage, FoundPart } from '../centers/list-pages.ts'
import type { NotesPage, NotesSection } from '../centers/note-pages.ts'
import type { OrganizationPage, OrganizationsPage } from '../centers/organization-pages.ts'
import type { BedsSection, CenterHistoryPage, CenterPage, ContactsSection, ServicesSection } from '../centers/show-pages.ts'
import type { ConditionsSection, StandingSection } from '../decisions/center-pages.ts'
import type { DecisionsPage } from '../decisions/history-pages.ts'
import type { VerdictPage } from '../decisions/verdict-pages.ts'
import type { HomePage } from '../home/pages.ts'
import type { MappingPage } from '../imports/mapping-pages.ts'
import type { ImportsPage } from '../imports/pages.ts'
import type { PreviewPage } from '../imports/preview-pages.ts'
import type { PlacePage, PlaceSection, ShownPage } from '../locations/pages.ts'
import type { DocumentPage, DocumentsPage, DocumentsSection } from '../documents/pages.ts'
import type { ChecklistPage, ChecklistsPage } from '../checklists/pages.ts'
import type { ReviewsSection } from '../reviews/center-pages.ts'
import type { ItemPart } from '../reviews/item-pages.ts'
import type { ReviewPage, SavedPart } from '../reviews/pages.ts'
import type { ProgressPart } from '../reviews/progress-pages.ts'
import type { PipelinePage } from '../reviews/pipeline-pages.ts'
import type { DeliveriesPage } from '../deliveries/list-pages.ts'
import type { LinesForm } from '../deliveries/lines-pages.ts'
import type { DeliveryPage } from '../deliveries/pages.ts'
import type { PackingListPage, PaperLines, ReceiptPaperPage, SendingPage } from '../deliveries/paper-pages.ts'
import type { NeedsPage } from '../needs/list-pages.ts'
import type { NeedPage } from '../needs/pages.ts'
import type { NeedsSection } from '../needs/section-pages.ts'
import type { FieldState } from './forms.ts'
import type { RenewalsPage } from '../renewals/pages.ts'
import type { Html } from './views.ts'

/** What every field of a form is given. `id` and `name` are the same, so that an error summary can lead to it. */
interface Field {
  name: string
  label: string
  hint: string | null
  field: FieldState
}

export interface Choice {
  value: string
  label: string
}

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
  'partials/field': Field & {
    type: 'text' | 'date' | 'number' | 'email' | 'tel' | 'url' | 'search' | 'password'
    autocomplete: string
    required: boolean
    /** What the browser offers while one types; anything else may be typed too. */
    suggestions?: readonly string[]
  }
  'partials/textarea': Field & { rows: number; required: boolean }
  'partials/select': Field & { choices: Choice[]; empty: string | null; required: boolean }
  'partials/radios': Field & { choices: (Choice & { hint: string | null })[]; required: boolean }
  'partials/checkboxes': Field & { choices: Choice[] }
  'partials/file': Field & { accept: string; required: boolean }
  'partials/form': FormPage
  'partials/pagination': Pagination
  'partials/state': State
  'partials/head': Head
  'partials/notice': Notice
  'partials/empty': { title: string; text: string; first: Link | null }
  'partials/facts': { facts: Fact[] }
  'partials/tiles': { tiles: Tile[] }
  'partials/sort-head': { columns: Column[] }
  'partials/facets': { groups: Facet[] }
  'partials/bar': Bar
  'partials/conflict': Conflict
}

/** A page that is one form. */
export interface FormPage {
  title: string
  head: Head
  notice: Notice | null
  error: string | null
  summary: { href: string; message: string }[]
  action: string
  /** Whether it carries a file, and so is sent in parts. */
  upload: boolean
  /** What goes along unseen: a version (R3), a one-time token (M7). */
  hidden: { name: string; value: string }[]
  fields: FormField[]
  submit: string
  tone: 'main' | 'warn'
  back: Link | null
}

/** R3: a form that was saved second, and what the register holds now beside what was typed. */
export interface ConflictPage {
  title: string
  head: Head
  notice: Notice | null
  conflict: Conflict
  form: FormPage
}

export interface Conflict {
  lede: string
  /** The fields that differ. */
  rows: { label: string; href: string; held: string; typed: string }[]
  submit: string
}

export type FormField =
  | ({ kind: 'input' } & Pages['partials/field'])
  | ({ kind: 'area' } & Pages['partials/textarea'])
  | ({ kind: 'select' } & Pages['partials/select'])
  | ({ kind: 'radios' } & Pages['partials/radios'])
  | ({ kind: 'checks' } & Pages['partials/checkboxes'])
  | ({ kind: 'file' } & Pages['partials/file'])
  | { kind: 'heading'; text: string; hint: string | null }

export interface Link {
  label: string
  href: string
}

/** The top of a page: where it stands, what it is in one line, and what can be done. Of the actions, one at most is `main`. */
export interface Head {
  crumbs: { label: string; href: string | null }[]
  title: string
  state: State | null
  lede: string | null
  actions: (Link & { tone: 'main' | 'plain' | 'warn'; method: 'get' | 'post' })[]
}

/** A hold, a refusal or a danger, above everything else: each line with what would lift it. */
export interface Notice {
  tone: 'warn' | 'bad' | 'calm'
  title: string
  lines: { text: string; lift: Link | null }[]
}

export interface Fact {
  label: string
  value: string
  href: string | null
}

/** One figure and the rows behind it. */
export interface Tile {
  name: string
  figure: string
  change: string | null
  href: string | null
}

/** A column's head; `href` sorts by it, or turns the order round. */
export interface Column {
  label: string
  number: boolean
  href: string | null
  sorted: 'ascending' | 'descending' | null
}

/** One group of filters beside a list. A choice's link keeps all other filters; the link of a current one takes it away. */
export interface Facet {
  label: string
  open: boolean
  choices: (Link & { count: string; current: boolean })[]
}

/** A whole and its parts, drawn as one bar. `from` and `width` are in hundredths of the whole; `fill` is a colour of the theme. */
export interface Bar {
  said: string
  parts: { label: string; from: number; width: number; fill: 'c1' | 'c2' | 'c3' | 'c4' }[]
}

/** A state is a word and a mark, never a colour alone. */
export interface State {
  word: string
  tone: 'good' | 'warn' | 'bad' | 'calm' | 'still'
}

/** Under a list: which rows these are, and the way to the others. */
export interface Pagination {
  said: string
  previousHref: string | null
  nextHref: string | null
  pages: { label: string; href: string; current: boolean }[]
}
