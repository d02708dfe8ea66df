import { describe, expect, it } from 'vitest'
import { folded, nameIdentity } from '../../src/shared/folded.ts'

const judged = (one: string, other: string): string => {
  if (nameIdentity(one) === nameIdentity(other)) return 'the same'
  return folded(one) === folded(other) ? 'alike' : 'two names'
}

describe('two names', () => {
  it.each([
    ['मीरा सेवा केन्द्र', 'मारा सेवा केन्द्र'],
    ['आशा', 'आशी'],
    ['บ้านดี', 'บ้านดู'],
    ['บ้าน', 'บาน'],
    ['ハハの家', 'パパの家'],
    ['ガーデン', 'カーデン'],
    ['각', '가'],
    ['أمل', 'امل'],
    ['Май', 'Маи'],
    ['Їжак', 'Іжак'],
    ['ক্ষমা', 'কষমা'],
    ['Åse', 'Øse'],
  ])('stay two: %s and %s', (one, other) => expect(judged(one, other)).toBe('two names'))

  it.each([
    ['House C', 'House C++'],
    ['The St. House', 'Saint House'],
    ['The Hope', 'Hope'],
    ['-1', '1'],
    ['Hope & Joy', 'Hope and Joy'],
    ['Hope-House', 'Hope House'],
    ['بَيْت', 'بيت'],
    ['كُتُب', 'كَتَب'],
    ['שָׁלוֹם', 'שלום'],
  ])('only read alike: %s and %s', (one, other) => expect(judged(one, other)).toBe('alike'))

  it.each([
    ['Café  Hope', 'CAFE HOPE'],
    ['Caf\u00E9', 'Cafe\u0301'],
    ['Việt Nam', 'viet nam'],
    ['Ёлка', 'елка'],
    ['за\u0301мок', 'Замок'],
    ['ΕΛΛΆΔΑ', 'Ελλαδα'],
    ['Hope’s “Nest” – A‑B', 'Hope\'s "Nest" - A-B'],
    ['Ｈｏｐｅ＋', 'Hope+'],
    ['ﾊﾟﾊﾟの家', 'パパの家'],
    ['パパ', 'ハ\u309Aハ\u309A'],
    ['Ма\u0438\u0306', 'Май'],
  ])('are one: %s and %s', (one, other) => expect(judged(one, other)).toBe('the same'))
})
