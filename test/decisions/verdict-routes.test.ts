import { describe, expect, it } from 'vitest'
import { formToken } from '../../src/audit/record.ts'
import { decide, takeStep } from '../../src/decisions/service.ts'
import { toDay } from '../../src/shared/days.ts'
import { listSpans } from '../../src/standing/queries.ts'
import { ada, appOf, bea, browserOf, cora, openRegister, paul, priya, type TestRegister } from '../support/register.ts'
import { submittedReview, type VettedOptions } from '../support/vetted.ts'

const verdict = (more: Record<string, string | string[]> = {}) => ({
  token: formToken(),
  version: '1',
  outcome: 'approve',
  effective: '2026-11-21',
  valid: '2028-11-21',
  populations: 'POP-WOMEN',
  fromAge: '',
  toAge: '',
  people: '',
  stay: '',
  rationale: 'All that matters was seen on the visit.',
  'condition-other': '',
  'due-other': '',
  ...more,
})

async function waiting(options: VettedOptions = {}) {
  const register = await openRegister()
  const { centerId, reviewId } = await submittedReview(register, { kind: 'drop-in', ...options })
  const app = appOf(register)
  return { register, app, centerId, reviewId, path: `/reviews/${reviewId}/decision`, hers: await browserOf(register, app, priya) }
}

const decisionsOf = (register: TestRegister) => register.reader.selectFrom('decisions').selectAll().execute()

describe('the decision page', () => {
  it('says what speaks for and against, and that it can be approved', async () => {
    const { hers, path } = await waiting()

    const page = await hers.get(path).expect(200)

    for (const words of [
      'It can be approved',
      'low risk (18 of 18 points)',
      '0% of findings',
      'Critical items',
      '13 of 13 met',
      'Good until 31 Dec 2126',
      '<span class="quiet small">good until 31 Dec 2126</span>',
      'value="2028-11-21"',
    ])
      expect(page.text).toContain(words)
  })

  it('offers a reinstatement to another than who suspended the center (V8)', async () => {
    const { register, app, centerId, path, hers } = await waiting()
    await takeStep(register.writer, priya, centerId, 'suspend', 'A report came in.', formToken())
    const his = await browserOf(register, app, paul)

    const own = await hers.get(path).expect(200)
    expect(own.text).toContain('You suspended this center, so someone else must reinstate it.')
    expect(own.text).not.toContain('/reinstatement')
    expect((await his.get(path).expect(200)).text).toContain(`/centers/${centerId}/reinstatement`)
  })

  it('names what forbids an approval', async () => {
    const { hers, path } = await waiting({ results: { 'SAF-01': 'partly met', 'SAF-02': 'not met' } })

    const page = await hers.get(path).expect(200)

    expect(page.text).toContain('It cannot be approved as it stands')
    expect(page.text).toContain('SAF-01 is partly met.')
    expect(page.text).toContain('Condition for SAF-02')
  })

  it('tells whoever assessed it that someone else must decide, before the attempt (V6)', async () => {
    const { register, app, path } = await waiting()
    const at = '2026-11-21T09:00:00.000Z'
    await register.writer
      .transaction()
      .execute((trx) => trx.insertInto('person_roles').values({ person_id: cora.id, role: 'manager', granted_by: 1, granted_at: at, confirmed_at: at }).execute())
    const theirs = await browserOf(register, app, cora)

    const page = await theirs.get(path).expect(200)

    expect(page.text).toContain('You led this review, so someone else must decide it.')
    expect(page.text).not.toContain('Record the decision')
    await theirs.post(path).type('form').send(verdict()).expect(403)
    expect(await decisionsOf(register)).toEqual([])
  })

  it.each([cora, bea, ada])('is not for $name', async (who) => {
    const { register, app, path } = await waiting()
    const theirs = await browserOf(register, app, who)
    await theirs.get(path).expect(403)
    await theirs.post(path).type('form').send(verdict()).expect(403)
  })
})

