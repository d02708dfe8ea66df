import request from 'supertest'
import { describe, expect, it } from 'vitest'
import { ownPath } from '../../src/http/security.ts'
import { ada, appOf, browserOf, openRegister } from '../support/register.ts'

describe('a request from another site', () => {
  it.each([
    [{ 'Sec-Fetch-Site': 'cross-site' }],
    [{ 'Sec-Fetch-Site': 'same-site' }],
    [{ Origin: 'https://evil.test' }],
    [{ Origin: 'null' }],
    [{ Origin: 'https://evil.test', 'Content-Type': 'text/plain' }],
    [{ 'Sec-Fetch-Site': 'cross-site', 'X-HTTP-Method-Override': 'GET' }],
  ])('with %j is refused and changes nothing', async (headers) => {
    const register = await openRegister()
    const hers = await browserOf(register, appOf(register), ada)

    const page = await hers
      .post('/admin/people')
      .set(headers as Record<string, string>)
      .send('name=Mona&email=mona@example.org&roles=board')
      .expect(403)

    expect(page.text).toContain('This was sent from another site, so nothing was done.')
    expect(page.headers['content-security-policy']).toContain("frame-ancestors 'none'")
    expect(await register.reader.selectFrom('people').select('id').where('name', '=', 'Mona').execute()).toEqual([])
  })

  it.each([[{ 'Sec-Fetch-Site': 'same-origin' }], [{ 'Sec-Fetch-Site': 'none' }], [{ Origin: 'http://127.0.0.1' }]])('of our own, with %j, is taken', async (headers) => {
    const register = await openRegister()
    const hers = await browserOf(register, appOf(register), ada)
    await hers
      .post('/admin/people')
      .set(headers as Record<string, string>)
      .type('form')
      .send({ name: 'Mona', email: 'mona@example.org', roles: 'board' })
      .expect(200)
  })

  it('is refused at signing in and out too', async () => {
    const { app } = appOf(await openRegister())
    for (const path of ['/sign-in', '/sign-out']) await request(app).post(path).set('Sec-Fetch-Site', 'cross-site').expect(403)
  })
})

describe('every answer', () => {
  const csp =
    "default-src 'none';script-src 'self';style-src 'self';img-src 'self';font-src 'self';connect-src 'self';form-action 'self';frame-ancestors 'none';base-uri 'none';object-src 'none'"

  it.each([
    ['GET', '/sign-in', 200],
    ['GET', '/', 303],
    ['GET', '/nowhere', 404],
    ['GET', '/links/none', 410],
    ['GET', '/healthz', 200],
    ['GET', '/links/%zz', 400],
    ['POST', '/sign-in', 422],
    ['GET', '/assets/nothing', 404],
  ])('%s %s carries the headers that keep it in (%i)', async (method, path, status) => {
    const { app } = appOf(await openRegister())
    const answer = await (method === 'GET' ? request(app).get(path) : request(app).post(path)).expect(status)
    expect(answer.headers).toMatchObject({
      'content-security-policy': csp,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'DENY',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-resource-policy': 'same-origin',
      'x-robots-tag': 'noindex, nofollow',
      'cache-control': 'no-store',
    })
    for (const feature of ['camera', 'clipboard-read', 'fullscreen', 'geolocation', 'hid', 'midi', 'publickey-credentials-get', 'serial', 'usb'])
      expect(answer.headers['permissions-policy']).toMatch(new RegExp(`(^|, )${feature}=\\(\\)(,|$)`))
    expect(answer.headers['x-powered-by']).toBeUndefined()
    expect(answer.headers['strict-transport-security']).toBeUndefined()
  })

  it('says no more than a reference when we made a mistake, and logs the fault under it', async () => {
    const register = await openRegister()
    const test = appOf({
      ...register,
      reader: {
        selectFrom: () => {
          throw new Error('the file is gone: canary')
        },
        with: () => {
          throw new Error('gone')
        },
      } as never,
    })

    const page = await request(test.app).get('/sign-in').expect(500)

    expect(page.text).not.toContain('canary')
    expect(test.faults).toHaveLength(1)
    expect(page.text).toContain(test.faults[0]?.reference ?? 'no fault was logged')
  })
})

