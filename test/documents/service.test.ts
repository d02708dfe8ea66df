import { expect, it } from 'vitest'
import { keepDocument } from '../../src/documents/service.ts'
import { cora, openRegister } from '../support/register.ts'
import { pdfFile } from '../support/files.ts'
import { plainCenter } from '../support/vetted.ts'

it('keeps no document that came after today, from a form that is otherwise whole', async () => {
  const register = await openRegister()
  const center = await plainCenter(register)
  const form = {
    kind: 'evidence',
    title: 'Licence 2027',
    datedOn: null,
    receivedOn: Temporal.PlainDate.from('2026-11-22'),
    expiresOn: null,
    replaces: null,
    file: 'sent',
    anyway: false,
  } as const

  await expect(keepDocument(register.writer, cora, center, form, { bytes: pdfFile(), mediaType: 'application/pdf' })).rejects.toThrow('It cannot have come after today.')

  expect(await register.reader.selectFrom('documents').select('id').execute()).toEqual([])
})
