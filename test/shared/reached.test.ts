import { describe, expect, it } from 'vitest'
import { newContactForm } from '../../src/centers/detail-forms.ts'
import { newOrganizationForm } from '../../src/centers/forms.ts'
import { isWebAddress } from '../../src/shared/reached.ts'

describe('a web address', () => {
  it.each(['https://example.org', 'http://example.org/desk?a=1', 'www.example.org', 'example.org/desk', 'Example.ORG:8080', 'приют.рф'])('is “%s”', (text) => {
    expect(isWebAddress(text)).toBe(true)
  })

  it.each(['notaurl', 'www', 'a.org, b.org', 'a.org,b.org', 'hope house.org', 'desk@example.org', 'https://', 'ftp://example.org', '1.5', 'http:/x'])(
    'is not “%s”',
    (text) => {
      expect(isWebAddress(text)).toBe(false)
    },
  )
})

const problemsOf = (form: typeof newContactForm | typeof newOrganizationForm, field: string, typed: string): string[] =>
  (form.safeParse({ [field]: typed }).error?.issues ?? []).filter(({ path }) => path[0] === field).map(({ message }) => message)

describe('the forms of the directory', () => {
  it.each([
    { field: 'phone', fine: '+502 5550 1234', wrong: 'ask Rosa', says: 'Enter a phone number' },
    { field: 'email', fine: 'desk@example.org', wrong: 'desk@example', says: 'Enter an e-mail address' },
  ])('refuse a $field that is none', ({ field, fine, wrong, says }) => {
    expect(problemsOf(newContactForm, field, fine)).toEqual([])
    expect(problemsOf(newContactForm, field, wrong)).toEqual([expect.stringContaining(says)])
  })

  it('refuse a website that cannot be followed', () => {
    expect(problemsOf(newOrganizationForm, 'website', 'https://example.org')).toEqual([])
    for (const wrong of ['notaurl', 'www.example.org'])
      expect(problemsOf(newOrganizationForm, 'website', wrong)).toEqual([expect.stringContaining('Enter a web address')])
  })
})
