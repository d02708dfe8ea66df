import { expect } from 'vitest'
import { heading, reads, type Traveller } from './people.ts'

/** Two good rows and two that cannot be read, with an address in a place column. */
const table = [
  'Organization,Center,Country,Street,City,Note',
  'Asociación Camino Claro,Casa Lucero,Guatemala,4 Avenida Oculta 17,Villa Escondida,First seen in spring',
  'Asociación Camino Claro,Casa Sin Papeles,Guatemala,,,',
  'Fundación Semilla Firme,Hogar Ceiba,Atlantis,,,',
  'Fundación Semilla Firme,,Honduras,,,',
].join('\r\n')

/** What no page may show to anybody who did not ask for it. */
export const secrets = ['4 Avenida Oculta 17', 'Villa Escondida']

export async function importCenters(cora: Traveller): Promise<void> {
  await cora.press('link', 'Centers')
  await cora.press('link', 'Imports')
  await cora.attach(/^CSV file/, { name: 'centers.csv', mimeType: 'text/csv', buffer: Buffer.from(table) })
  await cora.press('button', 'Read the file')
  await heading(cora.page, 'What the columns are')
  await cora.choose(/^Kind of center, the same in every row/, 'residential shelter')
  await cora.press('button', 'See what becomes of each row')
  await heading(cora.page, 'What would become of each row')
  await reads(cora.page, 'Atlantis')
  await cora.press('button', /^Take in 2 centers/)
  await heading(cora.page, 'What was taken in')
  await cora.reach(cora.page.getByRole('link', { name: 'Refused rows as CSV' }))
  const [download] = await Promise.all([cora.page.waitForEvent('download'), cora.page.keyboard.press('Enter')])
  const refused = (await download.createReadStream().then(readAll)).split('\r\n')
  expect(refused.filter((line) => /^[45],/.test(line))).toHaveLength(2)
  for (const secret of secrets) expect(refused.join()).not.toContain(secret)
}

async function readAll(stream: AsyncIterable<unknown>): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}

export async function openCenter(traveller: Traveller, name: string): Promise<void> {
  await traveller.press('link', 'Centers')
  await traveller.press('link', name)
  await heading(traveller.page, name)
}

/** Cora says whom the center serves, opens a review, answers every item, attaches the evidence, and submits it. */
export async function assess(cora: Traveller): Promise<void> {
  await openCenter(cora, 'Casa Lucero')
  await cora.press('link', 'Edit')
  await cora.tick('Women 18+')
  await cora.press('button', /^Save/)
  await heading(cora.page, 'Casa Lucero')
  await cora.press('link', 'Open a review')
  await cora.press('button', 'Start the review')
  await attachEvidence(cora)
  const codes = await cora.page.locator('.item .code').allInnerTexts()
  expect(codes.length).toBeGreaterThan(30)
  for (const code of codes) await answer(cora, code)
  await cora.press('button', 'Submit for decision')
  await reads(cora.page, /waits for a decision|submitted/i)
}

/** One paper for all of them: every critical item wants evidence in date. */
async function attachEvidence(cora: Traveller): Promise<void> {
  await cora.press('link', /^Attach evidence for LEG-01/)
  await heading(cora.page, 'Attach evidence')
  const boxes = await cora.page.getByRole('checkbox').all()
  for (const box of boxes) {
    await cora.reach(box)
    if (!(await box.isChecked())) await cora.page.keyboard.press('Space')
  }
  await cora.type('Title', 'Vetting papers')
  await cora.day(/^Date on it/, new Date().toISOString().slice(0, 10))
  await cora.attach(/^File/, { name: 'papers.pdf', mimeType: 'application/pdf', buffer: onePage })
  await cora.press('button', 'Attach the evidence')
  await reads(cora.page, 'Vetting papers')
}

async function answer(cora: Traveller, code: string): Promise<void> {
  const item = cora.page.locator(`#item-${code}`)
  await cora.pick('Met', item)
  await cora.reach(cora.page.locator(`#save-${code}`))
  await cora.page.keyboard.press('Enter')
  await item
    .getByText(/by you|Cora/)
    .first()
    .waitFor({ timeout: 5000 })
    .catch(async () => {
      throw new Error((await item.innerText()) + (await cora.page.locator('#trouble').innerText()))
    })
}

/** The smallest thing that a PDF reader calls a page. */
const onePage = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 3 3]>>endobj\nxref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \n0000000101 00000 n \ntrailer<</Size 4/Root 1 0 R>>\nstartxref\n162\n%%EOF\n',
)

export async function decide(cora: Traveller, priya: Traveller): Promise<void> {
  const decision = `${new URL(cora.page.url()).pathname}/decision`
  const refused = await cora.page.goto(decision)
  expect(refused?.status()).toBe(403)
  await cora.page.goto('/')

  await priya.press('link', 'Reviews')
  await priya.press('link', /Casa Lucero/)
  await priya.press('link', /^Decide/)
  await heading(priya.page, 'Decide on Casa Lucero')
  await priya.pick(/^Approve\b(?! with)/)
  await priya.type('Why', 'Every item is met, and the papers are in order.')
  await priya.tick('Women 18+')
  await priya.press('button', 'Record the decision')
  await heading(priya.page, 'Casa Lucero')
  await reads(priya.page, /Vetted until/)
}
