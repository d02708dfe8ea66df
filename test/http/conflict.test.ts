import { expect, it } from 'vitest'
import { conflictPage } from '../../src/http/conflict.ts'
import { areaField, checkField, heading, inputField, selectField } from '../../src/http/fields.ts'
import { filledForm } from '../../src/http/forms.ts'
import type { FormPage } from '../../src/http/parts.ts'

const choices = [
  { value: 'es', label: 'Spanish' },
  { value: 'en', label: 'English' },
]

function page(values: { name: string; kind: string; note: string; spoken: string[] }, version: string): FormPage {
  const form = filledForm(['name', 'kind', 'note', 'spoken'], values)
  return {
    title: 'Edit',
    head: { crumbs: [], title: 'Edit', state: null, lede: null, actions: [] },
    notice: null,
    error: form.error,
    summary: form.summary,
    action: '/centers/1/edit',
    upload: false,
    hidden: [{ name: 'version', value: version }],
    fields: [
      inputField(form, 'name', 'Name'),
      selectField(form, 'kind', 'Kind', choices),
      heading('More'),
      areaField(form, 'note', 'Note'),
      checkField(form, 'spoken', 'Spoken', choices),
    ],
    submit: 'Save',
    tone: 'main',
    back: null,
  }
}

it('shows field by field what the register holds beside what was typed, and lets it be saved over the newer version', () => {
  const typed = page({ name: 'Casa Luz', kind: 'es', note: 'one\r\ntwo', spoken: [] }, '1')
  const held = page({ name: 'Casa Sol', kind: 'en', note: 'one\ntwo', spoken: ['es', 'en'] }, '2')

  const { conflict, form } = conflictPage(typed, held, 'center')

  expect(conflict.rows).toEqual([
    { label: 'Name', href: '#name', held: 'Casa Sol', typed: 'Casa Luz' },
    { label: 'Kind', href: '#kind', held: 'English', typed: 'Spanish' },
    { label: 'Spoken', href: '#spoken', held: 'Spanish, English', typed: 'nothing' },
  ])
  expect(form.hidden).toEqual([{ name: 'version', value: '2' }])
  expect(form.fields).toEqual(typed.fields)
})
