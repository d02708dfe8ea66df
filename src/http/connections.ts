import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { answerBare } from './security.ts'

interface Connection {
  requests: number
  /** In the order in which they are answered: a client may send the next before it has the last. */
  underWay: Set<ServerResponse>
  /** Nothing more is done of what it sends: an answer that closes it is on its way. */
  ending: boolean
}

export interface Connections {
  /** Lets a request in. What is no proper one, or comes when its connection ends, is answered here and done by nobody. */
  letIn: (request: IncomingMessage, response: ServerResponse) => boolean
  /** Ends every connection: at once where nothing is under way, else with the answer to it. Lets no request in any more. */
  end: () => void
}

/**
 * Keeps the connections of a server. Node would answer some requests by itself, without our headers (HDR-01), and
 * lets every connection bring new ones while the program waits to stop.
 * @param most how many requests one connection may bring (DOS-02)
 */
export function connectionsOf(server: Server, secure: boolean, most: number): Connections {
  const open = new Map<Socket, Connection>()
  let stopping = false
  server.on('connection', (socket: Socket) => {
    open.set(socket, { requests: 0, underWay: new Set(), ending: false })
    socket.once('close', () => open.delete(socket))
  })
  const refuse = (request: IncomingMessage, response: ServerResponse, status: number): false => {
    const connection = open.get(request.socket)
    if (connection) connection.ending = true
    answerBare(response, status, secure)
    return false
  }
  server.on('checkExpectation', (request, response) => void refuse(request, response, 417))
  return {
    letIn(request, response) {
      const connection = open.get(request.socket)
      if (!connection || connection.ending || stopping) return refuse(request, response, 503)
      if (!isProper(request)) return refuse(request, response, 400)
      connection.requests += 1
      connection.underWay.add(response)
      response.once('close', () => connection.underWay.delete(response))
      if (connection.requests >= most) endWith(connection, response, request.socket)
      return true
    },
    end() {
      stopping = true
      for (const [socket, connection] of open) {
        const last = [...connection.underWay].at(-1)
        if (last) endWith(connection, last, socket)
        else socket.destroySoon()
      }
    },
  }
}

/** It names a path or an address, and not `*`, which is the server as a whole, and says its host once: of two, a proxy in front may have judged the other. */
function isProper({ url, headersDistinct, httpVersion }: IncomingMessage): boolean {
  const hosts = headersDistinct['host']?.length ?? 0
  return /^(?:\/|[a-z]+:\/\/)/i.test(url ?? '') && (hosts === 1 || (hosts === 0 && httpVersion === '1.0'))
}

/** Closes a connection after an answer, which says so where it still can. */
function endWith(connection: Connection, response: ServerResponse, socket: Socket): void {
  connection.ending = true
  if (response.headersSent) response.once('close', () => socket.destroySoon())
  else response.setHeader('Connection', 'close')
}
