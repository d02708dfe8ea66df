import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { isTooWide, openPage } from '../support/browser.ts'
import { rendered, type Rendered } from '../support/rendered.ts'
import { extremes } from './all.ts'
import { smallHead, smallState } from './pieces.ts'
import { smallestShell } from './shells.ts'

const root = path.join(import.meta.dirname, '../..')
const css = ['node_modules/@uswds/uswds/dist/css/uswds.min.css', 'public/lantern.css'].map((file) => readFileSync(path.join(root, file), 'utf8')).join('\n')
// What a document is called that was never renamed: nothing in it may break but between two letters.
const word = 'Registration_certificate_2026_signed_final_version_scan.pdf'

const document = { title: word, href: '/', kind: 'A', center: { name: word, href: '/' }, received: 'A', expires: 'A', state: null, addedBy: word }
const evidence = { title: word, href: '/', state: smallState, said: word, removeHref: null }
const pages: { where: string; page: Rendered }[] = [
  { where: 'the head of a page', page: rendered('partials/head', { ...smallHead, title: word, lede: word, crumbs: [{ label: word, href: '/' }] }, smallestShell) },
  { where: 'a table', page: rendered('documents/list', { ...extremes['documents/list'].smallest, rows: [document] }, smallestShell) },
  { where: 'the evidence of an item', page: rendered('reviews/item', { ...extremes['reviews/item'].smallest, evidence: [evidence] }, smallestShell) },
  {
    where: 'a section named by a link',
    page: rendered(
      'payments/show',
      {
        ...extremes['payments/show'].smallest,
        center: { ...extremes['payments/show'].smallest.center, name: word, standing: smallState, said: word, conditions: [word] },
      },
      smallestShell,
    ),
  },
]

it('breaks a word that is wider than a phone, wherever it stands', async () => {
  const { page, leave } = await openPage('http://localhost', { width: 'phone', scripts: false })
  const tooWide: string[] = []
  for (const { where, page: made } of pages) {
    const html = made.html.replaceAll(/<script[^>]*><\/script>|<link [^>]*>/g, '').replace('</head>', () => `<style>${css}</style></head>`)
    await page.setContent(html)
    if (await isTooWide(page)) tooWide.push(where)
  }
  await leave()

  expect(tooWide).toEqual([])
})
