import express from 'express'
import request from 'supertest'
import { describe, expect, it } from 'vitest'
import { assetsPath, serveAssets } from '../../src/http/assets.ts'

const app = express().use(serveAssets)

describe('static files', () => {
  it.each([
    ['css/uswds.min.css', 'text/css; charset=utf-8'],
    ['css/lantern.css', 'text/css; charset=utf-8'],
    ['js/lantern.js', 'text/javascript; charset=utf-8'],
    ['js/htmx.min.js', 'text/javascript; charset=utf-8'],
    ['img/lantern.svg', 'image/svg+xml; charset=utf-8'],
    ['img/usa-icons/unfold_more.svg', 'image/svg+xml; charset=utf-8'],
    ['fonts/source-sans-pro/sourcesanspro-regular-webfont.woff2', 'font/woff2'],
  ])('serves %s as %s, to be kept for ever', async (file, type) => {
    const answer = await request(app).get(`${assetsPath}/${file}`).expect(200)

    expect(answer.headers['content-type']).toBe(type)
    expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable')
  })

  it('sends a style sheet compressed to who takes it so, and whole to who does not', async () => {
    const compressed = await request(app).get(`${assetsPath}/css/lantern.css`).set('Accept-Encoding', 'gzip')
    const whole = await request(app).get(`${assetsPath}/css/lantern.css`).set('Accept-Encoding', 'identity')

    expect(compressed.headers['content-encoding']).toBe('gzip')
    expect(whole.headers['content-encoding']).toBeUndefined()
    expect(whole.headers['vary']).toBe('Accept-Encoding')
    expect(Number(compressed.headers['content-length'])).toBeLessThan(Number(whole.headers['content-length']))
    expect(compressed.text).toBe(whole.text)
  })

  it('answers HEAD with the head alone', async () => {
    const answer = await request(app).head(`${assetsPath}/css/lantern.css`).expect(200)

    expect(answer.text).toBeUndefined()
  })

  it.each([
    ['another version', '/assets/0000000000000000/css/lantern.css'],
    ['no version', '/assets/css/lantern.css'],
    ['the folder', `${assetsPath}/`],
    ['a file that is not named', `${assetsPath}/css/uswds.css`],
    ['a way up', `${assetsPath}/css/%2e%2e/%2e%2e/package.json`],
    ['an encoded slash', `${assetsPath}/css%2flantern.css`],
    ['a dotfile', `${assetsPath}/.env`],
    ['the repository', `${assetsPath}/.git/config`],
    ['the register', `${assetsPath}/../data/lantern.db`],
    ['a template', `${assetsPath}/views/layout/page.ejs`],
    ['a name that every object has', `${assetsPath}/constructor`],
  ])('has nothing at %s', async (_what, path) => {
    await request(app).get(path).expect(404)
  })

  const secrets = [
    '.env',
    '.git/HEAD',
    '.npmrc',
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'README.md',
    'src/main.ts',
    'src/config.ts',
    'migrations/0001-people.ts',
    'views/layout/page.ejs',
    'data/lantern.db',
    'data/lantern.db-wal',
    'data/lantern.key',
    'node_modules/htmx.org/package.json',
  ]
  const ways = ['', 'public/', '../', '../../', 'css/../../../', '%2e%2e/', '%2e%2e%2f', '..%5c', './/']

  it.each(secrets.flatMap((file) => ways.map((way) => `${way}${file}`)))('never gives out %s (AZ-08)', async (file) => {
    await request(app).get(`${assetsPath}/${file}`).expect(404)
    await request(app).get(`/assets/${file}`).expect(404)
  })

  it('takes no POST', async () => {
    await request(app).post(`${assetsPath}/css/lantern.css`).expect(404)
  })
})
