import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { filledForm, onceRead, parseForm, withProblems, withRefusal } from '../../src/http/forms.ts'
import { Problems, Refusal } from '../../src/shared/refusal.ts'

const whole = z.string().regex(/^\d+$/, 'Enter a number.').transform(Number)
const form = z
  .strictObject({ from: whole, to: whole, why: z.string().min(1, 'Say why.') })
  .check(onceRead(['from', 'to'], ({ from, to }: { from: number; to: number }) => (to < from ? [{ field: 'to', message: 'It ends before it begins.' }] : [])))
const summaryOf = (body: unknown) => {
  const parsed = parseForm(form, body)
  return parsed.ok ? [] : parsed.state.summary.map(({ href, message }) => `${href} ${message}`)
}

describe('a rule of several fields', () => {
  it('is asked as soon as these were read, whatever is wrong with another', () => {
    expect(summaryOf({ from: '9', to: '1', why: '' })).toEqual(['#to It ends before it begins.', '#why Say why.'])
    expect(summaryOf({ from: '9', to: '1', why: 'So' })).toEqual(['#to It ends before it begins.'])
  })

  it('is not asked of what could not be read', () => {
    expect(summaryOf({ from: 'x', to: '1', why: '' })).toEqual(['#from Enter a number.', '#why Say why.'])
    expect(summaryOf({ to: '1', why: 'So' })).toEqual(['#from Enter a number.'])
  })

  it('is asked of a form that carries too much as well', () => {
    expect(parseForm(form, { from: '9', to: '1', why: 'So', more: '1' })).toMatchObject({
      ok: false,
      state: { error: 'This form has changed. Look it over and send it again.', fields: { to: { error: 'It ends before it begins.' } } },
    })
  })
})

it('hands back those fields that could be read, and what was typed in all', () => {
  expect(parseForm(form, { from: 'x', to: '1', why: 'So' })).toMatchObject({
    ok: false,
    read: { to: 1, why: 'So' },
    state: { fields: { from: { entered: 'x' }, to: { entered: '1' } } },
  })
  const { read } = parseForm(form, { from: 'x', to: '1', why: '' }) as { read: object }
  expect(Object.keys(read)).toEqual(['to'])
})

describe('what the rules find', () => {
  const started = withProblems(filledForm(['name', 'day'] as const), [{ field: 'day', message: 'Enter a day.' }])

  it('stands beside its field, in the order of the form, and what the field says already comes first', () => {
    const again = withProblems(started, [
      { field: 'day', message: 'This day has not come yet.' },
      { field: 'name', message: 'Enter a name.' },
    ])

    expect(again.summary).toEqual([
      { href: '#name', message: 'Enter a name.' },
      { href: '#day', message: 'Enter a day.' },
    ])
    expect(again.fields.day.error).toBe('Enter a day.')
    expect(again.error).toBeNull()
  })

  it('is said of the whole when the form has no such field', () => {
    const again = withProblems(started, [
      { field: 'elsewhere', message: 'One thing.' },
      { field: null, message: 'Another.' },
    ])
    expect(again.error).toBe('One thing. Another.')
    expect(again.summary).toEqual([{ href: '#day', message: 'Enter a day.' }])
  })

  it('links to no field that is not seen', () => {
    const outdated = parseForm(z.strictObject({ token: z.string().min(1), name: z.string().min(1, 'Enter a name.') }), { name: '' })

    expect(outdated).toMatchObject({ ok: false, state: { error: 'This form has changed. Look it over and send it again.' } })
    const state = outdated.ok ? null : withProblems(outdated.state, [{ field: 'name', message: 'Taken.' }])
    expect(state?.summary).toEqual([{ href: '#name', message: 'Enter a name.' }])
  })

  it('comes from a service as a refusal of one thing or of many', () => {
    const many = new Problems([
      { field: 'day', message: 'Too late.' },
      { field: 'name', message: 'Taken.' },
    ])
    expect(withRefusal(['name', 'day'], { name: 'Ada' }, many)).toMatchObject({
      error: null,
      fields: { name: { entered: 'Ada', error: 'Taken.' }, day: { error: 'Too late.' } },
    })
    expect(withRefusal(['name'], {}, new Refusal('conflict', 'No.'))).toMatchObject({ error: 'No.', summary: [] })
    expect(many.message).toBe('Too late. Taken.')
  })
})
