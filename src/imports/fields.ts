import { folded } from '../shared/folded.ts'

export interface ImportField {
  name: FieldName
  label: string
  required: boolean
  /** Whether it says where a center is: kept sealed, and in no refused row that is given back (CONF-06). */
  place: boolean
  /** Whether one value for every row makes sense. */
  shared: boolean
  hint: string | null
}

const names = [
  'organization',
  'name',
  'country',
  'kind',
  'organizationCountry',
  'localName',
  'otherNames',
  'website',
  'phone',
  'email',
  'publicContact',
  'languages',
  'populations',
  'services',
  'openedOn',
  'notes',
  'region',
  'city',
  'street',
  'postalCode',
  'latitude',
  'longitude',
] as const
export type FieldName = (typeof names)[number]
export const fieldNames: readonly FieldName[] = names

const several = 'Several are separated by semicolons, bars or line breaks.'

const field = (name: FieldName, label: string, more: Partial<ImportField> = {}): ImportField => ({
  name,
  label,
  required: false,
  place: false,
  shared: false,
  hint: null,
  ...more,
})
const required = { required: true }
const shared = { shared: true }
const place = { place: true }

/** What of a center an import can fill, in the order of the page. */
export const importFields: readonly ImportField[] = [
  field('organization', 'Organization’s legal name', {
    ...required,
    ...shared,
    hint: 'An organization of this name in its country is the one in the register: capital letters, accents of Latin, Greek and Cyrillic letters, and the form of apostrophes, quotes and dashes make no difference. Any other name is a new organization’s; where it reads like one in the register, its row says so.',
  }),
  field('name', 'Center’s name', required),
  field('country', 'Country', { ...required, ...shared, hint: 'A name or a code: Kenya, KE or KEN.' }),
  field('kind', 'Kind of center', { ...required, ...shared }),
  field('organizationCountry', 'Organization’s country', { ...shared, hint: 'Where it is registered, if elsewhere. Unless said, it is the center’s country.' }),
  field('localName', 'Name in the local script'),
  field('otherNames', 'Other names'),
  field('website', 'Website', { hint: 'One, with its https:// or without. Added to the public contact.' }),
  field('phone', 'Phone', {
    hint: 'Of the front desk, for everyone who reads the directory. What is not one number is added to the public contact; what has fewer than 5 digits is refused.',
  }),
  field('email', 'E-mail address', { hint: 'Of the front desk.' }),
  field('publicContact', 'Public contact', shared),
  field('languages', 'Languages', { ...shared, hint: several }),
  field('populations', 'Populations served', { ...shared, hint: `By name or code, from the register’s list. ${several}` }),
  field('services', 'Services', { ...shared, hint: `By name or code, from the register’s list. ${several}` }),
  field('openedOn', 'Opened on'),
  field('notes', 'Note', { hint: 'Kept as a note of today. No survivor’s name or story belongs there.' }),
  field('region', 'Region or state', { ...place, ...shared }),
  field('city', 'City', { ...place, ...shared }),
  field('street', 'Street and number', place),
  field('postalCode', 'Postal code', place),
  field('latitude', 'Latitude', place),
  field('longitude', 'Longitude', place),
]

export const fieldOf = (name: FieldName): ImportField => importFields.find((each) => each.name === name) ?? field(name, name)

/** Headings that usually hold a field, likeliest first. A guess of a column is confirmed by a person; a value is never guessed (R5). */
const headings: Record<FieldName, string> = {
  organization:
    'organization name|organisation name|org name|legal name|organization|organisation|org|parent organization|agency name|agency|partner organization|partner',
  name: 'center name|centre name|location name|site name|facility name|shelter name|program name|programme name|center|centre|facility|shelter|name',
  country: 'country|country code|country name|nation',
  kind: 'kind|kind of center|center type|centre type|facility type|type|category',
  organizationCountry: 'organization country|organisation country|org country|country of registration|headquarters country',
  localName: 'local name|native name|name in local script|name local',
  otherNames: 'other names|alternate name|alternative name|also known as|aka|former name|former names',
  website: 'website|website address|web site|url|location url|center url|homepage|web',
  phone: 'phone|phones|phone number|telephone|telephone number|tel|public phone',
  email: 'email|e mail|email address|e mail address|public email',
  publicContact: 'public contact|contact details',
  languages: 'languages|language|languages spoken',
  populations: 'populations|population|populations served|who they serve|clients served',
  services: 'services|service|services offered|services provided',
  openedOn: 'opened on|opened|opening date|date opened|start date|founded on',
  notes: 'notes|note|comments|comment|remarks',
  region: 'region|state|state province|province|region or state',
  city: 'city|town|locality|municipality',
  street: 'street|street address|address|address 1|address line 1|location address|physical address|street and number',
  postalCode: 'postal code|postcode|post code|zip|zip code|zipcode',
  latitude: 'latitude|lat',
  longitude: 'longitude|lng|lon|long',
}

/** A heading in plain words: location_name and LocationName are “location name”. */
export const headingWords = (heading: string): string => folded(heading.replaceAll(/([a-z])([A-Z])/g, '$1 $2').replaceAll('_', ' '))

/**
 * Which column each field is likely to be, of those that nothing better claims.
 * @param mayHold whether what a column holds speaks against it
 */
export function guessColumns(columns: readonly string[], mayHold: (field: FieldName, at: number) => boolean): Partial<Record<FieldName, number>> {
  const plain = columns.map(headingWords)
  const taken = new Set<number>()
  const guesses: Partial<Record<FieldName, number>> = {}
  for (const name of names) {
    const at = headings[name]
      .split('|')
      .map((heading) => plain.indexOf(heading))
      .find((found) => found !== -1 && !taken.has(found) && mayHold(name, found))
    if (at === undefined) continue
    guesses[name] = at
    taken.add(at)
  }
  return guesses
}

/** Whether a heading is one of those that usually hold a field which is no place. */
export const namesOpenField = (heading: string): boolean => names.some((name) => !fieldOf(name).place && headings[name].split('|').includes(headingWords(heading)))
