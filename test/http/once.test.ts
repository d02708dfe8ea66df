import { expect, it } from 'vitest'
import { openReview } from '../../src/reviews/service.ts'
import { toDay } from '../../src/shared/days.ts'
import { pdfFile } from '../support/files.ts'
import { appOf, browserOf, cora, openRegister, type TestRegister } from '../support/register.ts'
import { plainCenter, vettedCenter } from '../support/vetted.ts'

type Browser = Awaited<ReturnType<typeof browserOf>>
type Table =
  | 'centers'
  | 'organizations'
  | 'key_people'
  | 'contacts'
  | 'notes'
  | 'capacity_readings'
  | 'documents'
  | 'evidence_renewals'
  | 'import_files'
  | 'needs'
  | 'reviews'
  | 'opening_approvals'

/** A form that adds a record: the page it stands on, where it is sent, what is typed, what of it may be another, and the rows that it adds. */
interface Adding {
  form: string
  page: string
  path: string
  typed: Record<string, string>
  words: string | null
  file?: Buffer
  rows: Table
}

const paper = pdfFile()
const table = Buffer.from('Name,Country\nHaven,NL\n')

const forms: Adding[] = [
  {
    form: 'a center',
    page: '/centers/new',
    path: '/centers',
    typed: { name: 'New Dawn', kind: 'clinic', country: 'NL', organization: 'Dawn Foundation', newOrganization: 'yes', followUpVisits: 'agreed' },
    words: 'name',
    rows: 'centers',
  },
  {
    form: 'an organization',
    page: '/organizations/new',
    path: '/organizations',
    typed: { legalName: 'Harbor Trust', country: 'NL' },
    words: 'legalName',
    rows: 'organizations',
  },
  { form: 'a key person', page: '/organizations/1', path: '/organizations/1/key-people', typed: { name: 'Ines Roca', role: 'head' }, words: 'name', rows: 'key_people' },
  {
    form: 'a contact',
    page: '/centers/{plain}/contacts/new',
    path: '/centers/{plain}/contacts',
    typed: { name: 'Marta', kind: 'front desk' },
    words: 'name',
    rows: 'contacts',
  },
  {
    form: 'a note',
    page: '/centers/{plain}',
    path: '/centers/{plain}/notes',
    typed: { kind: 'call', onDay: '2026-11-21', text: 'They called back.' },
    words: 'text',
    rows: 'notes',
  },
  {
    form: 'a reading of beds',
    page: '/centers/{plain}/capacity',
    path: '/centers/{plain}/capacity',
    typed: { population: 'POP-WOMEN', onDay: '2026-11-21', beds: '12', openBeds: '3', saidBy: 'The matron' },
    words: 'saidBy',
    rows: 'capacity_readings',
  },
  {
    form: 'a document',
    page: '/centers/{plain}/documents/new',
    path: '/centers/{plain}/documents',
    typed: { kind: 'evidence', title: 'Licence', receivedOn: '2026-11-20' },
    words: 'title',
    file: paper,
    rows: 'documents',
  },
  {
    form: 'new evidence of a review',
    page: '/reviews/{review}/evidence/new',
    path: '/reviews/{review}/evidence',
    typed: { title: 'Registration', dated: '2026-11-01', items: 'LEG-01' },
    words: 'title',
    file: paper,
    rows: 'documents',
  },
  {
    form: 'newer evidence between reviews',
    page: '/centers/{vetted}/evidence/new',
    path: '/centers/{vetted}/evidence',
    typed: { item: 'LEG-01', title: 'Registration 2027', datedOn: '2026-11-20', expiresOn: '2027-11-19' },
    words: 'title',
    file: paper,
    rows: 'evidence_renewals',
  },
  { form: 'a file to import', page: '/imports', path: '/imports', typed: {}, words: null, file: table, rows: 'import_files' },
  {
    form: 'an approval in force',
    page: '/centers/{bare}/opening/new',
    path: '/centers/{bare}/opening',
    typed: { effective: '2026-01-01', valid: '2027-01-01', populations: 'POP-WOMEN', rationale: 'The board approved it.', title: 'Minutes' },
    words: 'rationale',
    file: paper,
    rows: 'opening_approvals',
  },
  {
    form: 'a review',
    page: '/centers/{bare}/reviews/new',
    path: '/centers/{bare}/reviews',
    typed: { kind: 'initial', lead: '2', target: '2027-01-20' },
    words: 'target',
    rows: 'reviews',
  },
  {
    form: 'a need',
    page: '/centers/{plain}/needs/new',
    path: '/centers/{plain}/needs',
    typed: { item: 'Blanket', quantity: '2', unit: 'piece', category: 'bedding', priority: 'normal' },
    words: 'item',
    rows: 'needs',
  },
]

