import type { ConditionsSection, StandingSection } from '../decisions/center-pages.ts'
import type { Fact, Head, Link, Notice, State } from '../http/parts.ts'
import type { Person } from '../shared/actor.ts'
import type { MoneySection } from '../payments/center-pages.ts'
import { countryName } from '../shared/countries.ts'
import type { DocumentsSection } from '../documents/pages.ts'
import type { PlaceSection } from '../locations/section-pages.ts'
import type { NeedsSection } from '../needs/section-pages.ts'
import type { ReviewsSection } from '../reviews/center-pages.ts'
import { dayText, type Day } from '../shared/days.ts'
import { languageName } from '../shared/languages.ts'
import type { HoldFacts } from '../standing/holds.ts'
import { standingOn, type Standing } from '../standing/standing.ts'
import { isStale, readingText, type Reading } from './capacity.ts'
import type { Center } from './center.ts'
import type { Contact, Note } from './contact.ts'
import { historyRows, type HistoryRow } from './history-pages.ts'
import type { CenterEvent } from './history.ts'
import { notesSection, type NotesSection } from './note-pages.ts'
import { standingState } from './state-pages.ts'
import { centerLede } from './words.ts'

/** What other nouns add to a center's page: a section each, loaded in show-routes.ts and shown by a partial of their own in views/centers/show.ejs. */
export interface CenterSections {
  /** Above all else: what keeps money and goods from the center, or soon will. */
  hold: Notice | null
  /** What its approval did not look at, since the center changed after it. */
  unseen: Notice | null
  standing: StandingSection
  conditions: ConditionsSection | null
  money: MoneySection
  needs: NeedsSection
  reviews: ReviewsSection
  documents: DocumentsSection
  place: PlaceSection
}

/** A center's page: its own sections, and those of the other nouns. */
export interface CenterPage extends CenterSections {
  title: string
  head: Head
  contacts: ContactsSection
  services: ServicesSection
  notes: NotesSection
  beds: BedsSection
  about: Fact[]
  history: { rows: HistoryRow[]; allHref: string }
}

export interface ServicesSection {
  rows: { name: string; note: string | null }[]
  editHref: string
  notesHref: string
}

export interface ContactsSection {
  newHref: string
  rows: { name: string; role: string; lines: string[]; mark: string | null; editHref: string }[]
}

export interface BedsSection {
  recordHref: string
  rows: { label: string; text: string; state: State | null }[]
}

export interface CenterRecords {
  center: Center
  facts: HoldFacts
  contacts: Contact[]
  notes: Note[]
  notesMore: boolean
  readings: Reading[]
  events: CenterEvent[]
  names: ReadonlyMap<number, string>
}

export function centerPage(records: CenterRecords, sections: CenterSections, person: Person): CenterPage {
  const { today } = person
  const { center, facts, readings, events, names } = records
  const standing = standingOn(facts.history, today)
  const href = `/centers/${center.id}`
  return {
    ...sections,
    title: center.name,
    head: {
      crumbs: [
        { label: 'Centers', href: '/centers' },
        { label: countryName(center.country) ?? center.country, href: `/centers?country=${center.country}` },
      ],
      title: center.name,
      state: standingState(standing),
      lede: centerLede(center, today, names),
      actions: [
        { label: 'Still right', href: `${href}/confirmation`, tone: 'plain', method: 'post' },
        { label: 'Edit', href: `${href}/edit`, tone: 'plain', method: 'get' },
        ...mainAction(standing, sections.reviews),
      ],
    },
    contacts: contactsSection(center.id, records.contacts),
    services: { rows: center.services.map(({ name, note }) => ({ name, note })), editHref: `${href}/edit#services`, notesHref: `${href}/services` },
    notes: notesSection(center.id, records.notes, names, today, records.notesMore),
    beds: { recordHref: `${href}/capacity`, rows: bedRows(readings, today) },
    about: aboutFacts(center, names),
    history: { rows: historyRows(events, names), allHref: `${href}/history` },
  }
}

/** One thing to do next: the review that is under way, or the one that ought to be. */
function mainAction({ kind }: Standing, { rows, start }: ReviewsSection): Head['actions'] {
  if (kind === 'closed') return []
  if (start !== null) return [{ ...start, tone: 'main', method: 'get' }]
  const latest = rows[0]
  return latest === undefined ? [] : [{ label: 'Go on with the review', href: latest.href, tone: 'main', method: 'get' }]
}

const contactsSection = (centerId: number, contacts: Contact[]): ContactsSection => ({
  newHref: `/centers/${centerId}/contacts/new`,
  rows: contacts.map((contact) => ({
    name: contact.name,
    role: contact.role ?? (contact.kind === 'front desk' ? 'front desk' : 'private contact'),
    lines: [
      contact.phone,
      contact.hasPrivatePhone ? 'private phone: shown with the place, on request' : null,
      contact.email,
      contact.language === null ? null : `speaks ${languageName(contact.language) ?? contact.language}`,
    ].filter((each) => each !== null),
    mark: contact.isPrimary ? 'primary' : contact.kind === 'private' ? 'private' : null,
    editHref: `/contacts/${contact.id}/edit`,
  })),
})

const bedRows = (readings: Reading[], today: Day): BedsSection['rows'] =>
  readings.map((reading) => ({
    label: reading.populationName,
    text: `${readingText(reading, today)} (${reading.saidBy})`,
    state: isStale(reading, today) ? { word: 'Stale', tone: 'warn' } : null,
  }))

function aboutFacts(center: Center, names: ReadonlyMap<number, string>): Fact[] {
  const facts: [string, string | null, string | null][] = [
    ['Run by', center.organizationName, `/organizations/${center.organizationId}`],
    ['Local name', center.localName, null],
    ['Other names', center.otherNames, null],
    ['Lead', center.leadId === null ? 'nobody yet' : (names.get(center.leadId) ?? 'nobody yet'), null],
    ['Longest stay', center.longestStayDays === null ? null : `${center.longestStayDays} days`, null],
    ['Intake', center.intake, null],
    ['Referral', center.referralRoute, null],
    ['Accessibility', center.accessibility, null],
    ['Public contact', center.publicContact, null],
    ['Follow-up visits', followUpText(center), null],
    ['Opened', center.openedOn === null ? null : dayText(center.openedOn), null],
    ['In the register since', dayText(center.createdOn), null],
  ]
  return facts.flatMap(([label, value, href]): Fact[] => (value === null ? [] : [{ label, value, href }]))
}

const followUpText = ({ followUpVisits, followUpLastUsedOn }: Center): string =>
  followUpLastUsedOn === null ? followUpVisits : `${followUpVisits}, last used on ${dayText(followUpLastUsedOn)}`

export interface CenterHistoryPage {
  title: string
  head: Head
  rows: HistoryRow[]
  older: Link | null
}

export const centerHistoryPage = (
  center: Pick<Center, 'id' | 'name'>,
  events: CenterEvent[],
  names: ReadonlyMap<number, string>,
  olderFrom: number | null,
): CenterHistoryPage => ({
  title: `History of ${center.name}`,
  head: {
    crumbs: [
      { label: 'Centers', href: '/centers' },
      { label: center.name, href: `/centers/${center.id}` },
    ],
    title: `History of ${center.name}`,
    state: null,
    lede: 'What was done, by whom and when, from the register’s log. Confidential fields are named, never shown.',
    actions: [],
  },
  rows: historyRows(events, names),
  older: olderFrom === null ? null : { label: 'Older entries', href: `/centers/${center.id}/history?before=${olderFrom}` },
})
