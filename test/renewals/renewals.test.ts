import { describe, expect, it } from 'vitest'
import { formToken } from '../../src/audit/record.ts'
import { keepDocument } from '../../src/documents/service.ts'
import { listWaitingRenewals } from '../../src/renewals/queries.ts'
import { answerRenewal } from '../../src/renewals/service.ts'
import { toDay } from '../../src/shared/days.ts'
import { holdsOn } from '../../src/standing/holds.ts'
import { loadFacts } from '../../src/standing/queries.ts'
import { ada, appOf, bea, browserOf, carl, cora, on, openRegister, priya } from '../support/register.ts'
import { pdfFile } from '../support/files.ts'
import { plainCenter, vettedCenter } from '../support/vetted.ts'

async function expired() {
  const register = await openRegister()
  const id = await vettedCenter(register, { kind: 'drop-in', evidenceUntil: '2026-12-31' })
  const app = appOf(register)
  app.setNow('2027-01-10T09:00:00Z')
  const hers = await browserOf(register, app, on(cora, '2027-01-10'))
  const add = (more: Record<string, string> = {}) => {
    const sent = hers.post(`/centers/${id}/evidence`)
    for (const [name, value] of Object.entries({ item: 'LEG-01', title: 'Registration 2027', datedOn: '2027-01-02', expiresOn: '', ...more }))
      void sent.field(name, value)
    return sent.attach('file', pdfFile(), { filename: 'licence.pdf', contentType: 'application/pdf' })
  }
  const held = async (day: string): Promise<string[]> =>
    holdsOn(await loadFacts(register.reader, id), toDay(day)).map((hold) => (hold.kind === 'evidence not in date' ? hold.itemCode : hold.kind))
  return { register, id, app, hers, add, held, his: await browserOf(register, app, on(carl, '2027-01-10')) }
}

