import { expect, it } from 'vitest'
import { allTemplates, typeComplaints } from './support/templates.ts'

it('gives every template just what the registry says', () => {
  expect(typeComplaints(allTemplates(), 'views')).toEqual([])
})

it.each([
  { what: 'a name that the page does not have', source: '<p><%= page.titel %></p>', says: "Property 'titel' does not exist" },
  { what: 'a value that may be missing', source: '<p><%= page.next.label %></p>', says: "'page.next' is possibly 'null'" },
  { what: 'a value that is no text', source: '<p>\n<%= page.next !== null %></p>', says: '(2,' },
  { what: 'markup that is only text', source: '<p><%- page.message %></p>', says: "not assignable to parameter of type 'Html'" },
  { what: 'anything of the request', source: '<p><%= request.url %></p>', says: "Cannot find name 'request'" },
  { what: 'a part without what it needs', source: "<%- include('/partials/state', { page: { word: 'vetted' } }) %>", says: "Property 'tone' is missing" },
  { what: 'a part that is not there', source: "<%- include('/partials/nothing', { page }) %>", says: '"/partials/nothing"' },
])('refuses a template that uses $what', ({ source, says }) => {
  expect(typeComplaints([{ view: 'errors/refused', source }], 'views-refused').join('\n')).toContain(says)
})

it('takes who is signed in from the shell', () => {
  const source = '<% if (shell.person !== null) { %><p><%= shell.person.name %>, <%= shell.today %></p><% } %>\n<p><%= page.message %></p>'

  expect(typeComplaints([{ view: 'errors/refused', source }], 'views-refused')).toEqual([])
})
