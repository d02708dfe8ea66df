const tag = 0x0112

/**
 * Which way up a picture is held, from its Exif segment: 1 to 8 as TIFF counts them; 1 when it is not said.
 * It is the one thing in Exif that a viewer needs, so it is read out and written anew without the rest.
 */
export function orientationIn(segment: Buffer): number {
  const tiff = segment.subarray(10)
  if (segment.toString('latin1', 4, 10) !== 'Exif\0\0' || tiff.length < 14) return 1
  const order = tiff.toString('latin1', 0, 2)
  if (order !== 'II' && order !== 'MM') return 1
  const at16 = (at: number): number => (order === 'II' ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const first = order === 'II' ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4)
  if (first + 2 > tiff.length) return 1
  for (let entry = first + 2, left = at16(first); left > 0 && entry + 12 <= tiff.length; entry += 12, left -= 1) {
    if (at16(entry) !== tag) continue
    const said = at16(entry + 8)
    return said >= 1 && said <= 8 ? said : 1
  }
  return 1
}

/** An Exif segment that says which way up the picture is, and nothing else; empty when it is upright. */
export function orientationSegment(orientation: number): Buffer {
  if (orientation === 1) return Buffer.alloc(0)
  const entry = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, ...entry, 0, 0, 0, 0]
  return Buffer.concat([Buffer.from([0xff, 0xe1, 0, 8 + tiff.length]), Buffer.from('Exif\0\0', 'latin1'), Buffer.from(tiff)])
}
