import { expect, it } from 'vitest'
import { jpegFile, pdfFile, pngFile } from '../support/files.ts'
import { appOf, browserOf, cora, openRegister } from '../support/register.ts'
import { plainCenter } from '../support/vetted.ts'

type Sent = [what: string, name: string, type: string, bytes: Buffer]

const [pdf, png, jpeg, html, svg] = [
  pdfFile(),
  pngFile(),
  jpegFile(),
  Buffer.from('<!doctype html><script>go()</script>'),
  Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="go()"/>'),
]
const [asPdf, asPng, asJpeg] = ['application/pdf', 'image/png', 'image/jpeg']
const zip = Buffer.from('PK\u0003\u0004\u0014\0\0\0', 'latin1')
const gif = Buffer.from('GIF89a\u0001\0\u0001\0\0\0\0;', 'latin1')

/** UPL-01: what is called one thing, said to be another, is a third, or holds more than it should. */
const files: Sent[] = [
  ...[
    'svg',
    'html',
    'htm',
    'xml',
    'xhtml',
    'zip',
    'docx',
    'xlsx',
    'docm',
    'exe',
    'js',
    'gif',
    'webp',
    'bmp',
    'tiff',
    'heic',
    'pdf.exe',
    'pdf.html',
    'PDF.zip',
    'png.svg',
  ].map((extension): Sent => [`a PDF called .${extension}`, `licence.${extension}`, asPdf, pdf]),
  ['a PDF without an extension', 'licence', asPdf, pdf],
  ['a PDF with a point at its end', 'licence.pdf.', asPdf, pdf],
  ['a PDF with a space at its end', 'licence.pdf ', asPdf, pdf],
  ['a name that reads backwards', 'licence\u202Efdp.pdf', asPdf, pdf],
  ['a name with an unseen mark', 'licence\u200B.pdf', asPdf, pdf],
  ['a PDF said to be a PNG', 'licence.pdf', asPng, pdf],
  ['a PDF said to be bytes', 'licence.pdf', 'application/octet-stream', pdf],
  ['a PDF said to be a web page', 'licence.pdf', 'text/html', pdf],
  ['a PNG called a JPEG', 'licence.jpg', asJpeg, png],
  ['a JPEG called a PNG', 'licence.png', asPng, jpeg],
  ['a PNG said to be a JPEG', 'licence.png', asJpeg, png],
  ['a PNG called a PDF', 'licence.pdf', asPdf, png],
  ['a JPEG called a PDF', 'licence.pdf', asPdf, jpeg],
  ...(
    [
      ['pdf', asPdf],
      ['png', asPng],
      ['jpg', asJpeg],
    ] as const
  ).flatMap(([extension, type]): Sent[] => [
    [`an empty ${extension}`, `a.${extension}`, type, Buffer.alloc(0)],
    [`a ${extension} of one byte`, `a.${extension}`, type, Buffer.from([0x25])],
    [`a ${extension} of zeros`, `a.${extension}`, type, Buffer.alloc(500)],
    [`a web page called ${extension}`, `a.${extension}`, type, html],
    [`a drawing called ${extension}`, `a.${extension}`, type, svg],
    [`an archive called ${extension}`, `a.${extension}`, type, zip],
    [`a GIF called ${extension}`, `a.${extension}`, type, gif],
    [`text called ${extension}`, `a.${extension}`, type, Buffer.from('a letter')],
  ]),
  ['half a PDF', 'a.pdf', asPdf, pdf.subarray(0, pdf.length >> 1)],
  ['half a PNG', 'a.png', asPng, png.subarray(0, png.length >> 1)],
  ['half a JPEG', 'a.jpg', asJpeg, jpeg.subarray(0, jpeg.length >> 1)],
  ['a web page before a PDF', 'a.pdf', asPdf, Buffer.concat([html, pdf])],
  ['a web page after a PDF', 'a.pdf', asPdf, Buffer.concat([pdf, html])],
  ['an archive after a PDF', 'a.pdf', asPdf, Buffer.concat([pdf, zip])],
  ['a PDF after a PNG', 'a.pdf', asPdf, Buffer.concat([png, pdf])],
  ['a GIF that is an archive', 'a.png', asPng, Buffer.concat([gif, zip])],
  ['a pixel bomb', 'a.png', asPng, pngFile([], [90_000, 90_000])],
]

it('refuses each of some sixty files that are not what they say they are, and keeps none', async () => {
  const register = await openRegister()
  const center = await plainCenter(register)
  const hers = await browserOf(register, appOf(register), cora)
  const typed = { kind: 'evidence', title: 'Licence', datedOn: '2026-01-05', receivedOn: '2026-11-20', expiresOn: '2027-01-04' }
  const wrong: string[] = []
  for (const [what, filename, contentType, bytes] of files) {
    const post = hers.post(`/centers/${center}/documents`)
    for (const [name, value] of Object.entries(typed)) void post.field(name, value)
    const { status } = await post.attach('file', bytes, { filename, contentType })
    if (status !== 422) wrong.push(`${what}: ${status}`)
  }
  expect(files.length).toBeGreaterThanOrEqual(60)
  expect(wrong).toEqual([])
  expect(await register.reader.selectFrom('documents').select('id').execute()).toEqual([])
})
