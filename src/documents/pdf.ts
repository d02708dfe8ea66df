/**
 * Whether a file is one whole PDF and nothing else besides: it begins as one, ends as one, and is no
 * web page or archive at the same time (UPL-01). What stands inside it is not judged.
 */
export function isWholePdf(bytes: Buffer): boolean {
  const top = bytes.toString('latin1', 0, 1024)
  if (!/^%PDF-[12]\.\d/.test(top)) return false
  if (/<\s*(?:html|script|svg|body|iframe|!doctype)/i.test(top)) return false
  const last = bytes.toString('latin1', Math.max(0, bytes.length - 1024))
  if (!/startxref\s+\d+\s+%%EOF[\s\0]*$/.test(last)) return false
  return !isArchive(bytes)
}

/** An archive keeps its list at its end; the record that closes the list stands in the last 64 KB. */
const isArchive = (bytes: Buffer): boolean => bytes.subarray(Math.max(0, bytes.length - 65_557)).includes(Buffer.from('PK\u0005\u0006', 'latin1'))
