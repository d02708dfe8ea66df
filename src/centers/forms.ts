import { z } from 'zod'
import { onceRead } from '../http/forms.ts'
import { chosen, onceToken, optionalDay, optionalWhole, several, version } from '../http/inputs.ts'
import { anyway, warnsOfPlaces, type Held } from '../http/place-warning.ts'
import { countryName } from '../shared/countries.ts'
import { isLink } from '../shared/reached.ts'
import { problemIf } from '../shared/refusal.ts'
import { centerKinds, followUpVisits } from './center.ts'
import { keyRoles } from './organization.ts'
import { languageLine, named, optionalNamed } from './text-forms.ts'

const country = z.string('Choose a country.').refine((code) => countryName(code) !== null, 'Choose a country.')
const code = z.string().regex(/^[A-Z][A-Z0-9-]{1,39}$/, 'Choose from the list.')
const age = (which: string) => optionalWhole(`Enter ${which} as a whole number of years, or leave it empty.`, 0, 120)
const optionalId = z.union([z.literal('').transform(() => null), chosen('Choose from the list.')])

const centerShape = {
  name: named('Enter the center’s name.'),
  localName: optionalNamed(),
  otherNames: optionalNamed(1000),
  kind: z.enum(centerKinds, 'Choose what kind of center it is.'),
  country,
  leadId: optionalId,
  populations: several(code),
  fromAge: age('the youngest age'),
  toAge: age('the oldest age'),
  languages: languageLine,
  services: several(code),
  longestStayDays: optionalWhole('Enter the longest stay as a whole number of days, or leave it empty.', 1, 36_500),
  intake: optionalNamed(500),
  referralRoute: optionalNamed(500),
  accessibility: optionalNamed(500),
  publicContact: optionalNamed(500),
  followUpVisits: z.enum(followUpVisits, 'Say whether follow-up visits are agreed.'),
  followUpLastUsedOn: optionalDay(),
  openedOn: optionalDay(),
  anyway,
}

/** All of them are read in lists and events, by people who may see no place (CONF-08). */
const freeTexts = ['name', 'localName', 'otherNames', 'intake', 'referralRoute', 'accessibility', 'publicContact'] as const

const agesAreInOrder = onceRead(['fromAge', 'toAge'], ({ fromAge, toAge }: { fromAge: number | null; toAge: number | null }) =>
  problemIf(fromAge !== null && toAge !== null && fromAge > toAge, 'toAge', 'The oldest age is below the youngest.'),
)

const isRun = onceRead(['organizationId', 'organization'], (form: { organizationId: number | null; organization: string | null }) =>
  problemIf(form.organizationId === null && form.organization === null, 'organization', 'Enter the organization that runs it.'),
)

/** A new center: who runs it is named, or known by the organization's page that it was added from. */
export const newCenterForm = z
  .strictObject({
    organizationId: optionalId,
    organization: z.preprocess((value) => value ?? '', optionalNamed()),
    newOrganization: z.preprocess((value) => value !== undefined && value !== '', z.boolean()),
    ...centerShape,
    token: onceToken,
  })
  .check(isRun, agesAreInOrder, ...warnsOfPlaces([...freeTexts, 'organization']))
export type NewCenterForm = z.output<typeof newCenterForm>

export const centerForm = (held: Held<(typeof freeTexts)[number]>) => z.strictObject({ version, ...centerShape }).check(agesAreInOrder, ...warnsOfPlaces(freeTexts, held))
export type CenterForm = z.output<ReturnType<typeof centerForm>>

const linkProblem = 'Enter a web address that begins with https:// or http://, or leave it empty.'

const organizationShape = {
  legalName: named('Enter the organization’s legal name.'),
  localName: optionalNamed(),
  otherNames: optionalNamed(1000),
  country,
  registerName: optionalNamed(),
  registrationNumber: optionalNamed(100),
  taxStatus: optionalNamed(),
  website: optionalNamed(500).refine((address) => address === null || isLink(address), linkProblem),
  foundedYear: optionalWhole('Enter the year it was founded as four digits, or leave it empty.', 1000, 9999),
  anyway,
}

const organizationNames = ['legalName', 'localName', 'otherNames'] as const

export const newOrganizationForm = z.strictObject({ ...organizationShape, token: onceToken }).check(...warnsOfPlaces(organizationNames))
export type NewOrganizationForm = Omit<z.output<typeof newOrganizationForm>, 'anyway'>
export const organizationForm = (held: Held<(typeof organizationNames)[number]>) =>
  z.strictObject({ version, ...organizationShape }).check(...warnsOfPlaces(organizationNames, held))

export const keyPersonForm = z.strictObject({ name: named('Enter the person’s name.', 200), role: z.enum(keyRoles, 'Choose a role.'), token: onceToken })
export type KeyPersonForm = z.output<typeof keyPersonForm>
