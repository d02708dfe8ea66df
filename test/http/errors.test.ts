import express from 'express'
import request from 'supertest'
import { expect, it, vi } from 'vitest'
import { sendCsv } from '../../src/http/csv.ts'
import { answerErrors } from '../../src/http/errors.ts'
import { Refusal } from '../../src/shared/refusal.ts'

const columns = [{ label: 'Number', of: (row: number) => row }]

async function* oneBatchThenAFault(): AsyncGenerator<number[]> {
  yield [1, 2]
  // Long enough for the first rows to be on their way.
  await new Promise((resolve) => setImmediate(resolve))
  throw new Error('UNIQUE failed: canary')
}

it('logs a fault in the middle of a file by its reference, cuts the file short, and prints nothing of it', async () => {
  const logged: [string, unknown][] = []
  const printed = vi.spyOn(console, 'error').mockImplementation(() => {})
  const app = express()
  app.use((_request, response, next) => {
    response.locals['requestId'] = 'reference-1'
    next()
  })
  app.get('/numbers.csv', (_request, response) => sendCsv(response, 'numbers', columns, oneBatchThenAFault()))
  app.use(answerErrors((reference, error) => void logged.push([reference, error])))

  await expect(request(app).get('/numbers.csv')).rejects.toThrow('aborted')

  expect(logged).toEqual([['reference-1', new Error('UNIQUE failed: canary')]])
  expect(printed).not.toHaveBeenCalled()
  printed.mockRestore()
})

it('answers with a page when not even the first rows of a file can be read', async () => {
  const app = express()
  const noRows = async function* (): AsyncGenerator<number[]> {
    yield await Promise.reject<number[]>(new Refusal('busy', 'There is not enough memory to work this out.'))
  }
  app.get('/numbers.csv', (_request, response) => sendCsv(response, 'numbers', columns, noRows()))
  app.use(((error: Refusal, _request, response, _next) => void response.status(503).send(error.message)) satisfies express.ErrorRequestHandler)

  const answer = await request(app).get('/numbers.csv')

  expect(answer).toMatchObject({ status: 503, text: 'There is not enough memory to work this out.' })
  expect(answer.headers['content-disposition']).toBeUndefined()
})
