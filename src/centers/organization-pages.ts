import { shownVersion } from '../http/conflict.ts'
import { inputField, selectField } from '../http/fields.ts'
import { filledForm, onceField, type FormState } from '../http/forms.ts'
import type { Column, Fact, Filters, FormPage, Head, Pagination } from '../http/parts.ts'
import { anywayField } from '../http/place-warning.ts'
import { countryName } from '../shared/countries.ts'
import { countryChoices, formPage, head } from './form-pages.ts'
import { keyRoles, type KeyPerson, type Organization, type OrganizationDetails } from './organization.ts'
import { capital } from './words.ts'

export const organizationFields = [
  'legalName',
  'localName',
  'otherNames',
  'country',
  'registerName',
  'registrationNumber',
  'taxStatus',
  'website',
  'foundedYear',
  'anyway',
] as const
export type OrganizationField = (typeof organizationFields)[number]
const keyPersonFields = ['name', 'role'] as const

const crumbs: Head['crumbs'] = [
  { label: 'Centers', href: '/centers' },
  { label: 'Organizations', href: '/organizations' },
]

const filled = (details: OrganizationDetails): FormState<OrganizationField> =>
  filledForm(organizationFields, Object.fromEntries(organizationFields.flatMap((name) => (name === 'anyway' ? [] : [[name, String(details[name] ?? '')]]))))

const fieldsOf = (form: FormState<OrganizationField>) => [
  inputField(form, 'legalName', 'Legal name'),
  inputField(form, 'localName', 'Name in the local script', { required: false }),
  inputField(form, 'otherNames', 'Former and other names', { required: false }),
  selectField(form, 'country', 'Country', countryChoices, { empty: 'Choose…' }),
  inputField(form, 'registerName', 'Register it is entered in', { required: false, hint: 'Such as a companies’ or charities’ register.' }),
  inputField(form, 'registrationNumber', 'Registration number', { required: false }),
  inputField(form, 'taxStatus', 'Tax status', { required: false }),
  inputField(form, 'website', 'Website', { required: false, type: 'url', hint: 'Beginning with https://' }),
  inputField(form, 'foundedYear', 'Year founded', { required: false, type: 'number' }),
  ...anywayField(form),
]

export const newOrganizationPage = (form: FormState<OrganizationField> = filledForm(organizationFields)): FormPage =>
  formPage(form, {
    title: 'Add an organization',
    head: head('Add an organization', 'The legal entity that runs one or more centers.', crumbs),
    action: '/organizations',
    hidden: [onceField(form)],
    fields: fieldsOf(form),
    submit: 'Add the organization',
    back: { label: 'Leave it', href: '/organizations' },
  })

export const editOrganizationPage = (organization: Organization, form: FormState<OrganizationField> | null = null): FormPage => {
  const state = form ?? filled(organization)
  const href = `/organizations/${organization.id}`
  const title = `Edit ${organization.legalName}`
  const fields = fieldsOf(state)
  return formPage(state, {
    title,
    head: head(title, 'Its centers are found under a new name at once.', [...crumbs, { label: organization.legalName, href }]),
    action: `${href}/edit`,
    hidden: [shownVersion(organization.version, fields)],
    fields,
    submit: 'Save the organization',
    back: { label: 'Leave it as it was', href },
  })
}

export interface OrganizationPage {
  title: string
  head: Head
  facts: Fact[]
  centers: { name: string; href: string; kind: string; country: string }[]
  newCenterHref: string
  people: { name: string; role: string; endAction: string }[]
  form: FormPage
}

interface OrganizationRecords {
  organization: Organization
  centers: { id: number; name: string; kind: string; country: string }[]
  people: KeyPerson[]
}

export function organizationPage(
  { organization, centers, people }: OrganizationRecords,
  form: FormState<'name' | 'role'> = filledForm(keyPersonFields),
): OrganizationPage {
  const href = `/organizations/${organization.id}`
  const country = countryName(organization.country) ?? organization.country
  const runs = centers.length === 0 ? 'runs no center in this register yet' : centers.length === 1 ? 'runs one center' : `runs ${centers.length} centers`
  return {
    title: organization.legalName,
    head: {
      ...head(organization.legalName, `Organization · ${country} · ${runs}`, crumbs),
      actions: [{ label: 'Edit', href: `${href}/edit`, tone: 'plain', method: 'get' }],
    },
    facts: factsOf(organization, country),
    centers: centers.map(({ id, name, kind, country: code }) => ({ name, href: `/centers/${id}`, kind: capital(kind), country: countryName(code) ?? code })),
    newCenterHref: `/centers/new?organization=${organization.id}`,
    people: people.map(({ id, name, role }) => ({ name, role, endAction: `${href}/key-people/${id}/ending` })),
    form: keyPersonForm(href, form),
  }
}

const keyPersonForm = (href: string, form: FormState<'name' | 'role'>): FormPage =>
  formPage(form, {
    title: 'Add a key person',
    head: head('Add a key person', null, []),
    action: `${href}/key-people`,
    hidden: [onceField(form)],
    fields: [
      inputField(form, 'name', 'Name of the person', { hint: 'Name and role only: what is compared with sanctions lists.' }),
      selectField(
        form,
        'role',
        'Role',
        keyRoles.map((role) => ({ value: role, label: capital(role) })),
        { empty: 'Choose…' },
      ),
    ],
    submit: 'Add the person',
  })

function factsOf(organization: Organization, country: string): Fact[] {
  const facts: [string, string | number | null][] = [
    ['Country', country],
    ['Local name', organization.localName],
    ['Other names', organization.otherNames],
    ['Register', organization.registerName],
    ['Registration number', organization.registrationNumber],
    ['Tax status', organization.taxStatus],
    ['Website', organization.website],
    ['Founded', organization.foundedYear],
  ]
  return facts.flatMap(([label, value]): Fact[] => (value === null ? [] : [{ label, value: String(value), href: null }]))
}

export interface OrganizationsPage {
  title: string
  head: Head
  filters: Filters
  said: string
  csvHref: string
  columns: Column[]
  rows: { name: string; href: string; country: string; number: string; centers: number }[]
  under: Pagination
  empty: { title: string; text: string; first: { label: string; href: string } | null } | null
}

export const organizationsHead: Head = {
  ...head('Organizations', 'The legal entities that run centers.', [{ label: 'Centers', href: '/centers' }]),
  actions: [{ label: 'Add an organization', href: '/organizations/new', tone: 'main', method: 'get' }],
}
