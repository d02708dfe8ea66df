import { fileField, inputField, selectField } from '../http/fields.ts'
import { filledForm, onceField, type FormState } from '../http/forms.ts'
import type { Column, Fact, FormPage, Head, Pagination, State } from '../http/parts.ts'
import { anywayField } from '../http/place-warning.ts'
import { dayText, type Day } from '../shared/days.ts'
import { documentKinds, expiry, kindName, mediaName, type Document } from './document.ts'

export interface DocumentRow {
  title: string
  href: string
  kind: string
  center: { name: string; href: string } | null
  received: string
  expires: string
  state: State | null
  addedBy: string
}

export interface DocumentsPage {
  title: string
  head: Head
  said: string
  filter: { due: string; kind: string; mine: boolean; sort: string }
  dueChoices: { value: string; label: string }[]
  kindChoices: { value: string; label: string }[]
  csvHref: string
  columns: Column[]
  rows: DocumentRow[]
  pagination: Pagination
}

export const dueChoices = [
  { value: '30', label: 'within 30 days' },
  { value: '60', label: 'within 60 days' },
  { value: '90', label: 'within 90 days' },
  { value: 'expired', label: 'expired already' },
]
export const kindChoices = documentKinds.map((kind) => ({ value: kind, label: kindName[kind] }))

/** A word for how long a document is still in date; none while nothing need be done. */
function expiryState(document: Pick<Document, 'expiresOn'>, today: Day): State | null {
  const said = expiry(document, today)
  if (said.kind === 'none') return null
  if (said.kind === 'expired') return { word: 'expired', tone: 'bad' }
  if (said.days > 90) return { word: 'in date', tone: 'good' }
  return { word: said.days === 0 ? 'expires today' : `expires in ${said.days} ${said.days === 1 ? 'day' : 'days'}`, tone: 'warn' }
}

type Listed = Document & { centerName: string | null; addedByName: string }

export const documentRow = (document: Listed, today: Day): DocumentRow => ({
  title: document.title,
  href: `/documents/${document.id}`,
  kind: kindName[document.kind],
  center: document.centerId === null ? null : { name: document.centerName ?? '', href: `/centers/${document.centerId}` },
  received: dayText(document.receivedOn),
  expires: document.expiresOn === null ? '' : dayText(document.expiresOn),
  state: expiryState(document, today),
  addedBy: document.addedByName,
})

export const documentsHead: Head = {
  crumbs: [],
  title: 'Documents',
  state: null,
  lede: 'The newest version of each document. A document is added from the page of its center.',
  actions: [],
}

export interface DocumentPage {
  title: string
  head: Head
  facts: Fact[]
  newer: string | null
  openAction: string
  openLabel: string
  versions: { said: string; href: string; current: boolean }[]
  links: { said: string; href: string }[]
}

interface DocumentFacts {
  document: Document
  centerName: string | null
  versions: Document[]
  links: { said: string; href: string }[]
  names: Map<number, string>
  today: Day
}

export function documentPage({ document, centerName, versions, links, names, today }: DocumentFacts): DocumentPage {
  const newest = versions[0] ?? document
  const centerHref = `/centers/${document.centerId}`
  return {
    title: document.title,
    head: {
      crumbs: [{ label: 'Documents', href: '/documents' }, ...(centerName === null ? [] : [{ label: centerName, href: centerHref }])],
      title: document.title,
      state: expiryState(document, today),
      lede: `${mediaName[document.mediaType]}, ${kindName[document.kind]}. It is sealed; opening it is on record.`,
      actions:
        document.centerId === null || newest.id !== document.id
          ? []
          : [{ label: 'Add a new version', href: `${centerHref}/documents/new?replaces=${document.id}`, tone: 'plain', method: 'get' }],
    },
    facts: factsOf(document, names),
    newer: newest.id === document.id ? null : `/documents/${newest.id}`,
    openAction: `/documents/${document.id}/file`,
    openLabel: `Download the ${mediaName[document.mediaType]}, ${sizeText(document.size)}`,
    versions: versions.map((each) => ({
      said: `${each.title}, received ${dayText(each.receivedOn)}, added by ${names.get(each.addedBy) ?? 'somebody'}`,
      href: `/documents/${each.id}`,
      current: each.id === document.id,
    })),
    links,
  }
}

