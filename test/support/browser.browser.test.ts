import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { axeFindings, isTooWide, markupFindings, openPage } from './browser.ts'

const good = `<!DOCTYPE html><html lang="en"><head><title>Centers</title></head><body><main><h1>Centers</h1><p>No center yet.</p></main></body></html>`
const bad = `<!DOCTYPE html><html><head><title>Centers</title><script>window.ran = true</script></head>
  <body style="width: 2000px"><img src="/gone.png"><p>Centers<div>None</div></p></body></html>`

let server: Server
let origin: string

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/gone.png') return response.writeHead(404).end()
    const html = request.url === '/bad' ? bad : good
    const status = request.url === '/refused' ? 422 : 200
    return response.writeHead(status, { 'content-type': 'text/html', 'content-security-policy': "default-src 'none'; img-src 'self'" }).end(html)
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => void server.close())

it.each([
  { width: 'desk', pixels: 1280, scripts: true },
  { width: 'phone', pixels: 390, scripts: true },
  { width: 'phone', pixels: 390, scripts: false },
] as const)('shows a page at $pixels pixels, scripts: $scripts', async ({ width, pixels, scripts }) => {
  const { page, complaints, leave } = await openPage(origin, { width, scripts })

  await page.goto('/')

  expect(await page.getByRole('heading').textContent()).toBe('Centers')
  expect(page.viewportSize()?.width).toBe(pixels)
  expect(complaints).toEqual([])
  await leave()
})

it('finds nothing wrong with a good page, and takes a refused form for no fault', async () => {
  const { page, complaints, leave } = await openPage(origin, { width: 'phone', scripts: true })

  const response = await page.goto('/refused')

  expect(response?.status()).toBe(422)
  expect(await axeFindings(page)).toEqual([])
  expect(await markupFindings(good)).toEqual([])
  expect(await isTooWide(page)).toBe(false)
  expect(complaints).toEqual([])
  await leave()
})

it('finds what is wrong with a bad page', async () => {
  const { page, complaints, leave } = await openPage(origin, { width: 'phone', scripts: true })

  await page.goto('/bad', { waitUntil: 'networkidle' })

  const found = new Set((await axeFindings(page)).map((finding) => finding.split(':')[0]))
  expect([...found]).toEqual(['html-has-lang', 'image-alt', 'landmark-one-main', 'page-has-heading-one', 'region'])
  expect(await markupFindings(bad)).toContainEqual(expect.stringMatching(/^close-order/))
  expect(complaints).toContainEqual(`missing: ${origin}/gone.png (404)`)
  expect(complaints.filter((complaint) => complaint.includes('Content Security Policy'))).toHaveLength(2)
  await leave()
})