describe('evidence that ran out', () => {
  it('is shown item by item', async () => {
    const { hers, id } = await expired()
    const page = await hers.get(`/centers/${id}/evidence`).expect(200)
    expect(page.text).toContain('Ran out on 31 Dec 2026')
    expect(page.text).toContain(`/centers/${id}/evidence/new?item=LEG-01`)
    expect((await hers.get(`/centers/${id}/evidence/new?item=LEG-01`).expect(200)).text).toContain('good for 12 months when no last day is printed')
  })

  it('is mended without a review: added by one, accepted by another, and good from then', async () => {
    const { register, id, add, held, his } = await expired()
    expect(await held('2027-01-10')).toContain('LEG-01')

    await add().expect(303)
    expect(await held('2027-01-10')).toContain('LEG-01')
    expect(await listWaitingRenewals(register.reader, carl)).toMatchObject([{ id: 1, itemCode: 'LEG-01', centerId: id }])
    expect(await listWaitingRenewals(register.reader, cora)).toEqual([])
    expect((await his.get('/evidence/1').expect(200)).text).toContain('It is good until 2 Jan 2028.')
    await his.post('/evidence/1/answer').type('form').send({ answer: 'accepted', reason: '' }).expect(303) // prettier-ignore

    expect(await held('2027-01-10')).not.toContain('LEG-01')
    expect(await held('2027-01-09')).toContain('LEG-01')
    expect(await held('2028-01-02')).not.toContain('LEG-01')
    expect(await held('2028-01-03')).toContain('LEG-01')
  })

  it('says by the item that a newer version of its paper was added, until it is renewed by it', async () => {
    const { register, id, hers, his, add } = await expired()
    const { document_id: replaces } = await register.reader.selectFrom('finding_evidence').select('document_id').executeTakeFirstOrThrow()
    const version = (expiresOn: string, before: number) =>
      keepDocument(
        register.writer,
        on(cora, '2027-01-10'),
        id,
        {
          token: formToken(),
          kind: 'evidence',
          title: 'Licence',
          datedOn: null,
          receivedOn: toDay('2027-01-10'),
          expiresOn: toDay(expiresOn),
          replaces: before,
          file: 'sent',
        },
        { bytes: pdfFile(expiresOn), mediaType: 'application/pdf' },
      )
    const shown = async () => (await hers.get(`/centers/${id}/evidence`).expect(200)).text
    expect(await shown()).not.toContain('newer version')
    const newest = await version('2027-03-31', await version('2027-02-28', replaces))

    const page = await shown()
    for (const words of ['was added, good until 31 Mar 2027. It does not count here until', 'Ran out on 31 Dec 2026', `/documents/${newest}`, 'Add it as newer evidence'])
      expect(page).toContain(words)
    expect(page).not.toContain('28 Feb 2027')
    const ofLicence = async () => (await shown()).match(/<th scope="row"><span class="code">LEG-01<.*?<\/tr>/s)?.[0] ?? ''
    expect(await ofLicence()).toContain(`href="/centers/${id}/evidence/new?item=LEG-01">Add it as newer evidence`)
    await add({ expiresOn: '2027-03-31' }).expect(303)
    expect(await ofLicence()).toContain('Newer evidence waits to be accepted above.')
    await his.post('/evidence/1/answer').type('form').send({ answer: 'accepted', reason: '' }).expect(303) // prettier-ignore
    expect(await ofLicence()).not.toContain('newer version')
  })

  it('is not accepted by whoever added it, nor answered twice', async () => {
    const { register, add, hers, his } = await expired()
    await add().expect(303)

    expect((await hers.get('/evidence/1').expect(403)).text).toContain('You added this evidence, so someone else must look at it.')
    await hers.post('/evidence/1/answer').type('form').send({ answer: 'accepted', reason: '' }).expect(403) // prettier-ignore
    expect((await his.post('/evidence/1/answer').type('form').send({ answer: 'declined', reason: '' }).expect(422)).text).toContain('Say why it is declined') // prettier-ignore
    await his.post('/evidence/1/answer').type('form').send({ answer: 'declined', reason: 'The stamp is missing.' }).expect(303) // prettier-ignore
    await expect(answerRenewal(register.writer, on(priya, '2027-01-10'), 1, { answer: 'accepted', reason: null })).rejects.toThrow(
      'This evidence was declined on 10 Jan 2027 already.',
    )
  })

  it('is not accepted any more once it has ended itself', async () => {
    const { register, add } = await expired()
    await add({ expiresOn: '2027-01-20' }).expect(303)

    await expect(answerRenewal(register.writer, on(carl, '2027-01-21'), 1, { answer: 'accepted', reason: null })).rejects.toThrow(
      'This document was good until 20 Jan 2027: it does not renew LEG-01.',
    )

    expect(await listWaitingRenewals(register.reader, carl)).toMatchObject([{ id: 1 }])
  })

  it.each([
    ['out of date already', { datedOn: '2026-01-09' }, 422, 'This document was good until 9 Jan 2027: it does not renew LEG-01.'],
    ['without any day', { datedOn: '' }, 422, 'Enter the last day of this document'],
    ['dated on a day to come', { datedOn: '2027-02-01' }, 422, 'cannot be dated on a day that is still to come'],
    ['that ends before it begins', { datedOn: '2027-01-02', expiresOn: '2027-01-01' }, 422, 'It cannot end before its own day.'],
    ['for no item', { item: '' }, 422, 'Choose the item.'],
    ['for an item of no concern', { item: 'FAC-01' }, 422, 'FAC-01 is not an item that wants evidence'],
  ])('is not renewed by a document %s', async (_, more, status, says) => {
    const { register, add } = await expired()
    expect((await add(more).expect(status)).text).toContain(says)
    expect(await register.reader.selectFrom('evidence_renewals').select('id').execute()).toEqual([])
  })

  it.each([bea, ada])('is not for $name', async (who) => {
    const { register, app, id } = await expired()
    const theirs = await browserOf(register, app, on(who, '2027-01-10'))
    for (const path of [`/centers/${id}/evidence`, `/centers/${id}/evidence/new`, '/evidence/1']) await theirs.get(path).expect(403)
  })
})

it('says so when there is nothing to renew', async () => {
  const register = await openRegister()
  const id = await plainCenter(register)
  const page = await (await browserOf(register, appOf(register), cora)).get(`/centers/${id}/evidence`).expect(200)
  expect(page.text).toContain('There is no evidence to renew')
})
