import { expect, it } from 'vitest'
import { conflictPage, sameVersion, shownVersion } from '../../src/http/conflict.ts'
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

  const { conflict, form } = conflictPage(typed, held, 'center', { version: '1' })

  expect(conflict.rows).toEqual([
    { label: 'Name', href: '#name', held: 'Casa Sol', typed: 'Casa Luz' },
    { label: 'Kind', href: '#kind', held: 'English', typed: 'Spanish' },
    { label: 'Spoken', href: '#spoken', held: 'Spanish, English', typed: 'nothing' },
  ])
  expect(form.hidden).toEqual([{ name: 'version', value: '2' }])
  expect(form.fields).toEqual(typed.fields)
})

it('asks only about what both changed, keeps what only one of them changed, and names it', () => {
  const opened = { name: 'Casa Luz', kind: 'es', note: '', spoken: ['es'] }
  const version = shownVersion(1, page(opened, '1').fields).value
  const typed = page({ ...opened, name: 'Casa Alba', note: 'one' }, '2')
  const held = page({ name: 'Casa Sol', kind: 'en', note: '', spoken: [] }, '2')

  const { conflict, form } = conflictPage(typed, held, 'center', { version })

  expect(conflict.rows).toEqual([{ label: 'Name', href: '#name', held: 'Casa Sol', typed: 'Casa Alba' }])
  expect(conflict.kept).toBe('Also kept: what you typed for “Note”; what they saved for “Kind” and “Spoken”.')
  expect(conflict.next).toBe('Bring the form to what it should be. “Save” then saves it over what the register holds now.')
  expect(form.fields.map((field) => (field.kind === 'heading' ? field.text : field.field.chosen))).toEqual([['Casa Alba'], ['en'], 'More', ['one'], []])
})

it('asks nothing where the two changed different fields, or the same to the same', () => {
  const opened = { name: 'Casa Luz', kind: 'es', note: '', spoken: [] }
  const version = shownVersion(1, page(opened, '1').fields).value
  const conflictOf = (mine: Partial<typeof opened>, theirs: Partial<typeof opened>) =>
    conflictPage(page({ ...opened, ...mine }, '2'), page({ ...opened, ...theirs }, '2'), 'center', { version }).conflict

  expect(conflictOf({ name: 'Casa Alba' }, { kind: 'en' })).toMatchObject({
    rows: [],
    kept: 'Kept: what you typed for “Name”; what they saved for “Kind”.',
    next: 'You two changed different fields, so there is nothing to choose. “Save” saves yours beside theirs.',
  })
  expect(conflictOf({ name: 'Casa Sol' }, { name: 'Casa Sol' })).toMatchObject({
    rows: [],
    kept: null,
    next: 'What you typed is just what the register holds now, so there is nothing left to save.',
  })
})

it('keeps with a form that must be put right the version that it was filled from', () => {
  const again = page({ name: '', kind: 'es', note: '', spoken: [] }, '2')
  expect(sameVersion(again, { version: '1.0a1b2c3d' }).hidden).toEqual([{ name: 'version', value: '1.0a1b2c3d' }])
  expect(sameVersion(again, {}).hidden).toEqual([{ name: 'version', value: '2' }])
})
