import { describe, expect, it } from 'vitest'
import { answerOpening } from '../../src/openings/service.ts'
import { listWaitingOpenings } from '../../src/openings/queries.ts'
import { listSpans } from '../../src/standing/queries.ts'
import { ada, appOf, bea, browserOf, carl, cora, openRegister, paul, priya } from '../support/register.ts'
import { plainCenter, vettedCenter } from '../support/vetted.ts'
import { pdfFile } from '../support/files.ts'

const asked = {
  effective: '2025-12-01',
  valid: '2027-11-30',
  populations: 'POP-WOMEN',
  fromAge: '',
  toAge: '',
  people: '12',
  stay: '',
  rationale: 'The board approved it in 2025.',
  title: 'Board minutes',
}

async function asking(options: Parameters<typeof plainCenter>[1] = {}) {
  const register = await openRegister()
  const id = await plainCenter(register, options)
  const app = appOf(register)
  const hers = await browserOf(register, app, cora)
  const ask = (more: Partial<typeof asked> = {}) => {
    const sent = hers.post(`/centers/${id}/opening`)
    for (const [name, value] of Object.entries({ ...asked, ...more })) void sent.field(name, value)
    return sent.attach('file', pdfFile(), { filename: 'minutes.pdf', contentType: 'application/pdf' })
  }
  return { register, id, app, hers, ask, his: await browserOf(register, app, paul) }
}

describe('taking over an approval in force', () => {
  it('is asked for by one and done by another, with its real days', async () => {
    const { register, id, ask, his } = await asking()

    await ask().expect(303).expect('location', `/centers/${id}`)
    expect((await listSpans(register.reader, id)).map(({ kind }) => kind)).toEqual(['prospect'])
    expect(await listWaitingOpenings(register.reader, paul)).toMatchObject([{ id: 1, centerName: 'Hope House' }])
    expect(await listWaitingOpenings(register.reader, cora)).toEqual([])
    const page = await his.get('/opening-approvals/1').expect(200)
    for (const words of ['In force from 1 Dec 2025 until 30 Nov 2027.', 'Covers: Women 18+.', 'Asked for by Cora: The board approved it in 2025.', '/documents/1'])
      expect(page.text).toContain(words)
    await his.post('/opening-approvals/1/answer').type('form').send({ answer: 'taken over' }).expect(303) // prettier-ignore

    expect((await listSpans(register.reader, id)).map(({ kind, from }) => `${kind} ${from.toString()}`)).toEqual(['vetted 2025-12-01', 'lapsed 2027-12-01'])
    expect(await register.reader.selectFrom('decisions').select(['outcome', 'opening', 'effective_on', 'document_id', 'decided_by']).execute()).toEqual([
      { outcome: 'approve', opening: 1, effective_on: '2025-12-01', document_id: 1, decided_by: paul.id },
    ])
    const events = await register.reader
      .selectFrom('events')
      .select(['action', 'subject_kind', 'subject_id', 'center_id', 'actor_id'])
      .where('actor_id', '=', paul.id)
      .execute()
    expect(events).toEqual([
      { action: 'decision.approve', subject_kind: 'decision', subject_id: 1, center_id: id, actor_id: paul.id },
      { action: 'opening.taken-over', subject_kind: 'opening approval', subject_id: 1, center_id: id, actor_id: paul.id },
    ])
    await expect(answerOpening(register.writer, priya, 1, 'declined')).rejects.toThrow('This was taken over already.')
    const shown = await his.get(`/centers/${id}`).expect(200)
    expect(shown.text).toContain('No review in this register yet. The center was approved before it was entered here, and that approval was taken over.')
    expect(shown.text).not.toContain('Nothing can be sent to a center before')
  })

  it('says that the file must be chosen again, where the form comes back', async () => {
    const { id, ask, hers } = await asking()
    const words = 'Choose the file again: it was not kept.'
    expect((await hers.get(`/centers/${id}/opening/new`).expect(200)).text).not.toContain(words)
    expect((await ask({ rationale: '' }).expect(422)).text).toContain(words)
    await ask().expect(303)
    expect((await ask().expect(409)).text).toContain(words)
  })

  it('is shown to no other coordinator, who could not answer it', async () => {
    const { register, app, ask } = await asking()
    await ask().expect(303)
    const theirs = await browserOf(register, app, carl)
    expect((await theirs.get('/opening-approvals/1').expect(403)).text).toContain('It waits for a program manager other than who asked')
  })

  it('is not done by whoever asked, who can withdraw it', async () => {
    const { register, id, ask, hers } = await asking()
    await ask().expect(303)

    await expect(answerOpening(register.writer, cora, 1, 'taken over')).rejects.toThrow('You asked for this, so someone else must take it over.')
    await hers.post('/opening-approvals/1/answer').type('form').send({ answer: 'taken over' }).expect(403) // prettier-ignore
    expect((await hers.get('/opening-approvals/1').expect(200)).text).toContain('Withdraw the request')
    expect((await ask().expect(409)).text).toContain('waits to be taken over already')
    await hers.post('/opening-approvals/1/withdrawal').expect(303)
    await ask().expect(303)
    expect((await listSpans(register.reader, id)).map(({ kind }) => kind)).toEqual(['prospect'])
  })

  it.each([
    ['one that ended', { valid: '2026-11-20' }, 'This approval ended on 20 Nov 2026. Open a review instead.'],
    ['one still to come', { effective: '2026-11-22' }, 'An approval in force began on or before today'],
    ['one of more than 24 months', { valid: '2027-12-02' }, 'An approval lasts at most 24 months: until 1 Dec 2027 at the latest.'],
    ['one for others than it serves', { populations: 'POP-MEN' }, 'only groups that the center serves'],
  ])('refuses %s, and loses nothing that was typed', async (_, more, says) => {
    const { register, ask } = await asking()
    const page = await ask(more).expect(422)
    expect(page.text).toContain(says)
    expect(page.text).toContain('The board approved it in 2025.')
    expect(await register.reader.selectFrom('documents').select('id').execute()).toEqual([])
  })

  it('refuses 24 months for a center that serves minors', async () => {
    const { ask } = await asking({ servesMinors: true })
    expect((await ask().expect(422)).text).toContain('of a center that serves minors lasts at most 12 months')
  })

  it('comes before any decision of the register', async () => {
    const { register, app } = await asking()
    const id = await vettedCenter(register)
    const page = await (await browserOf(register, app, cora)).get(`/centers/${id}/opening/new`).expect(409)
    expect(page.text).toContain('This center was decided on in the register already.')
  })

  it.each([bea, ada])('is not for $name', async (who) => {
    const { register, app, id, ask } = await asking()
    await ask().expect(303)
    const theirs = await browserOf(register, app, who)
    await theirs.get(`/centers/${id}/opening/new`).expect(403)
    await theirs.get('/opening-approvals/1').expect(403)
    await theirs.post('/opening-approvals/1/answer').type('form').send({ answer: 'taken over' }).expect(403) // prettier-ignore
  })
})
