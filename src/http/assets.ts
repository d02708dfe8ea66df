import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import type { RequestHandler } from 'express'

interface Asset {
  type: string
  plain: Buffer
  gzipped: Buffer | null
}

const root = path.join(import.meta.dirname, '../..')
const uswds = 'node_modules/@uswds/uswds/dist'

/** What USWDS's style sheet asks for on our pages, by the paths that it names them by. */
const uswdsFiles = [
  'css/uswds.min.css',
  ...['regular', 'italic', 'bold', 'bolditalic'].map((weight) => `fonts/source-sans-pro/sourcesanspro-${weight}-webfont.woff2`),
  ...['check_circle', 'error', 'info', 'unfold_more', 'warning'].map((icon) => `img/usa-icons/${icon}.svg`),
  'img/correct8.svg',
]

/** AZ-08: these files and no others, each under a path of our own choosing, so that no path of a request reaches the disk. */
const files = new Map<string, string>([
  ['css/lantern.css', 'public/lantern.css'],
  ['js/lantern.js', 'public/lantern.js'],
  ['js/htmx.min.js', 'node_modules/htmx.org/dist/htmx.min.js'],
  ['img/lantern.svg', 'public/lantern.svg'],
  ...uswdsFiles.map((file): [string, string] => [file, `${uswds}/${file}`]),
])

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.woff2': 'font/woff2',
}

const assets = new Map([...files].map(([url, file]) => [url, readAsset(file)]))

/** Where static files stand. The version is a hash of them all, so a browser may keep each for ever. */
export const assetsPath = `/assets/${versionOf(assets)}`

/** Answers for a static file; any other path goes on to whoever answers that nothing stands there. */
export const serveAssets: RequestHandler = (request, response, next) => {
  const asset = assetAt(request.originalUrl)
  if (!asset || (request.method !== 'GET' && request.method !== 'HEAD')) {
    next()
    return
  }
  const gzipped = request.acceptsEncodings('gzip') === 'gzip' ? asset.gzipped : null
  const body = gzipped ?? asset.plain
  response.set({ 'Content-Type': asset.type, 'Content-Length': String(body.length), 'Cache-Control': 'public, max-age=31536000, immutable' })
  if (asset.gzipped) response.vary('Accept-Encoding')
  if (gzipped) response.set('Content-Encoding', 'gzip')
  response.end(body)
}

function assetAt(url: string): Asset | undefined {
  return url.startsWith(`${assetsPath}/`) ? assets.get(url.slice(assetsPath.length + 1).split('?', 1)[0] ?? '') : undefined
}

function readAsset(file: string): Asset {
  const plain = readFileSync(path.join(root, file))
  const extension = path.extname(file)
  const type = types[extension]
  if (type === undefined) throw new Error(`No media type for ${file}`)
  // A woff2 file is compressed already.
  return { type, plain, gzipped: extension === '.woff2' ? null : gzipSync(plain, { level: 9 }) }
}

function versionOf(all: Map<string, Asset>): string {
  const hash = createHash('sha256')
  for (const [url, { plain }] of all) hash.update(`${url}\0${plain.length}\0`).update(plain)
  return hash.digest('hex').slice(0, 16)
}
