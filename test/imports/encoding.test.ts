import { describe, expect, it } from 'vitest'
import { decoded, recognised } from '../../src/imports/encoding.ts'
import { readUpload, samplesByEncoding } from '../../src/imports/upload.ts'

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values)
const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le')

describe('how a file is written', () => {
  it.each([
    { what: 'plain letters', file: Buffer.from('name\nHope'), is: 'utf-8' },
    { what: 'UTF-8 without a mark', file: Buffer.from('name\nCafé'), is: 'utf-8' },
    { what: 'UTF-8 with a mark', file: Buffer.from('\uFEFFname\nCafé'), is: 'utf-8' },
    { what: 'UTF-16 with a mark', file: utf16('\uFEFFname\nCafé'), is: 'utf-16le' },
    { what: 'UTF-16 the other way round', file: utf16('\uFEFFname\nCafé').swap16(), is: 'utf-16be' },
    { what: 'Windows-1252', file: Buffer.from('name\nCafé', 'latin1'), is: null },
    { what: 'Mac Roman', file: bytes(0x43, 0x61, 0x66, 0x8e), is: null },
    { what: 'UTF-16 without a mark', file: utf16('name\nHope'), is: null },
    { what: 'a mark of UTF-8 before what is none', file: bytes(0xef, 0xbb, 0xbf, 0x8e), is: null },
  ])('is $is for $what', ({ file, is }) => {
    expect(recognised(file)).toBe(is)
  })

  it('is never guessed: without a mark and not UTF-8, somebody is asked', () => {
    expect(readUpload(Buffer.from('name\nCafé', 'latin1'), { encoding: null, delimiter: null })).toEqual({ kind: 'encoding asked' })
  })

  it.each([
    { encoding: 'windows-1252', file: bytes(0x80, 0x93, 0xe9), reads: '€“é' },
    { encoding: 'macintosh', file: bytes(0x8e, 0xd2), reads: 'é“' },
    { encoding: 'utf-16le', file: bytes(0x00, 0xd8), reads: null },
    { encoding: 'utf-8', file: Buffer.from('\uFEFFname\u001A'), reads: 'name' },
  ] as const)('reads $encoding as its bytes stand', ({ encoding, file, reads }) => {
    expect(decoded(file, encoding)).toBe(reads)
  })

  it('shows how words would read, and none from a column that looks like a place', () => {
    const file = Buffer.from('name,street\nCasa Corazón,Calle Peñón 7', 'latin1')

    const samples = samplesByEncoding(file)

    expect(samples.find(({ encoding }) => encoding === 'windows-1252')).toEqual({ encoding: 'windows-1252', samples: ['Casa Corazón'] })
    expect(samples.find(({ encoding }) => encoding === 'macintosh')).toEqual({ encoding: 'macintosh', samples: ['Casa CorazÛn'] })
    expect(samples.map(({ encoding }) => encoding)).not.toContain('utf-8')
    expect(JSON.stringify(samples)).not.toContain('Calle')
  })

  it.each([
    { what: 'cells in quotation marks', text: 'Nom,Pays,Organisation\nMaison dété,France,"Foyer, Élan"\n', shows: ['Maison dété', 'Foyer, Élan'] },
    { what: 'more rows than are looked at', text: `Nom,Pays\n"Élan",France\n${'"Foyer, deux",France\n'.repeat(30_000)}`, shows: ['Élan'] },
    { what: 'a quotation mark that never closes', text: 'Nom,Pays\n"Élan,France\n', shows: null },
  ])('shows how words would read in a file with $what', ({ text, shows }) => {
    expect(samplesByEncoding(Buffer.from(text, 'latin1'))[0]).toEqual({ encoding: 'windows-1252', samples: shows })
  })
})
