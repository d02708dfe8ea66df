import { describe, expect, it } from 'vitest'
import { languageCode, languageName, languages } from '../../src/shared/languages.ts'

describe('the list of languages', () => {
  it('has each code and each name once', () => {
    const list = languages()
    expect(list.length).toBeGreaterThan(500)
    expect(new Set(list.map(({ code }) => code)).size).toBe(list.length)
    expect(new Set(list.map(({ name }) => name)).size).toBe(list.length)
    expect(list.filter(({ code, name }) => code === name)).toEqual([])
  })

  it('names a code', () => {
    expect(['es', 'ht', 'quc', 'mam', 'prs', 'tlh', 'ES'].map(languageName)).toEqual(['Spanish', 'Haitian Creole', 'Kʼicheʼ', 'Mam', 'Dari', null, null])
  })

  it('reads back every code that it writes', () => {
    expect(languages().filter(({ code }) => languageCode(code) !== code)).toEqual([])
  })
})

describe('a language that somebody typed', () => {
  it.each([
    ['Spanish', 'es'],
    [' spanish ', 'es'],
    ['Español', 'es'],
    ['ES', 'es'],
    ['spa', 'es'],
    ['en-US', 'en'],
    ["K'iche'", 'quc'],
    ['Kiche', 'quc'],
    ['Quiché', 'quc'],
    ['Haitian Creole', 'ht'],
    ['Tagalog', 'fil'],
    ['Mandarin', 'zh'],
    ['Dari', 'prs'],
    ['Farsi', 'fa'],
    ['American Sign Language', 'ase'],
    ['ga', 'ga'],
  ])('%s is %s', (typed, code) => {
    expect(languageCode(typed)).toBe(code)
  })

  it.each(['', 'Creole', 'Klingon', 'English, Spanish', 'Ga', 'fa-AF', 'xx', 'x-private', '??'])('"%s" is not guessed at', (typed) => {
    expect(languageCode(typed)).toBeNull()
  })
})