describe('deciding', () => {
  it('approves: the decision, the end of the review, the standing and the events, at once', async () => {
    const { register, hers, path, centerId, reviewId } = await waiting()

    await hers.post(path).type('form').send(verdict({ fromAge: '18', people: '24' })).expect(303).expect('location', `/centers/${centerId}`) // prettier-ignore

    const scope = JSON.stringify({ populations: ['POP-WOMEN'], fromAge: 18, toAge: null, people: 24, longestStayDays: null })
    expect(await decisionsOf(register)).toMatchObject([{ outcome: 'approve', effective_on: '2026-11-21', valid_until: '2028-11-21', scope, decided_by: priya.id }])
    expect(await register.reader.selectFrom('reviews').select(['state', 'ended_on']).where('id', '=', reviewId).execute()).toEqual([
      { state: 'decided', ended_on: '2026-11-21' },
    ])
    expect((await listSpans(register.reader, centerId)).map(({ kind }) => kind)).toEqual(['vetted', 'lapsed'])
    const events = await register.reader.selectFrom('events').select(['action', 'center_id', 'batch']).where('center_id', '=', centerId).execute()
    expect(events.map(({ action }) => action)).toEqual(['decision.approve', 'review.decided'])
    expect(new Set(events.map(({ batch }) => batch)).size).toBe(1)
  })

  it('says in the log, and in the center’s history, which conditions it set and what each is for (R1)', async () => {
    const { register, app, hers, path, centerId } = await waiting({ results: { 'SAF-02': 'not met' } })
    const set = { outcome: 'approve with conditions', 'condition-SAF-02': 'Mend the gate.', 'due-SAF-02': '2027-03-31' }

    await hers.post(path).type('form').send(verdict(set)).expect(303)

    const events = await register.reader.selectFrom('events').select(['action', 'subject_kind', 'subject_id', 'details']).where('center_id', '=', centerId).execute()
    expect(events.map(({ action }) => action)).toEqual(['decision.approve-with-conditions', 'condition.set', 'review.decided'])
    expect(events[1]).toMatchObject({ subject_kind: 'condition', subject_id: 1 })
    expect(JSON.parse(events[1]?.details ?? '')).toEqual({ decision: 1, item: 'SAF-02', text: 'Mend the gate.', dueOn: '2027-03-31' })
    expect((await hers.get(`/centers/${centerId}`).expect(200)).text).toContain('Condition set: Mend the gate.')
    const log = (await (await browserOf(register, app, ada)).get('/admin/events').expect(200)).text
    for (const words of ['Condition set', 'condition 1, ', 'text: Mend the gate.', 'due on: 2027-03-31']) expect(log).toContain(words)
  })

  it('warns of a condition that looks like a place, and sets it once somebody says that it is none (CONF-08)', async () => {
    const { register, hers, path } = await waiting({ results: { 'SAF-02': 'not met' } })
    const set = { outcome: 'approve with conditions', 'condition-SAF-02': 'Mend the gate at 12 Elm Street.', 'due-SAF-02': '2027-03-31' }

    const page = await hers.post(path).type('form').send(verdict(set)).expect(422) // prettier-ignore
    for (const words of ['href="#condition-SAF-02"', 'This looks like a street address.', 'save anyway']) expect(page.text).toContain(words)
    await hers.post(path).type('form').send(verdict({ ...set, anyway: 'yes' })).expect(303) // prettier-ignore

    expect(await register.reader.selectFrom('conditions').select('text').execute()).toEqual([{ text: 'Mend the gate at 12 Elm Street.' }])
  })

  it('covers each group once, however often it was sent', async () => {
    const { register, hers, path } = await waiting()

    await hers.post(path).type('form').send(verdict({ populations: ['POP-WOMEN', 'POP-WOMEN'] })).expect(303) // prettier-ignore

    const scope = JSON.stringify({ populations: ['POP-WOMEN'], fromAge: null, toAge: null, people: null, longestStayDays: null })
    expect(await decisionsOf(register)).toMatchObject([{ scope }])
  })

  it('sets a dated condition for each required item that is not met (V5)', async () => {
    const { register, hers, path, centerId } = await waiting({ results: { 'SAF-02': 'not met' } })
    const conditions = { 'condition-SAF-02': 'Put safeguarding into every contract.', 'due-SAF-02': '2027-03-31' }

    const page = await hers.post(path).type('form').send(verdict({ 'condition-SAF-02': '', 'due-SAF-02': '' })).expect(422) // prettier-ignore
    expect(page.text).toContain('SAF-02 is required and not met.')
    expect(page.text).toContain('All that matters was seen on the visit.')
    await hers.post(path).type('form').send(verdict({ ...conditions, outcome: 'approve with conditions' })).expect(303) // prettier-ignore

    expect(await register.reader.selectFrom('conditions').select(['text', 'due_on']).execute()).toEqual([
      { text: 'Put safeguarding into every contract.', due_on: '2027-03-31' },
    ])
    expect((await listSpans(register.reader, centerId))[0]?.kind).toBe('conditional')
  })

  it.each([
    ['without a day', { outcome: 'approve with conditions', 'condition-SAF-02': 'Do it.', 'due-SAF-02': '' }, 422, 'Enter the day by which it must be done.'],
    ['without what', { outcome: 'approve with conditions', 'condition-SAF-02': '', 'due-SAF-02': '2027-03-31' }, 422, 'Say what must be done.'],
    ['without either', { outcome: 'approve with conditions', 'condition-SAF-02': '', 'due-SAF-02': '' }, 422, 'Set a condition for SAF-02'],
    ['for an item that has none', { 'condition-SAF-09': 'Do it.', 'condition-SAF-02': '', 'due-SAF-02': '' }, 422, 'This form has changed.'],
  ])('refuses a condition %s, and loses nothing', async (_, more, status, says) => {
    const { register, hers, path } = await waiting({ results: { 'SAF-02': 'not met' } })

    const page = await hers.post(path).type('form').send(verdict(more)).expect(status)

    expect(page.text).toContain(says)
    expect(page.text).toContain('All that matters was seen on the visit.')
    expect(await decisionsOf(register)).toEqual([])
  })

  it.each([
    ['approve', { 'condition-other': 'Mend the fence.', 'due-other': '2027-03-31' }, 'condition-other', '“Approve” keeps no condition.'],
    ['approve', { 'condition-other': '', 'due-other': '2027-03-31' }, 'due-other', '“Approve” keeps no condition.'],
    ['decline', { 'condition-other': 'Mend the fence.', 'due-other': '' }, 'condition-other', '“Decline” keeps no condition.'],
    ['decline', { 'condition-SAF-02': 'Put it into contracts.', 'due-SAF-02': '2027-03-31' }, 'condition-SAF-02', '“Decline” keeps no condition.'],
  ])('does not %s and leave out the condition that was typed', async (outcome, typed, field, says) => {
    const { register, hers, path } = await waiting({ results: { 'SAF-02': 'not met' } })

    const page = await hers.post(path).type('form').send(verdict({ outcome, ...typed })).expect(422) // prettier-ignore

    expect(page.text).toContain(`<a href="#${field}">${says}`)
    expect(page.text).toMatch(new RegExp(`id="${field}-error">${says} Choose “Approve with conditions”, or empty this.`))
    for (const value of Object.values(typed)) expect(page.text).toContain(value)
    expect(await decisionsOf(register)).toEqual([])
  })

  it('keeps no condition that came with an approval without any, whoever sends it', async () => {
    const { register, centerId, reviewId } = await waiting()
    const scope = { populations: ['POP-WOMEN'], fromAge: null, toAge: null, people: null, longestStayDays: null }
    const conditions = [{ itemId: null, text: 'Mend the fence.', dueOn: toDay('2027-03-31') }]
    const terms = { validUntil: toDay('2028-11-21'), scope, conditions }
    const approval = { outcome: 'approve', effectiveOn: toDay('2026-11-21'), rationale: 'Seen.', terms } as const

    await expect(decide(register.writer, priya, reviewId, approval, { token: formToken(), version: 1 })).rejects.toThrow('“Approve” keeps no condition.')

    expect((await listSpans(register.reader, centerId)).map(({ kind }) => kind)).not.toContain('vetted')
    expect(await decisionsOf(register)).toEqual([])
  })

  it('says that no condition is proposed, and that what is written is kept with one outcome alone', async () => {
    const { hers, path } = await waiting({ results: { 'SAF-02': 'not met' } })
    const page = await hers.get(path).expect(200)
    expect(page.text).toContain('The register proposes none: what is written here is kept with “Approve with conditions” alone')
    await hers.post(path).type('form').send(verdict({ outcome: 'decline', 'condition-SAF-02': '', 'due-SAF-02': '' })).expect(303) // prettier-ignore
  })

  it.each([
    ['1899-01-01', 'Enter a day in 1900 or later.'],
    ['31 March', 'Enter the day by which it must be done.'],
  ])('does not say of the day of a condition that it may be left empty: %s', async (due, says) => {
    const { hers, path } = await waiting()
    const typed = { outcome: 'approve with conditions', 'condition-other': 'Mend the fence.', 'due-other': due }
    const page = await hers.post(path).type('form').send(verdict(typed)).expect(422)
    expect(page.text).toContain(`id="due-other-error">${says}<`)
  })

  it.each([
    ['a day too far (V7)', { valid: '2028-11-22' }, 422, 'An approval lasts at most 24 months: until 21 Nov 2028 at the latest.'],
    ['no last day', { valid: '' }, 422, 'Enter the last day of the approval.'],
    ['yesterday', { effective: '2026-11-20' }, 422, 'A decision counts from today, 21 Nov 2026, or a later day.'],
    ['no reason', { rationale: ' ' }, 422, 'Say why'],
    ['nobody whom it covers', { populations: [] }, 422, 'Choose at least one group that the approval covers.'],
    ['a group that the center does not serve', { populations: 'POP-BOYS' }, 422, 'only groups that the center serves'],
  ])('refuses %s', async (_, more, status, says) => {
    const { register, hers, path } = await waiting()
    const page = await hers.post(path).type('form').send(verdict(more)).expect(status)
    expect(page.text).toContain(says)
    expect(await decisionsOf(register)).toEqual([])
  })

  it('lets an approval of a center that serves minors last twelve months (V7)', async () => {
    const { hers, path } = await waiting({ servesMinors: true })
    expect((await hers.get(path)).text).toContain('12 months at most, since it serves minors')
    const page = await hers.post(path).type('form').send(verdict({ valid: '2027-11-22' })).expect(422) // prettier-ignore
    expect(page.text).toContain('until 21 Nov 2027 at the latest')
    await hers.post(path).type('form').send(verdict({ valid: '2027-11-21' })).expect(303) // prettier-ignore
  })

  it('refuses an approval past a critical item, or past its evidence', async () => {
    const one = await waiting({ results: { 'SAF-01': 'not met' } })
    expect((await one.hers.post(one.path).type('form').send(verdict()).expect(422)).text).toContain('It cannot be approved: SAF-01 is not met.')
    await one.hers.post(one.path).type('form').send(verdict({ outcome: 'decline' })).expect(303) // prettier-ignore
    expect((await listSpans(one.register.reader, one.centerId))[0]?.kind).toBe('declined')
    const two = await waiting({ evidenceUntil: '2026-11-20' })
    expect((await two.hers.post(two.path).type('form').send(verdict()).expect(422)).text).toContain('the evidence for LEG-01 is good until 20 Nov 2026 only')
  })

  it('counts from a later day when it says so', async () => {
    const { register, hers, path, centerId } = await waiting()
    await hers.post(path).type('form').send(verdict({ effective: '2026-12-01', valid: '2028-12-01' })).expect(303) // prettier-ignore
    expect((await listSpans(register.reader, centerId)).map(({ kind, from }) => `${kind} ${from.toString()}`)).toEqual([
      'prospect 2026-11-21',
      'vetted 2026-12-01',
      'lapsed 2028-12-02',
    ])
  })

  it('tells whoever decides that the review was sent back meanwhile, and loses nothing (R3)', async () => {
    const { register, hers, path, reviewId } = await waiting()
    await register.writer.transaction().execute((trx) => trx.updateTable('reviews').set({ version: 3 }).where('id', '=', reviewId).execute())
    const page = await hers.post(path).type('form').send(verdict()).expect(409)
    for (const words of ['Someone else changed this review while you were editing it.', 'All that matters was seen on the visit.', 'name="version" value="3"'])
      expect(page.text).toContain(words)
    expect(await decisionsOf(register)).toEqual([])
  })

  it('decides once when the form is sent twice', async () => {
    const { register, hers, path } = await waiting()
    const same = verdict()
    await Promise.all([hers.post(path).type('form').send(same).expect(303), hers.post(path).type('form').send(same).expect(303)])
    expect(await decisionsOf(register)).toHaveLength(1)
  })

  it('lets one of two managers decide at the same moment', async () => {
    const { register, app, hers, path } = await waiting()
    const his = await browserOf(register, app, paul)
    const answers = await Promise.all([
      hers.post(path).type('form').send(verdict()),
      his
        .post(path)
        .type('form')
        .send(verdict({ outcome: 'decline' })),
    ])
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([303, 409])
    expect(answers.find(({ status }) => status === 409)?.text).toContain('This review was decided on 21 Nov 2026 already.')
    expect(await decisionsOf(register)).toHaveLength(1)
  })
})
