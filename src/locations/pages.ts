import { areaField } from '../http/fields.ts'
import { filledForm, type FormState } from '../http/forms.ts'
import type { Fact, FormPage, Head, Notice, State } from '../http/parts.ts'
import { anywayField } from '../http/place-warning.ts'
import { countryName } from '../shared/countries.ts'
import { dayText, isAfter, type Day } from '../shared/days.ts'
import { seenFacts } from './address-pages.ts'
import { authorizationLine, type AuthorizationLine } from './authorization-pages.ts'
import { showingFields, type ShowingField } from './forms.ts'
import {
  fieldName,
  mostShowings,
  placeFields,
  secrecyName,
  secrecyOn,
  type Authorization,
  type Location,
  type OpenAddress,
  type Place,
  type Secrecy,
} from './location.ts'

export interface CenterNamed {
  id: number
  name: string
  country: string
}

/** How much of a place may be seen, as a word and a mark. */
export const stateOf: Record<Secrecy, State> = {
  hidden: { word: 'hidden', tone: 'calm' },
  city: { word: 'city may be seen', tone: 'warn' },
  open: { word: 'open', tone: 'warn' },
}

export const headOf = (center: CenterNamed, title: string, lede: string, actions: Head['actions'] = []): Head => ({
  crumbs: [
    { label: 'Centers', href: '/centers' },
    { label: center.name, href: `/centers/${center.id}` },
    { label: 'Place', href: `/centers/${center.id}/place` },
  ],
  title,
  state: null,
  lede,
  actions,
})

export const formPage = (page: Pick<FormPage, 'title' | 'head' | 'action' | 'fields' | 'submit'> & Partial<FormPage> & { form: FormState<string> }): FormPage => {
  const { form, ...rest } = page
  return { notice: null, upload: false, hidden: [], tone: 'main', back: null, error: form.error, summary: form.summary, ...rest }
}

export interface PlacePage {
  title: string
  head: Head
  facts: Fact[]
  /** Whether what is known answers more than the form does: then it stands first where there is one column. */
  knownFirst: boolean
  showing: FormPage | null
  raising: { action: string; choices: { secrecy: string; label: string }[] } | null
  lowerHref: string
  authorizations: AuthorizationLine[]
}

interface PlaceFacts {
  center: CenterNamed
  location: Location
  shown: { region: string | null; city: string | null } | null
  address: OpenAddress | null
  /** How many private contacts have a phone. */
  phones: number
  looks: { people: number; looks: number }
  authorizations: Authorization[]
  names: Map<number, string>
  person: number
  today: Day
}

export function placePage(
  { center, location, shown, address, phones, looks, authorizations, names, person, today }: PlaceFacts,
  form: FormState<ShowingField> = filledForm(showingFields),
): PlacePage {
  const base = `/centers/${center.id}/place`
  const secrecy = secrecyOn(location, today)
  const head = headOf(center, `Place of ${center.name}`, secrecy === 'open' ? openLede : sealedLede, [
    { label: location.recorded ? 'Change the place' : 'Record the place', href: `${base}/edit`, tone: location.recorded ? 'plain' : 'main', method: 'get' },
  ])
  return {
    title: `Place of ${center.name}`,
    head: { ...head, crumbs: head.crumbs.slice(0, 2), state: stateOf[secrecy] },
    facts: [
      ...seenFacts(shown, address),
      { label: 'Country', value: countryName(center.country) ?? center.country, href: null },
      { label: 'Secrecy', value: secrecyName[secrecy], href: null },
      ...untilFact(location, today),
      { label: 'Recorded', value: location.recorded ? 'yes' : 'nothing yet', href: null },
      { label: 'Private phones', value: phones === 0 ? 'none' : String(phones), href: null },
      { label: 'Mailing address', value: location.mailingAddress ?? 'none: collection, call the center', href: null },
      { label: 'Looked at', value: looksText(looks), href: null },
    ],
    knownFirst: address !== null,
    showing: location.recorded || phones > 0 ? showingForm(center, secrecy, form) : null,
    raising: raisingOf(base, secrecy),
    lowerHref: `${base}/authorizations/new`,
    authorizations: authorizations.map((each) => authorizationLine(each, names, person, today)),
  }
}

const sealedLede = 'Kept sealed. It is shown to one person at a time, for a reason, and every look is on record.'
const openLede =
  'Its center does not hide where it is. Coordinates, directions and private phones are still shown to one person at a time, for a reason, and every look is on record.'

/** Until when it may be seen, where any of it may. */
export const untilFact = ({ secrecy, untilOn }: Location, today: Day): Fact[] => {
  if (secrecy === 'hidden' || untilOn === null) return []
  const value = isAfter(today, untilOn) ? `The authorization ended on ${dayText(untilOn)}, and nothing is shown any more` : dayText(untilOn)
  return [{ label: 'May be seen until', value, href: null }]
}

function looksText({ people, looks }: { people: number; looks: number }): string {
  if (looks === 0) return 'by nobody in the last 90 days'
  return `by ${people} ${people === 1 ? 'person' : 'people'} in the last 90 days, ${looks} ${looks === 1 ? 'time' : 'times'} in all`
}

const showingForm = (center: CenterNamed, secrecy: Secrecy, form: FormState<ShowingField>): FormPage =>
  formPage({
    title: secrecy === 'open' ? 'See all of the place' : 'See the place',
    head: headOf(center, 'See the place', ''),
    action: `/centers/${center.id}/place/showing`,
    form,
    fields: [
      areaField(form, 'reason', 'Why you need to see it', {
        rows: 2,
        hint: `At least 10 characters; the reason is kept in the log, so write no address and no survivor’s name in it. ${mostShowings} looks an hour at most.`,
      }),
      ...anywayField(form),
    ],
    submit: 'Show the place once',
    back: { label: 'Back to the center', href: `/centers/${center.id}` },
  })

function raisingOf(base: string, secrecy: Secrecy): PlacePage['raising'] {
  const choices = [
    { secrecy: 'hidden', label: 'Hide the place now', from: ['city', 'open'] },
    { secrecy: 'city', label: 'Show region and city only', from: ['open'] },
  ].filter(({ from }) => from.includes(secrecy))
  return choices.length === 0 ? null : { action: `${base}/secrecy`, choices }
}

export interface ShownPage {
  title: string
  head: Head
  notice: Notice
  place: { label: string; value: string }[]
  phones: { label: string; value: string }[]
}

/** The one page that holds a place. Its title and address hold nothing of it. */
export function shownPage(center: CenterNamed, place: Place, phones: { name: string; role: string | null; phone: string }[]): ShownPage {
  return {
    title: 'The place, shown once',
    head: headOf(center, `Place of ${center.name}`, 'Shown once. Reloading or coming back asks for a reason again.', [
      { label: 'Done: leave this page', href: `/centers/${center.id}`, tone: 'main', method: 'get' },
    ]),
    notice: {
      tone: 'warn',
      title: 'Keep this to yourself',
      lines: [{ text: 'This look is in the log. Do not copy the place into a note, a message or a title; it is left out when this page is printed.', lift: null }],
    },
    place: placeFields.filter((field) => place[field] !== null).map((field) => ({ label: fieldName[field], value: place[field] ?? '' })),
    phones: phones.map(({ name, role, phone }) => ({ label: role === null ? name : `${name}, ${role}`, value: phone })),
  }
}
