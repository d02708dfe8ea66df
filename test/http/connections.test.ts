import { once } from 'node:events'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { connectionsOf, type Connections } from '../../src/http/connections.ts'

interface Serving {
  server: Server
  connections: Connections
  /** The addresses that were let in. */
  done: string[]
  /** The answers that wait: those to /slow, which begins to be answered, and /slower, which does not. */
  held: ServerResponse[]
  client: () => Socket
}

async function serving(most = 100): Promise<Serving> {
  const [done, held]: [string[], ServerResponse[]] = [[], []]
  const server = createServer({ requireHostHeader: false, keepAliveTimeout: 60_000 }, (request, response) => {
    if (!connections.letIn(request, response)) return
    done.push(request.url ?? '')
    if (request.url === '/slow') response.write('It begins. ')
    if (request.url?.startsWith('/slow')) held.push(response)
    else response.end(`Done: ${request.url}`)
  })
  const connections = connectionsOf(server, false, most)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => server.closeAllConnections())
  const client = (): Socket => connect((server.address() as AddressInfo).port, '127.0.0.1').setEncoding('utf8')
  return { server, connections, done, held, client }
}

const asking = (...paths: string[]): string => paths.map((path) => `GET ${path} HTTP/1.1\r\nHost: lantern.test\r\n\r\n`).join('')

/** All that comes until the server closes the connection. */
async function whole(socket: Socket): Promise<string> {
  let text = ''
  for await (const chunk of socket) text += String(chunk)
  return text
}

describe('what is no proper request', () => {
  it.each([
    ['an expectation that nobody knows', 'GET / HTTP/1.1\r\nHost: lantern.test\r\nExpect: foo\r\n\r\n', '417 Expectation Failed'],
    ['no host', 'GET / HTTP/1.1\r\n\r\n', '400 Bad Request'],
    ['two hosts', 'GET / HTTP/1.1\r\nHost: lantern.test\r\nhost: other.test\r\n\r\n', '400 Bad Request'],
    ['the server as a whole', 'OPTIONS * HTTP/1.1\r\nHost: lantern.test\r\n\r\n', '400 Bad Request'],
    ['what is no path', 'GET *x HTTP/1.1\r\nHost: lantern.test\r\n\r\n', '400 Bad Request'],
  ])('(%s) is answered with our headers, and closes the connection', async (_what, request, status) => {
    const { client, done } = await serving()
    const socket = client()
    socket.write(request + asking('/after'))
    const answer = await whole(socket)

    expect(answer.slice(0, answer.indexOf('\r\n'))).toBe(`HTTP/1.1 ${status}`)
    for (const line of ["Content-Security-Policy: default-src 'none'", 'X-Content-Type-Options: nosniff', 'Cache-Control: no-store', 'Connection: close'])
      expect(answer.toLowerCase()).toContain(`\r\n${line.toLowerCase()}`)
    expect(done).toEqual([])
  })

  it.each([
    ['HTTP/1.0 without a host', 'GET /old HTTP/1.0\r\n\r\n', 'Done: /old'],
    [
      'a whole address, as a proxy is sent it',
      'GET http://lantern.test/whole HTTP/1.1\r\nHost: lantern.test\r\nConnection: close\r\n\r\n',
      'Done: http://lantern.test/whole',
    ],
  ])('is not one of %s', async (_what, request, said) => {
    const { client } = await serving()
    const socket = client()
    socket.write(request)
    expect(await whole(socket)).toContain(said)
  })
})

it('a connection that has brought its last request says so, and nothing more is done of it', async () => {
  const { client, done } = await serving(3)
  const socket = client()
  socket.write(asking('/1', '/2', '/3', '/4', '/5'))
  const answers = (await whole(socket)).split(/(?=HTTP\/1\.1 )/)

  expect(answers.map((answer) => answer.includes('Connection: close'))).toEqual([false, false, true])
  expect(answers.map((answer) => /Done: .*/.exec(answer)?.[0])).toEqual(['Done: /1', 'Done: /2', 'Done: /3'])
  expect(done).toEqual(['/1', '/2', '/3'])
})

describe('when the program stops', () => {
  it.each([
    ['is announced where its answer has not begun', '/slower', true],
    ['comes after an answer that has begun', '/slow', false],
  ])('the end %s, and no other request is let in', async (_what, path, announced) => {
    const { client, connections, server, done, held } = await serving()
    const socket = client()
    const answer = whole(socket)
    socket.write(asking(path))
    await expect.poll(() => held.length).toBe(1)

    const closed = once(server.close(), 'close')
    connections.end()
    socket.write(asking('/more'))
    await once(server, 'request')
    held[0]?.end('It ends.')

    expect(await answer).toContain('It ends.')
    expect((await answer).split('\r\n\r\n', 1)[0]?.includes('Connection: close')).toBe(announced)
    expect(done).toEqual([path])
    await closed
  })

  it('connections on which nothing is under way end at once, those too that have asked nothing yet', async () => {
    const { client, connections, server } = await serving()
    const [silent, idle] = [client(), client()]
    idle.write(asking('/before'))
    await once(idle, 'data')
    await expect.poll(() => new Promise((resolve) => server.getConnections((_error, count) => resolve(count)))).toBe(2)

    const closed = once(server.close(), 'close')
    connections.end()

    expect([await whole(silent), await whole(idle)]).toEqual(['', ''])
    await closed
  })
})
