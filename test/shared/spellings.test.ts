import { expect, it } from 'vitest'
import { spellings } from '../../src/shared/spellings.ts'

it.each([
  ['ελπιδα', 'ελπίδα'],
  ['ΕΛΠΙΔΑ', 'ελπίδα'],
  ['ΕΛΠΙΣ', 'ελπίς'],
  ['ελπίδα', 'ελπιδα'],
  ['надежный', 'надёжный'],
  ['Надёжный', 'надежный'],
  ['da', 'đa'],
  ['lodz', 'łodz'],
  ['Łódź', 'lodz'],
  ['orsted', 'ørsted'],
  ['strasse', 'straße'],
  ['Straße', 'strasse'],
  ['oeuvre', 'œuvre'],
  ['ايمان', 'إيمان'],
  ['ახალი', 'ᲐᲮᲐᲚᲘ'],
  ['ᲐᲮᲐᲚᲘ', 'ახალი'],
])('writes what is typed as %s as %s too', (word, spelling) => {
  expect(spellings(word)).toContain(spelling)
})

it('leaves alone what has one spelling, and a letter that is another one', () => {
  expect(spellings('12')).toEqual(['12'])
  expect(spellings('मर')).toEqual(['मर'])
  expect(spellings('буй')).not.toContain('буи')
  expect(spellings('l'.repeat(200))).toHaveLength(40)
})
