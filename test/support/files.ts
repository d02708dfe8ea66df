import { crc32, deflateSync } from 'node:zlib'

/** A whole PDF of one empty page; `inside` stands in it as a comment. */
export function pdfFile(inside = ''): Buffer {
  const body = `%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n%${inside}\n`
  return Buffer.from(`${body}trailer\n<</Root 1 0 R>>\nstartxref\n${body.length}\n%%EOF\n`)
}

const chunk = (kind: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}

/** A whole PNG of one grey pixel, or so says its head; `beside` are further chunks before the picture. */
export function pngFile(beside: [kind: string, text: string][] = [], [width, height]: [number, number] = [1, 1]): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width)
  head.writeUInt32BE(height, 4)
  head[8] = 8
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    ...beside.map(([kind, text]) => chunk(kind, Buffer.from(text))),
    chunk('IDAT', deflateSync(Buffer.from([0, 127]))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

export const jpegSegment = (mark: number, text: string | Buffer): Buffer => {
  const data = Buffer.from(text as string)
  const head = Buffer.from([0xff, mark, 0, 0])
  head.writeUInt16BE(data.length + 2, 2)
  return Buffer.concat([head, data])
}

// One grey pixel, as libjpeg writes it: tables, frame, scan.
const quantization = jpegSegment(0xdb, Buffer.concat([Buffer.from([0]), Buffer.alloc(64, 1)]))
const frame = (width: number, height: number): Buffer => jpegSegment(0xc0, Buffer.from([8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0]))
const huffman = (kind: number): Buffer => jpegSegment(0xc4, Buffer.from([kind, 1, ...Array.from({ length: 15 }, () => 0), 0]))
const scan = Buffer.concat([jpegSegment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])), Buffer.from([0x3f, 0xff, 0x00, 0x12])])

/** A whole JPEG; `beside` are segments before the picture, `after` what follows its end. */
export function jpegFile(beside: Buffer[] = [], after = '', [width, height]: [number, number] = [1, 1]): Buffer {
  const jfif = jpegSegment(0xe0, Buffer.from('JFIF\0\u0001\u0001\0\0\u0001\0\u0001\0\0', 'latin1'))
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    jfif,
    ...beside,
    quantization,
    frame(width, height),
    huffman(0),
    huffman(0x10),
    scan,
    Buffer.from([0xff, 0xd9]),
    Buffer.from(after, 'latin1'),
  ])
}