const factsOf = (document: Document, names: Map<number, string>): Fact[] => [
  { label: 'Dated', value: document.datedOn === null ? 'no day on it' : dayText(document.datedOn), href: null },
  { label: 'Received', value: dayText(document.receivedOn), href: null },
  { label: 'Expires', value: document.expiresOn === null ? 'no day on it' : dayText(document.expiresOn), href: null },
  { label: 'Added by', value: names.get(document.addedBy) ?? 'somebody', href: null },
  { label: 'SHA-256', value: `${document.sha256.slice(0, 32)} ${document.sha256.slice(32)}`, href: null },
]

const sizeText = (bytes: number): string => (bytes < 1_048_576 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`)

export type DocumentField = 'kind' | 'title' | 'datedOn' | 'receivedOn' | 'expiresOn' | 'file' | 'replaces' | 'anyway' | 'token'
export const documentFields: readonly DocumentField[] = ['kind', 'title', 'datedOn', 'receivedOn', 'expiresOn', 'file', 'replaces', 'anyway', 'token']

/** Says of a file what every form that takes one says. */
const fileHint =
  'PDF, JPEG or PNG, up to 10 MB. Its name is not kept, and what a camera wrote into a picture is taken out; a PDF keeps its own properties, so look at them first. No survivor’s name or story.'

export function documentFormPage(center: { id: number; name: string }, replaced: Document | null, today: Day, given: FormState<DocumentField> | null = null): FormPage {
  const form = given ?? filledForm(documentFields, { receivedOn: today.toString(), kind: replaced?.kind ?? '', title: replaced?.title ?? '' })
  const title = replaced === null ? 'Add a document' : 'Add a new version'
  return {
    title,
    head: {
      crumbs: [
        { label: 'Centers', href: '/centers' },
        { label: center.name, href: `/centers/${center.id}` },
      ],
      title,
      state: null,
      lede: replaced === null ? `It is kept sealed, with ${center.name}.` : `It takes the place of “${replaced.title}”, which stays to be seen.`,
      actions: [],
    },
    notice: null,
    error: form.error,
    summary: form.summary,
    action: `/centers/${center.id}/documents`,
    upload: true,
    hidden: [onceField(form), ...(replaced === null ? [] : [{ name: 'replaces', value: String(replaced.id) }])],
    fields: [
      selectField(form, 'kind', 'What it is', kindChoices, { empty: 'Choose' }),
      inputField(form, 'title', 'Title', { hint: 'What it is called here. No address: a title is seen by everybody who reads the directory.' }),
      inputField(form, 'datedOn', 'Day printed on it', { type: 'date', required: false }),
      inputField(form, 'receivedOn', 'Received on', { type: 'date' }),
      inputField(form, 'expiresOn', 'Expires on', { type: 'date', required: false }),
      fileField(form, 'file', 'File', { hint: fileHint }),
      ...anywayField(form),
    ],
    submit: replaced === null ? 'Keep the document' : 'Keep the new version',
    tone: 'main',
    back: { label: 'Back without adding', href: `/centers/${center.id}` },
  }
}

/** The center page's section about its documents. */
export interface DocumentsSection {
  addHref: string | null
  rows: { title: string; href: string; kind: string; received: string; expires: string; state: State | null }[]
  /** What does not stand open at first, so that the page stays one to look over. */
  older: DocumentsSection['rows']
  olderSaid: string
}

const shownAtFirst = 8

export function documentsSection(centerId: number, documents: Document[], today: Day, mayAdd: boolean): DocumentsSection {
  const rows = documents.map((document) => {
    const { title, href, kind, received, expires, state } = documentRow({ ...document, centerName: null, addedByName: '' }, today)
    return { title, href, kind, received, expires, state }
  })
  const older = rows.slice(shownAtFirst)
  return {
    addHref: mayAdd ? `/centers/${centerId}/documents/new` : null,
    rows: rows.slice(0, shownAtFirst),
    older,
    olderSaid: `${older.length} more, received before these`,
  }
}
