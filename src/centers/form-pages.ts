import { shownVersion } from '../http/conflict.ts'
import { checkField, heading, inputField, selectField } from '../http/fields.ts'
import { filledForm, onceField, type FormState } from '../http/forms.ts'
import type { Choice, FormField, FormPage, Head, Link } from '../http/parts.ts'
import { anywayField } from '../http/place-warning.ts'
import { countries, countryName } from '../shared/countries.ts'
import type { Listed } from '../lists/list.ts'
import { centerKinds, followUpVisits } from './center.ts'
import { noSurvivor } from './note-pages.ts'
import type { CenterChoices } from './problems.ts'
import type { CenterDetails } from './registration.ts'
import { capital, languagesText } from './words.ts'

/** The way back from a step of a center. */
export const backToCenter = (id: number): Link => ({ label: 'Back to the center', href: `/centers/${id}` })

export const centerFields: readonly string[] = [
  'name',
  'localName',
  'otherNames',
  'kind',
  'country',
  'leadId',
  'populations',
  'fromAge',
  'toAge',
  'languages',
  'services',
  'longestStayDays',
  'intake',
  'referralRoute',
  'accessibility',
  'publicContact',
  'followUpVisits',
  'followUpLastUsedOn',
  'openedOn',
  'anyway',
]
export const newCenterFields = ['organizationId', 'organization', 'newOrganization', ...centerFields, 'token']

const choicesOf = (listed: readonly Listed[]): Choice[] => listed.map(({ code, name }) => ({ value: code, label: name }))
const words = (values: readonly string[]): Choice[] => values.map((value) => ({ value, label: capital(value) }))
export const countryChoices: Choice[] = countries.map(({ code, name }) => ({ value: code, label: name }))

export const head = (title: string, lede: string | null, crumbs: Head['crumbs']): Head => ({ crumbs, title, state: null, lede, actions: [] })

type Filled = Pick<FormPage, 'title' | 'head' | 'action' | 'fields' | 'submit'> & Partial<FormPage>

/** A page that is one form, with what most of them leave out. */
export const formPage = (form: Pick<FormPage, 'error' | 'summary'>, page: Filled): FormPage => ({
  notice: null,
  upload: false,
  hidden: [],
  tone: 'main',
  back: null,
  error: form.error,
  summary: form.summary,
  ...page,
})

/** A center's details as the form that they are edited in shows them. */
export function filledCenter(details: CenterDetails): FormState<string> {
  const text = (value: string | number | null | { toString: () => string }): string => (value === null ? '' : String(value))
  const { languages, populations, services, ...rest } = details
  const values = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, text(value as string | number | null)]))
  return filledForm(centerFields, { ...values, languages: languagesText(languages), populations, services })
}

interface NewCenterPage {
  choices: CenterChoices
  /** The organization whose page it is added from. */
  organization: { id: number; legalName: string } | null
  form: FormState<string>
}

export function newCenterPage({ choices, organization, form }: NewCenterPage): FormPage {
  const lede = organization === null ? 'Only its name, its kind, its country and who runs it are asked for; the rest can follow.' : `Run by ${organization.legalName}.`
  return formPage(form, {
    title: 'Add a center',
    head: head('Add a center', lede, [{ label: 'Centers', href: '/centers' }]),
    action: '/centers',
    hidden: [{ name: 'organizationId', value: organization === null ? '' : String(organization.id) }, onceField(form)],
    fields: [...(organization === null ? organizationFields(form) : []), ...centerFieldsOf(form, choices, null)],
    submit: 'Add the center',
    back: { label: 'Leave it', href: '/centers' },
  })
}

const organizationFields = (form: FormState<string>): FormField[] => [
  inputField(form, 'organization', 'Run by', { hint: 'The legal name of the organization.' }),
  checkField(form, 'newOrganization', 'If it is not in the register yet', [{ value: 'yes', label: 'Add this organization, in the center’s country' }]),
]

interface EditCenterPage {
  center: { id: number; name: string; country: string }
  version: number
  choices: CenterChoices
  /** Why the country stays as it is; null while it may change. */
  fixedBy: string | null
  form: FormState<string>
}

export function editCenterPage({ center, version, choices, fixedBy, form }: EditCenterPage): FormPage {
  const href = `/centers/${center.id}`
  const title = `Edit ${center.name}`
  const stays = `${countryName(center.country) ?? center.country}. It stays as it is, because this center has ${fixedBy}.`
  const fields = centerFieldsOf(form, choices, fixedBy === null ? null : stays)
  return formPage(form, {
    title,
    head: head(title, 'Where it is stands in the place form, and whom to call under its contacts.', [
      { label: 'Centers', href: '/centers' },
      { label: center.name, href },
    ]),
    action: `${href}/edit`,
    hidden: [shownVersion(version, fields), ...(fixedBy === null ? [] : [{ name: 'country', value: center.country }])],
    fields,
    submit: 'Save the center',
    back: { label: 'Leave it as it was', href },
  })
}

/** `fixed` says the country in words where it can no longer be chosen. */
function centerFieldsOf(form: FormState<string>, { populations, services, leads }: CenterChoices, fixed: string | null): FormField[] {
  const optional = { required: false }
  return [
    inputField(form, 'name', 'Name'),
    inputField(form, 'localName', 'Name in the local script', optional),
    inputField(form, 'otherNames', 'Former and other names', optional),
    selectField(form, 'kind', 'Kind of center', words(centerKinds), { empty: 'Choose…' }),
    fixed === null ? selectField(form, 'country', 'Country', countryChoices, { empty: 'Choose…' }) : heading('Country', fixed),
    selectField(
      form,
      'leadId',
      'Lead coordinator',
      leads.map(({ id, name }) => ({ value: String(id), label: name })),
      { empty: 'Nobody yet', required: false },
    ),
    heading('Whom it serves', noSurvivor),
    checkField(form, 'populations', 'Groups of people', choicesOf(populations)),
    inputField(form, 'fromAge', 'Minors from age', { ...optional, type: 'number', hint: 'Ages of the groups under 18.' }),
    inputField(form, 'toAge', 'Minors to age', { ...optional, type: 'number' }),
    inputField(form, 'languages', 'Languages', { ...optional, hint: 'By name or code, with commas between them: Spanish, K’iche’, en.' }),
    heading('What it offers'),
    checkField(form, 'services', 'Services', choicesOf(services)),
    inputField(form, 'longestStayDays', 'Longest stay in days', { ...optional, type: 'number' }),
    inputField(form, 'intake', 'Intake', { ...optional, hint: '24-hour, or its hours.' }),
    inputField(form, 'referralRoute', 'How to refer somebody', optional),
    inputField(form, 'accessibility', 'Accessibility', { ...optional, hint: 'Such as a step-free entrance, or a lift.' }),
    inputField(form, 'publicContact', 'Public contact', { ...optional, hint: 'What the center itself makes public: a website or a hotline, no address.' }),
    heading('What was agreed'),
    selectField(form, 'followUpVisits', 'Follow-up visits', words(followUpVisits)),
    inputField(form, 'followUpLastUsedOn', 'Last follow-up visit', { ...optional, type: 'date' }),
    inputField(form, 'openedOn', 'Opened on', { ...optional, type: 'date' }),
    ...anywayField(form),
  ]
}
