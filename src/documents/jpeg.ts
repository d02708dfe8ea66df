import { orientationIn, orientationSegment } from './orientation.ts'

// The marks of ITU T.81, annex B.
const start = 0xd8
const end = 0xd9
const scan = 0xda
const remark = 0xfe
const isFrame = (mark: number): boolean => mark >= 0xc0 && mark <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(mark)
const isApplication = (mark: number): boolean => mark >= 0xe0 && mark <= 0xef

/**
 * A JPEG without what a camera or a program wrote beside the picture: Exif with its position,
 * XMP, comments, thumbnails, and all that follows the picture's end (CONF-09). The picture itself
 * is not touched, so nothing of it is lost.
 * @returns null when it is not a whole JPEG, or has more than `mostPixels`
 */
export function strippedJpeg(bytes: Buffer, mostPixels: number): Buffer | null {
  if (bytes.length < 4 || bytes[0] !== 0xff || bytes[1] !== start) return null
  const kept = [bytes.subarray(0, 2)]
  let at = 2
  let scans = 0
  while (at + 4 <= bytes.length || bytes[at + 1] === end) {
    if (bytes[at] !== 0xff) return null
    const mark = bytes[at + 1] ?? 0
    if (mark === 0xff) {
      at += 1 // Any number of fill bytes may stand before a mark.
      continue
    }
    if (mark === end) return scans > 0 ? Buffer.concat([...kept, bytes.subarray(at, at + 2)]) : null
    const next = at + 2 + bytes.readUInt16BE(at + 2)
    if (next > bytes.length || next < at + 4) return null
    if (isFrame(mark) && !isBearable(bytes, at, next, mostPixels)) return null
    kept.push(keptSegment(mark, bytes.subarray(at, next)))
    at = mark === scan ? endOfScan(bytes, next) : next
    if (mark !== scan) continue
    scans += 1
    kept.push(bytes.subarray(next, at))
  }
  return null
}

/** Of the segments for programs three are kept, cut to what a viewer needs: JFIF without its thumbnail, Exif's orientation, and Adobe's colour transform. */
function keptSegment(mark: number, segment: Buffer): Buffer {
  if (mark === remark) return Buffer.alloc(0)
  if (!isApplication(mark)) return segment
  if (mark === 0xe0 && segment.length >= 18 && segment.toString('latin1', 4, 9) === 'JFIF\0')
    return Buffer.concat([Buffer.from([0xff, 0xe0, 0, 16]), segment.subarray(4, 16), Buffer.from([0, 0])])
  if (mark === 0xe1) return orientationSegment(orientationIn(segment))
  if (mark === 0xee && segment.length === 16 && segment.toString('latin1', 4, 9) === 'Adobe') return segment
  return Buffer.alloc(0)
}

function isBearable(bytes: Buffer, at: number, next: number, mostPixels: number): boolean {
  if (next - at < 10) return false
  const pixels = bytes.readUInt16BE(at + 5) * bytes.readUInt16BE(at + 7)
  return pixels > 0 && pixels <= mostPixels
}

/** Coded data holds no mark but escaped bytes (FF00) and restarts (FFD0 to FFD7). */
function endOfScan(bytes: Buffer, from: number): number {
  let at = bytes.indexOf(0xff, from)
  while (at !== -1 && at + 1 < bytes.length) {
    const mark = bytes[at + 1] ?? 0
    if (mark !== 0 && mark !== 0xff && (mark < 0xd0 || mark > 0xd7)) return at
    at = bytes.indexOf(0xff, at + 1)
  }
  return bytes.length
}
