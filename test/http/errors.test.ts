import express from 'express'
import request from 'supertest'
import { expect, it, vi } from 'vitest'
import { sendCsv } from '../../src/http/csv.ts'
import { answerErrors } from '../../src/http/errors.ts'

const columns = [{ label: 'Number', of: (row: number) => row }]

async function* oneBatchThenAFault(): AsyncGenerator<number[]> {
  yield [1, 2]
  await Promise.resolve()
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
