import { describe, expect, it } from 'vitest'
import type { View } from '../../src/http/views.ts'
import { markupFindings } from '../support/browser.ts'
import { leftOut } from '../support/printed.ts'
import { rendered, renderedComplaints } from '../support/rendered.ts'
import { extremes } from './all.ts'
import type { AllExtremes } from './extremes.ts'
import { fullestShell, smallestShell } from './shells.ts'
import { full, harmless, hostile } from './text.ts'

const all: AllExtremes = extremes
const views = Object.keys(extremes) as View[]
const pages = views.flatMap((view) => [
  { view, size: 'smallest', page: all[view].smallest, shell: smallestShell },
  { view, size: 'fullest', page: all[view].fullest, shell: fullestShell },
  ...(all[view].between ?? []).map((page, at) => ({ view, size: `between, ${at + 1}`, page, shell: smallestShell })),
])

describe('every view', () => {
  it.each(pages)('stands: $view, $size', async ({ view, page, shell }) => {
    const made = rendered(view, page, shell)

    expect([...renderedComplaints(made), ...(await markupFindings(made.html, 'document'))]).toEqual([])
  })

  it.each(views)('writes a hostile text as a text: %s', (view) => {
    const { html, own } = rendered(view, all[view].fullest, fullestShell)

    expect(own).toContain(harmless)
    expect(html.replaceAll(harmless, '')).not.toContain('alert(1)')
  })

  it('prints each of its values and takes each of its branches for one of these pages', () => {
    expect(leftOut(pages)).toEqual([])
  })
})

describe('the check of a page', () => {
  const sample =
    '<h1 id="top">A</h1><p id="said">B</p><a href="/a?b=1&amp;c=2">C</a><a href="#top">D</a><input id="e" aria-describedby="said top"><label for="e">E</label>'

  it('finds nothing wrong with one that is right', () => {
    expect(renderedComplaints({ html: sample, whole: true })).toEqual([])
  })

  it.each([
    { html: '<h1>Another</h1>', says: 'has 2 h1' },
    { html: '<p>undefined</p>', says: 'says undefined' },
    { html: '<p title="$NaN">A</p>', says: 'says NaN' },
    { html: '<p>[object Object]</p>', says: 'says [object Object]' },
    { html: '<p id="said">A</p>', says: 'has the id said twice' },
    { html: '<a href="">A</a>', says: 'has href=""' },
    { html: '<a href="//elsewhere.example/">A</a>', says: 'has href="//elsewhere.example/"' },
    { html: '<form action="javascript:go()">A</form>', says: 'has action="javascript:go()"' },
    { html: '<img src=https://elsewhere.example/dot.png>', says: 'has src="https://elsewhere.example/dot.png"' },
    { html: '<p aria-describedby="said hint">A</p>', says: 'points to no id by aria-describedby="hint"' },
    { html: '<label for="">A</label>', says: 'points to no id by for=""' },
    { html: '<a href="#bottom">A</a>', says: 'leads to no id by href="#bottom"' },
    { html: '<p style="color: red">A</p>', says: 'has the attribute style' },
    { html: "<button type='button' onclick='go()'>A</button>", says: 'has the attribute onclick' },
    { html: '<script>go()</script>', says: 'has script in the page' },
    { html: '<style>p { color: red }</style>', says: 'has style in the page' },
  ])('finds what is wrong: $html', ({ html, says }) => {
    expect(renderedComplaints({ html: sample + html, whole: true })).toEqual([says])
  })

  it('knows a page from a part', () => {
    const wholeness = (view: View): boolean => rendered(view, all[view].smallest, smallestShell).whole

    expect(wholeness('centers/show')).toBe(true)
    expect(wholeness('layout/form')).toBe(true)
    expect(wholeness('partials/form')).toBe(false)
    expect(wholeness('home/section')).toBe(false)
  })

  it('knows the hostile text, written and raw', () => {
    expect(full('Name')).toContain(hostile)
    expect(rendered('partials/state', { word: hostile, tone: 'good' }, smallestShell).own).toBe(`<span class="state good">${harmless}</span>\n`)
  })
})

it('names what pages leave out of a template', () => {
  const left = leftOut([{ view: 'errors/refused', page: { title: 'A', message: 'A', next: null }, shell: smallestShell }])

  expect(left.filter((mark) => mark.startsWith('errors/refused'))).toEqual([
    'errors/refused:5:40 if (page.next !== null) {',
    'errors/refused:5:80 page.next.href',
    'errors/refused:5:103 page.next.label',
  ])
  expect(left).toContain('partials/empty:2:7 page.title')
})
