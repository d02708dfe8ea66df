import { describe, expect, it } from 'vitest'
import type { FieldState } from '../../src/http/forms.ts'
import { markup, type Shell } from '../../src/http/views.ts'

const shell: Shell = {
  person: { name: 'Cora Reyes', roles: 'coordinator' },
  rooms: [{ label: 'Reviews', href: '/reviews', current: 'page', count: 4 }],
  within: null,
  done: 'The need was added.',
  leftOut: null,
  assets: '/assets/1',
  today: '21 Nov 2026',
  example: true,
  search: true,
}
const stranger: Shell = { person: null, rooms: [], within: null, done: null, leftOut: null, assets: '/assets/1', today: '21 Nov 2026', example: false, search: false }
const right: FieldState = { entered: '', chosen: [], error: null }
const wrong: FieldState = { entered: 'a "b"', chosen: ['es'], error: 'Choose a country.' }
const field = { name: 'country', label: 'Country', hint: 'Where it works.', required: true }
const choices = [
  { value: 'es', label: 'Spanish', hint: null },
  { value: 'en', label: 'English', hint: null },
]

describe('a field', () => {
  it.each([
    ['field', markup('partials/field', { ...field, field: wrong, type: 'text', autocomplete: 'off' }, shell)],
    ['textarea', markup('partials/textarea', { ...field, field: wrong, rows: 3 }, shell)],
    ['select', markup('partials/select', { ...field, field: wrong, choices, empty: 'Choose…' }, shell)],
    ['radios', markup('partials/radios', { ...field, field: wrong, choices }, shell)],
    ['checkboxes', markup('partials/checkboxes', { ...field, field: wrong, choices }, shell)],
    ['file', markup('partials/file', { ...field, field: wrong, accept: '.pdf' }, shell)],
  ])('of kind %s is where the error summary leads, and is tied to its hint and error', (_kind, html) => {
    expect(html).toContain('id="country"')
    expect(html).toContain('aria-describedby="country-hint country-error"')
    expect(html).toMatch(/id="country-error">Choose a country\./)
    expect(html).toContain('aria-invalid="true"')
  })

  it('says nothing of errors when there are none', () => {
    const html = markup('partials/field', { ...field, hint: null, field: right, type: 'text', autocomplete: 'off' }, shell)

    expect(html).not.toContain('aria-')
    expect(html).not.toContain('error')
  })

  it('keeps what was typed, as text', () => {
    expect(markup('partials/field', { ...field, field: wrong, type: 'text', autocomplete: 'off' }, shell)).toContain('value="a &quot;b&quot;"')
    expect(markup('partials/textarea', { ...field, field: { ...wrong, entered: '\n<b>' }, rows: 3 }, shell)).toContain('>\n\n&lt;b&gt;</textarea>')
  })

  it('never sends a password back', () => {
    const html = markup('partials/field', { ...field, field: { ...right, entered: 'a long secret phrase' }, type: 'password', autocomplete: 'current-password' }, shell)

    expect(html).not.toContain('secret')
  })

  it('keeps every box that was ticked', () => {
    const html = markup('partials/checkboxes', { ...field, field: { entered: 'es', chosen: ['es', 'en'], error: null }, choices }, shell)

    expect(html.match(/ checked/g)).toHaveLength(2)
  })
})

describe('the error summary', () => {
  it('is not there when nothing is wrong', () => {
    expect(markup('partials/error-summary', { error: null, summary: [] }, shell).trim()).toBe('')
  })

  it('leads to each field', () => {
    expect(markup('partials/error-summary', { error: null, summary: [{ href: '#country', message: 'Choose a country.' }] }, shell)).toContain(
      '<a href="#country">Choose a country.</a>',
    )
  })
})

describe('the layout', () => {
  const page = { title: 'Needs <i>', content: markup('partials/empty', { title: 'No need yet', text: 'Needs stand here.', first: null }, shell) }

  it('says who is signed in, what was done, and that the data is invented', () => {
    const html = markup('layout/page', page, shell)

    for (const words of [
      '<title>Needs &lt;i&gt; · Lantern</title>',
      'Cora Reyes',
      'The need was added.',
      'Example register:',
      'aria-current="page"',
      'action="/sign-out"',
      'name="q"',
    ])
      expect(html).toContain(words)
  })

  it('shows a stranger the brand alone', () => {
    const html = markup('layout/page', page, stranger)

    for (const words of ['/sign-out', '/account', 'name="q"', '<nav', 'Example', 'role="status"']) expect(html).not.toContain(words)
  })

  it('holds no style, script or handler of its own (HDR-02)', () => {
    expect(markup('layout/page', page, shell)).not.toMatch(/ style=| on[a-z]+=|<style|<script(?! defer src=)/)
  })
})