describe('what a body may be', () => {
  it('is no larger than a form, and of no more parts', async () => {
    const { app } = appOf(await openRegister())
    for (const body of [`email=${'x'.repeat(70_000)}`, Array.from({ length: 500 }, (_, index) => `f${index}=1`).join('&')]) {
      const page = await request(app).post('/sign-in').type('form').send(body).expect(413)
      expect(page.text).toContain('That is more than can be sent at once.')
      expect(page.text).toContain('Go to your page')
    }
  })

  it.each(['role=administrator', '__proto__[x]=1', 'constructor[prototype][x]=1', 'roles[]=administrator'])(
    'takes no field that the form does not have: %s',
    async (more) => {
      const register = await openRegister()
      const hers = await browserOf(register, appOf(register), ada)
      const page = await hers.post('/admin/people').type('form').send(`name=Mona&email=mona@example.org&roles=board&${more}`).expect(422)
      expect(page.text).toContain('This form has changed.')
      expect(Object.prototype).not.toHaveProperty('x')
    },
  )
})

describe('a path to go on to', () => {
  it.each(['/', '/centers?q=a&page=2', '/reviews/7#item-LEG-01', '/a%20b'])('of our own is kept: %s', (path) => {
    expect(ownPath(path)).toBe(path.split('#')[0])
  })

  it.each([
    '/.//evil.test',
    '/x/..//evil.test/a?b',
    '/%2e//evil.test',
    '/.%2E//evil.test',
    '//evil.test',
    '/\\evil.test',
    '\\\\evil.test',
    'https:evil',
    'https://evil.test',
    '/\t/evil.test',
    ' //evil',
    // oxlint-disable-next-line no-script-url -- it is what must be refused
    'javascript:alert(1)',
    '',
    '/a\nb',
    '/\0',
    '//evil@host',
    'evil',
    // As Django's own list, and what browsers make of slashes, marks and letters.
    'http://example.com',
    'http:///example.com',
    'https://example.com',
    'ftp://example.com',
    '///example.com',
    '////example.com',
    String.raw`\\example.com`,
    String.raw`\\\example.com`,
    String.raw`/\\/example.com`,
    String.raw`\\\example.com`,
    String.raw`\\example.com\path`,
    String.raw`\\//example.com`,
    String.raw`\\/\/example.com`,
    String.raw`\\\/example.com`,
    String.raw`/\example.com`,
    String.raw`http:\/example.com`,
    String.raw`http:\\example.com`,
    String.raw`http:/\/example.com`,
    String.raw`http:/\//example.com`,
    String.raw`http:\/example.com`,
    String.raw`http:/\example.com`,
    'http:///',
    'http:/example.com',
    'http:example.com',
    'https:example.com',
    // oxlint-disable-next-line no-script-url -- it is what must be refused
    'javascript:alert("XSS")',
    // oxlint-disable-next-line no-script-url -- it is what must be refused
    'JaVaScRiPt:alert(1)',
    'data:text/html,<script>go()</script>',
    'vbscript:go',
    'blob:https://evil.test/1',
    '\nhttp://example.com',
    '\u0008//example.com',
    '\t//example.com',
    '\0//example.com',
    '/\r/example.com',
    '/\n/example.com',
    '/\u000B/example.com',
    '/\f/example.com',
    '/a\0b',
    '/a\rb',
    '/a\tb',
    '/a b',
    String.raw`/a\b`,
    'http://otherserver@example.com',
    'otherserver/path',
    'http://[::1',
    'http:/\n/example.com',
    '?next=//evil.test',
    '#//evil.test',
    '.',
    '..//evil.test',
    '@evil.test',
    '\uFF0F\uFF0Fevil.test',
    '\u2215evil.test',
  ])('that leads elsewhere becomes the start: %j', (path) => {
    expect(ownPath(path)).toBe('/')
  })
})