/** A register with one center under review and one that is vetted, and Cora at work in it. */
async function begun() {
  const register = await openRegister()
  const plain = await plainCenter(register)
  const review = await openReview(register.writer, cora, plain, { kind: 'initial', lead: cora.id, target: toDay('2027-01-20') })
  const bare = await plainCenter(register, { name: 'Shanti Home' })
  const ids: Record<string, number> = { plain, bare, review, vetted: await vettedCenter(register, { name: 'Casa Esperanza', kind: 'drop-in' }) }
  const at = (path: string): string => path.replace(/\{(\w+)\}/, (_, name: string) => String(ids[name]))
  const adding = forms.map((form) => ({ ...form, page: at(form.page), path: at(form.path) }))
  return { register, adding, hers: await browserOf(register, appOf(register), cora) }
}

const countOf = async ({ reader }: TestRegister, rows: Table): Promise<number> => (await reader.selectFrom(rows).select('id').execute()).length

/** The one-time token that stands in the form of that address, on its page. */
async function tokenIn(hers: Browser, { page, path }: Adding): Promise<string> {
  const { text } = await hers.get(page).expect(200)
  const form = text.split('<form').find((each) => each.includes(`method="post" action="${path}"`)) ?? ''
  return /name="token" value="([^"]+)"/.exec(form)?.[1] ?? ''
}

function send(hers: Browser, { path, typed, file }: Adding, token: string) {
  const post = hers.post(path)
  if (file === undefined) return post.type('form').send({ ...typed, token })
  return post
    .field({ ...typed, token })
    .attach('file', file, file === table ? { filename: 'centers.csv', contentType: 'text/csv' } : { filename: 'paper.pdf', contentType: 'application/pdf' })
}

it('adds a record once when its form is sent twice, and answers as it did the first time', async () => {
  const { register, adding, hers } = await begun()

  for (const each of adding) {
    const before = await countOf(register, each.rows)
    const token = await tokenIn(hers, each)
    const [first, second] = [await send(hers, each, token), await send(hers, each, token)]
    expect.soft([first.status, second.status], each.form).toEqual([303, 303])
    expect.soft(second.headers['location'], each.form).toBe(first.headers['location'])
    expect.soft((await countOf(register, each.rows)) - before, each.form).toBe(1)
  }
})

it('refuses the token of a form that was sent for something else', async () => {
  const { register, adding, hers } = await begun()

  for (const each of adding) {
    if (each.words === null) continue
    const token = await tokenIn(hers, each)
    await send(hers, each, token)
    const count = await countOf(register, each.rows)
    const other = await send(hers, { ...each, typed: { ...each.typed, [each.words]: each.words === 'target' ? '2027-01-21' : 'Something else' } }, token)
    expect.soft([409, 422], each.form).toContain(other.status)
    expect.soft(other.text, each.form).toContain('This form was sent before and that was done.')
    expect.soft(await countOf(register, each.rows), each.form).toBe(count)
  }
})

it('keeps the token of a form in which something must be put right', async () => {
  const { adding, hers } = await begun()

  for (const each of adding.filter(({ words }) => words !== null)) {
    const token = await tokenIn(hers, each)
    const page = await send(hers, { ...each, typed: {}, ...(each.file && { file: Buffer.from('%PDF-1.4 no end') }) }, token)
    expect.soft(page.status, each.form).toBe(422)
    expect.soft(page.text, each.form).toContain(`name="token" value="${token}"`)
  }
})
