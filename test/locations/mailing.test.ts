import { describe, expect, it } from 'vitest'
import { mailingProblems } from '../../src/locations/mailing.ts'
import { appOf, browserOf, cora, openRegister } from '../support/register.ts'
import { plainCenter } from '../support/vetted.ts'

const says = 'This holds the street of the place, and a substitute address is shown and printed. Enter another, such as a post box, or leave it empty.'

describe('a substitute mailing address', () => {
  it.each([
    { street: '41 Larkspurrow Lane', mailing: '41 Larkspurrow Lane' },
    { street: '41 Larkspurrow Lane', mailing: 'Harbour House, 41 LARKSPURROW LANE, Springfield, IL 62701' },
    { street: '41 Larkspurrow Lane', mailing: 'c/o Rosa\n41, Larkspurrow Ln.' },
    { street: '7 Quiet St.', mailing: '7 Quiet Street' },
    { street: 'улица Мира 5', mailing: 'Улица Мира, 5, Тбилиси' },
    { street: '41', mailing: '41' },
  ])('cannot be “$mailing” where the street is “$street”', ({ street, mailing }) => {
    expect(mailingProblems({ street }, mailing)).toEqual([{ field: 'mailingAddress', message: says }])
  })

  it.each([
    { street: '41 Larkspurrow Lane', mailing: 'Post box 8812, Wharfmouth' },
    { street: '41 Larkspurrow Lane', mailing: '141 Larkspurrow Lane' },
    { street: '41 Larkspurrow Lane', mailing: null },
    { street: null, mailing: '41 Larkspurrow Lane' },
    { street: '-', mailing: '-' },
    { street: '5', mailing: 'Post box 5' },
  ])('may be “$mailing” where the street is “$street”', ({ street, mailing }) => {
    expect(mailingProblems({ street }, mailing)).toEqual([])
  })

  it('is refused beside its field, whichever of the two is typed, and nothing is kept', async () => {
    const register = await openRegister()
    const center = await plainCenter(register, { name: 'Harbour House' })
    const hers = await browserOf(register, appOf(register), cora)
    const empty = { region: '', city: '', postalCode: '', latitude: '', longitude: '', directions: '', timeZone: '' }
    const save = (version: string, street: string, mailingAddress: string) =>
      hers
        .post(`/centers/${center}/place/edit`)
        .type('form')
        .send({ ...empty, version, street, mailingAddress })
    await save('0', '41 Larkspurrow Lane', '').expect(303)

    const refused = await save('1', '', 'Rosa, 41 Larkspurrow Lane').expect(422)

    for (const words of [`<a href="#mailingAddress">${says}`, 'Rosa, 41 Larkspurrow Lane', 'name="version" value="1"']) expect(refused.text).toContain(words)
    await save('1', '', 'Post box 8').expect(303)
    await save('2', 'Post Box 8', '').expect(303)
    await save('3', '', 'post box 8').expect(422)
    const kept = await register.reader.selectFrom('locations').select(['mailing_address', 'version']).execute()
    expect(kept).toEqual([{ mailing_address: null, version: 3 }])
  })

  it('is refused too when the street becomes what it is', async () => {
    const register = await openRegister()
    const center = await plainCenter(register, { name: 'Harbour House' })
    const hers = await browserOf(register, appOf(register), cora)
    const fields = { region: '', city: '', postalCode: '', latitude: '', longitude: '', directions: '', timeZone: '', mailingAddress: '9 Quiet Lane' }
    const save = (version: string, street: string) =>
      hers
        .post(`/centers/${center}/place/edit`)
        .type('form')
        .send({ ...fields, version, street })
    await save('0', '41 Larkspurrow Lane').expect(303)

    await save('1', '9 Quiet Lane').expect(422)

    expect((await register.reader.selectFrom('locations').select('version').execute())[0]?.version).toBe(1)
  })
})
