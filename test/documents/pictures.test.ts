import { describe, expect, it } from 'vitest'
import { strippedJpeg } from '../../src/documents/jpeg.ts'
import { isWholePdf } from '../../src/documents/pdf.ts'
import { strippedPng } from '../../src/documents/png.ts'
import { jpegFile, jpegSegment, pdfFile, pngFile } from '../support/files.ts'

const most = 40_000_000
const lengths = (whole: Buffer): number[] => [...whole.keys()]
const secret = 'GPS 12.345678 Hidden Street 7'

describe('a JPEG', () => {
  it('leaves a picture without anything beside it as it is', () => {
    expect(strippedJpeg(jpegFile(), most)).toEqual(jpegFile())
  })

  it.each([
    { what: 'Exif with a position', mark: 0xe1, text: `Exif\0\0MM\0*${secret}` },
    { what: 'XMP', mark: 0xe1, text: `http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>${secret}</x:xmpmeta>` },
    { what: 'a colour profile', mark: 0xe2, text: `ICC_PROFILE\0${secret}` },
    { what: 'what Photoshop keeps', mark: 0xed, text: `Photoshop 3.0\0${secret}` },
    { what: 'a maker’s own segment', mark: 0xef, text: secret },
    { what: 'a thumbnail', mark: 0xe0, text: `JFXX\0\u0010${secret}` },
    { what: 'a false Adobe segment', mark: 0xee, text: `Adobe${secret}` },
    { what: 'a comment', mark: 0xfe, text: secret },
  ])('loses $what, and nothing of the picture', ({ mark, text }) => {
    const kept = strippedJpeg(jpegFile([jpegSegment(mark, text)]), most)

    expect(kept).toEqual(jpegFile())
  })

  it.each([
    { order: 'MM', tiff: Buffer.from([0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 2, 0x01, 0x10, 0, 2, 0, 0, 0, 4, 1, 2, 3, 4, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0]) },
    { order: 'II', tiff: Buffer.from([0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0]) },
  ])('keeps which way up it is, and nothing else of its Exif ($order)', ({ tiff }) => {
    const kept = strippedJpeg(jpegFile([jpegSegment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), tiff, Buffer.from(secret)]))]), most)

    const bare = Buffer.from([0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0])
    expect(kept).toEqual(jpegFile([jpegSegment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), bare]))]))
  })

  it('reads no Exif past its end', () => {
    const whole = Buffer.from([0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0])
    for (let length = 0; length < whole.length; length += 1)
      expect(strippedJpeg(jpegFile([jpegSegment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), whole.subarray(0, length)]))]), most), `cut to ${length}`).toEqual(
        jpegFile(),
      )
    const far = Buffer.from([0x4d, 0x4d, 0, 42, 0xff, 0xff, 0xff, 0xff, 0, 1, 0, 0, 0, 0])
    expect(strippedJpeg(jpegFile([jpegSegment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), far]))]), most)).toEqual(jpegFile())
  })

  it('loses the thumbnail in its JFIF segment', () => {
    const thumb = jpegSegment(0xe0, Buffer.concat([Buffer.from('JFIF\0\u0001\u0001\0\0\u0001\0\u0001\u0001\u0001', 'latin1'), Buffer.from('RGB')]))
    const kept = strippedJpeg(Buffer.concat([Buffer.from([0xff, 0xd8]), thumb, jpegFile().subarray(20)]), most)

    expect(kept).toEqual(jpegFile())
  })

  it('keeps the colour transform that Adobe’s segment gives', () => {
    const adobe = jpegSegment(0xee, Buffer.from('Adobe\0\u0064\0\0\0\0\u0001', 'latin1'))

    expect(strippedJpeg(jpegFile([adobe]), most)).toEqual(jpegFile([adobe]))
  })

  it('loses what follows its end, such as an archive or a second picture', () => {
    expect(strippedJpeg(jpegFile([], `PK\u0003\u0004${secret}`), most)).toEqual(jpegFile())
  })

  it('is refused at every length but its own', () => {
    const whole = jpegFile([jpegSegment(0xe1, 'Exif\0\0')])
    expect(lengths(whole).filter((length) => strippedJpeg(whole.subarray(0, length), most) !== null)).toEqual([])
  })

  it('is refused when it unfolds to more than 40 million pixels', () => {
    expect(strippedJpeg(jpegFile([], '', [6000, 6000]), most)).not.toBeNull()
    expect(strippedJpeg(jpegFile([], '', [60_000, 60_000]), most)).toBeNull()
  })
})

describe('a PNG', () => {
  it.each(['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME', 'iCCP', 'teSt'])('loses %s, and nothing of the picture', (kind) => {
    expect(strippedPng(pngFile([[kind, secret]]), most)).toEqual(pngFile())
  })

  it('loses what follows its end', () => {
    expect(strippedPng(Buffer.concat([pngFile(), Buffer.from(secret)]), most)).toEqual(pngFile())
  })

  it('is refused at every length but its own', () => {
    const whole = pngFile([['eXIf', 'x']])
    expect(lengths(whole).filter((length) => strippedPng(whole.subarray(0, length), most) !== null)).toEqual([])
  })

  it('is refused when it unfolds to more than 40 million pixels', () => {
    expect(strippedPng(pngFile([], [100_000, 100_000]), most)).toBeNull()
  })
})

describe('a PDF', () => {
  it('is taken when it is whole', () => {
    expect(isWholePdf(pdfFile())).toBe(true)
  })

  it.each([
    { what: 'something before it', bytes: Buffer.concat([Buffer.from('GIF89a'), pdfFile()]) },
    { what: 'a web page in its head', bytes: Buffer.from(pdfFile().toString().replace('1 0 obj', '<html><script>go()</script>')) },
    { what: 'something after it', bytes: Buffer.concat([pdfFile(), Buffer.from('<svg onload=go()>')]) },
    { what: 'an archive inside', bytes: pdfFile('PK\u0005\u0006') },
    { what: 'no end', bytes: pdfFile().subarray(0, -8) },
  ])('is refused with $what', ({ bytes }) => {
    expect(isWholePdf(bytes)).toBe(false)
  })
})
