import type { NextFunction, Request, Response } from 'express'
import { fileTypeFromBuffer } from 'file-type'
import multer from 'multer'
import { z } from 'zod'
import { documentLimit, type MediaType } from '../documents/document.ts'
import { strippedJpeg } from '../documents/jpeg.ts'
import { isWholePdf } from '../documents/pdf.ts'
import { strippedPng } from '../documents/png.ts'

/** A document as it is kept: what it is by its own bytes, and without what stood beside the picture (CONF-09). */
export interface Upload {
  bytes: Buffer
  mediaType: MediaType
}

type Sent = { upload: Upload | null; table: Buffer | null }
type Before = (request: Request, response: Response, next: NextFunction) => void

const sent = new WeakMap<Request, Sent>()

/** The document that was sent in the field `file`; null when there is none or it was refused, which the form then says (`sentFile`). */
export const uploadIn = (request: Request): Upload | null => sent.get(request)?.upload ?? null

/** The bytes of the table (CSV) that was sent in the field `file`, unread. */
export const tableIn = (request: Request): Buffer | null => sent.get(request)?.table ?? null

const problems = {
  large: (limit: string) => `That file is larger than ${limit}. Send a smaller one.`,
  kind: () => 'Choose a PDF, a JPEG or a PNG. Its name and what is in it must agree.',
  broken: () => 'That file is not whole, or holds more than one document. Save it anew and try again.',
  table: () => 'Choose a CSV file: text, with the extension .csv.',
} satisfies Record<string, (limit: string) => string>

// What the reading of the parts leaves in the body's field `file`, so that a form's schema judges it with its other fields.
const fine = 'sent'

/** The form field `file` when one must be attached. Put it last in the form: what follows a file that is too large is not read. */
export const sentFile = (missing = 'Choose a file.') =>
  z
    .string(missing)
    .min(1, missing)
    .refine((said) => said === fine, { error: ({ input }) => String(input) })

/** The form field `file` when one may be attached. */
export const optionalFile = z.string().refine((said) => said === '' || said === fine, { error: ({ input }) => String(input) })

/** Reads a form that carries a document: as a route's `before`. Then `uploadIn(request)`, and `sentFile()` in the form's schema. */
export const upload = (limitBytes = documentLimit): Before => reading(limitBytes, documentIn)

/** Reads a form that carries a table of text: as a route's `before`. Then `tableIn(request)`. */
export const uploadTable = (limitBytes = documentLimit): Before => reading(limitBytes, wholeTable)

type File = { bytes: Buffer; declared: string; name: string }
type Judged = Partial<Sent> & { problem: keyof typeof problems | null }

function reading(limitBytes: number, judge: (file: File) => Promise<Judged>): Before {
  const limits = { files: 1, fields: 120, parts: 121, fieldSize: 65_536, fieldNameSize: 100, fieldNestingDepth: 0, fileSize: limitBytes }
  const parse = multer({ storage: multer.memoryStorage(), limits }).single('file')
  return (request, response, next) => {
    parse(request, response, (error: unknown) => {
      if (error !== undefined && error !== null && !isTooLarge(error)) return next(Object.assign(new Error('The parts of a form could not be read.'), { status: 400 }))
      const { file } = request
      const judged: Promise<Judged> = isTooLarge(error)
        ? Promise.resolve({ problem: 'large' })
        : file
          ? judge({ bytes: file.buffer, declared: file.mimetype, name: file.originalname })
          : Promise.resolve({ problem: null })
      delete request.file // Its name may give a place away; nothing after this sees it.
      judged.then((said) => {
        take(request, said, `${Math.floor(limitBytes / 1024 / 1024)} MB`)
        next()
      }, next)
    })
  }
}

function take(request: Request, { upload = null, table = null, problem }: Judged, limit: string): void {
  sent.set(request, { upload, table })
  const said = problem === null ? (upload || table ? fine : '') : problems[problem](limit)
  request.body = { ...(request.body as Record<string, unknown> | undefined), file: said }
}

const isTooLarge = (error: unknown): boolean => error instanceof multer.MulterError && error.code === 'LIMIT_FILE_SIZE'

const extensions: Record<string, MediaType> = { pdf: 'application/pdf', jpg: 'image/jpeg', jpeg: 'image/jpeg', png: 'image/png' }
/** UPL-03: a small file may unfold into a picture that no machine can show. */
const mostPixels = 40_000_000

/** UPL-01: what it is called, what the browser says it is, and what it is must be the same. */
async function documentIn({ bytes, declared, name }: File): Promise<Judged> {
  const mediaType = extensions[extensionOf(name)]
  if (mediaType === undefined || declared !== mediaType) return { problem: 'kind' }
  if (bytes.length === 0) return { problem: 'broken' }
  const found = await fileTypeFromBuffer(bytes)
  if (found?.mime !== mediaType) return { problem: 'kind' }
  const kept = keptBytes(bytes, mediaType)
  return kept === null ? { problem: 'broken' } : { upload: { bytes: kept, mediaType }, problem: null }
}

function keptBytes(bytes: Buffer, mediaType: MediaType): Buffer | null {
  if (mediaType === 'image/jpeg') return strippedJpeg(bytes, mostPixels)
  if (mediaType === 'image/png') return strippedPng(bytes, mostPixels)
  return isWholePdf(bytes) ? bytes : null
}

async function wholeTable({ bytes, name }: File): Promise<Judged> {
  if (!['csv', 'tsv', 'txt'].includes(extensionOf(name)) || bytes.length === 0) return { problem: 'table' }
  return (await fileTypeFromBuffer(bytes)) ? { problem: 'table' } : { table: bytes, problem: null }
}

/** The last extension, lower-case; none of a name with control marks or marks that turn the reading direction round. */
function extensionOf(name: string): string {
  if (/[\p{Cc}\p{Cf}]/u.test(name)) return ''
  return (/\.([A-Za-z]{1,5})$/.exec(name)?.[1] ?? '').toLowerCase()
}
