import { describe, expect, it } from 'vitest'
import { pdfFile } from '../support/files.ts'
import { appOf, browserOf, carl, cora, openRegister, type TestRegister } from '../support/register.ts'
import { plainCenter } from '../support/vetted.ts'

type Browser = Awaited<ReturnType<typeof browserOf>>

const place = { region: 'North Province', city: 'Exampleton', street: '7 Larkspurrow Lane', postalCode: 'QX7 4ZJ' }
const noFields = { region: '', city: '', street: '', postalCode: '', latitude: '', longitude: '', directions: '', timeZone: '', mailingAddress: '' }

/** A center whose place is written down, and what its two coordinators do about it. */
async function begun() {
  const register = await openRegister()
  const center = await plainCenter(register, { name: 'Harbour House', country: 'KE' })
  const app = appOf(register)
  const [hers, his] = [await browserOf(register, app, cora), await browserOf(register, app, carl)]
  const path = `/centers/${center}/place`
  const send = (browser: Browser, to: string, fields: object) => browser.post(to).type('form').send(fields)
  const save = async (fields: object) => {
    const row = await register.reader.selectFrom('locations').select('version').where('center_id', '=', center).executeTakeFirst()
    await send(hers, `${path}/edit`, { version: row?.version ?? 0, ...noFields, ...fields }).expect(303)
  }
  let asked = 0
  const ask = async (secrecy: 'city' | 'open') => {
    const asking = hers.post(`${path}/authorizations`)
    void asking.field({ token: `token-of-form-number-${++asked}`, secrecy, signedBy: 'The director', signedOn: '2026-11-20', untilOn: '2026-12-31' })
    await asking.attach('file', pdfFile(), { filename: 'signed.pdf', contentType: 'application/pdf' }).expect(303)
  }
  const answer = (browser: Browser, id: number, said: string) => send(browser, `/place-authorizations/${id}/answer`, { answer: said })
  const textOf = async (browser: Browser, at: string) => (await browser.get(at).expect(200)).text
  const hide = (secrecy: string) => send(hers, `${path}/secrecy`, { secrecy }).expect(303)
  await save(place)
  return { register, center, hers, his, path, save, ask, answer, textOf, hide }
}

async function shown(secrecy: 'city' | 'open') {
  const all = await begun()
  await all.ask(secrecy)
  await all.answer(all.his, 1, 'confirmed').expect(303)
  return all
}

const lastEvents = async ({ reader }: TestRegister, count: number) => {
  const rows = await reader.selectFrom('events').select(['action', 'subject_id', 'details']).orderBy('seq', 'desc').limit(count).execute()
  return rows.toReversed().map(({ action, subject_id, details }) => [action, subject_id, JSON.parse(details) as object])
}
const levelOf = async ({ reader }: TestRegister) => (await reader.selectFrom('locations').select('secrecy').executeTakeFirstOrThrow()).secrecy
const listed = async ({ reader }: TestRegister) => (await reader.selectFrom('center_shown').select(['region', 'city']).execute()).map((row) => ({ ...row }))

describe('hiding a place while an authorization waits (CONF-01)', () => {
  it('withdraws it at once, says why, and it cannot be confirmed', async () => {
    const { register, center, hers, his, path, ask, answer, textOf, hide } = await shown('open')
    await ask('open')

    await hide('hidden')

    expect(await lastEvents(register, 2)).toEqual([
      ['place-authorization.withdrawn', 2, { because: 'the place was hidden' }],
      ['secrecy.raised', center, { before: 'open', after: 'hidden' }],
    ])
    expect(await textOf(hers, path)).toContain('The place is hidden from now on. The authorization that waited is withdrawn.')
    expect((await answer(his, 2, 'confirmed').expect(409)).text).toContain('This has been answered already.')
    expect(await textOf(his, `/centers/${center}`)).not.toContain('7 Larkspurrow Lane')
    expect(await listed(register)).toEqual([])
  })

  it.each([
    { asks: 'open' as const, confirmed: 409, level: 'city' },
    { asks: 'city' as const, confirmed: 303, level: 'city' },
  ])('at the level of the city, one that asks for $asks can be answered with $confirmed', async ({ asks, confirmed, level }) => {
    const { register, his, ask, answer, hide } = await shown('open')
    await ask(asks)

    await hide('city')

    await answer(his, 2, 'confirmed').expect(confirmed)
    expect(await levelOf(register)).toBe(level)
  })

  it('is what hiding again does too, of a place that nobody sees', async () => {
    const { register, his, ask, answer, hide } = await begun()
    await ask('city')

    await hide('hidden')

    await answer(his, 1, 'confirmed').expect(409)
    expect(await listed(register)).toEqual([])
  })
})

describe('a place that changes while an authorization waits (CONF-01)', () => {
  it('is not shown by it: the center is asked anew, and who confirms is told', async () => {
    const { register, center, hers, his, path, save, ask, answer, textOf } = await begun()
    await ask('open')
    expect(await textOf(hers, `${path}/edit`)).toContain('An authorization of this place waits for a second person.')

    await save({ street: '9 Newmoved Road', city: 'Newtown' })

    expect(await textOf(hers, path)).toContain('The place is saved. The authorization that waits cannot be confirmed any more')
    expect(await lastEvents(register, 1)).toEqual([['place-authorization.overtaken', 1, { because: 'the place was changed' }]])
    const page = await textOf(his, path)
    expect(page).toContain('The place was changed on 21 Nov 2026, after this was asked for: ask the center anew.')
    expect(page).toContain('value="declined"')
    expect(page).not.toMatch(/value="confirmed"|Once confirmed/)
    expect(await textOf(his, '/approvals')).toContain('the place was changed since')
    const refused = await answer(his, 1, 'confirmed').expect(409)
    expect(refused.text).toContain('The place was changed on 21 Nov 2026, after this was asked for: ask the center anew.')
    expect(await listed(register)).toEqual([])

    await answer(hers, 1, 'withdrawn').expect(303)
    await ask('open')
    await answer(his, 2, 'confirmed').expect(303)
    expect(await textOf(his, `/centers/${center}`)).toContain('9 Newmoved Road')
  })

  it.each([
    { asks: 'city' as const, changes: { city: 'Newtown' }, confirmed: 409 },
    { asks: 'city' as const, changes: { emptied: 'region' }, confirmed: 409 },
    { asks: 'city' as const, changes: { street: '9 Newmoved Road', postalCode: 'QX9 1AA' }, confirmed: 303 },
    { asks: 'open' as const, changes: { postalCode: 'QX9 1AA' }, confirmed: 409 },
    { asks: 'open' as const, changes: { directions: 'Ring twice', latitude: '1.5', mailingAddress: 'PO Box 1' }, confirmed: 303 },
    { asks: 'open' as const, changes: { street: '7 Larkspurrow Lane' }, confirmed: 303 },
  ])('lets one that asks for $asks after $changes be confirmed with $confirmed', async ({ asks, changes, confirmed }) => {
    const { his, save, ask, answer } = await begun()
    await ask(asks)

    await save(changes)

    await answer(his, 1, 'confirmed').expect(confirmed)
  })
})

describe('a change of what is seen of a place (CONF-01)', () => {
  it('hides it again, with its events, and says so before and after', async () => {
    const { register, center, hers, his, path, save, ask, textOf } = await shown('city')
    await ask('open')
    expect(await textOf(hers, `${path}/edit`)).toContain('A change of what is seen hides the place again')

    await save({ city: 'Newtown' })

    expect(await textOf(hers, path)).toContain(
      'The place is saved. The place is hidden again, since the center’s word was about the address as it was. Ask the center anew.',
    )
    expect(await lastEvents(register, 3)).toEqual([
      ['place.saved', center, { fields: ['city'] }],
      ['place-authorization.withdrawn', 2, { because: 'the place was hidden' }],
      ['secrecy.raised', center, { before: 'city', after: 'hidden', because: 'what is seen of the place was changed' }],
    ])
    expect(await levelOf(register)).toBe('hidden')
    expect(await listed(register)).toEqual([])
    expect(await textOf(his, '/centers')).not.toMatch(/Newtown|Exampleton/)
  })

  it.each([
    { level: 'city' as const, changes: { region: 'South Province' }, leaves: 'hidden' },
    { level: 'city' as const, changes: { emptied: 'city' }, leaves: 'hidden' },
    { level: 'city' as const, changes: { street: '9 Newmoved Road', postalCode: 'QX9 1AA', directions: 'Ring twice' }, leaves: 'city' },
    { level: 'open' as const, changes: { street: '9 Newmoved Road' }, leaves: 'hidden' },
    { level: 'open' as const, changes: { emptied: 'postalCode' }, leaves: 'hidden' },
    { level: 'open' as const, changes: { directions: 'Ring twice', latitude: '1.5', longitude: '2.5', timeZone: 'UTC', mailingAddress: 'PO Box 1' }, leaves: 'open' },
    { level: 'open' as const, changes: { city: 'Exampleton' }, leaves: 'open' },
  ])('of one at level $level by $changes leaves it $leaves', async ({ level, changes, leaves }) => {
    const { register, save } = await shown(level)

    await save(changes)

    expect(await levelOf(register)).toBe(leaves)
    expect(await listed(register)).toEqual(leaves === 'hidden' ? [] : [{ region: 'North Province', city: 'Exampleton' }])
  })

  it('leaves one that waits for the street of a place at the level of the city, but not to be confirmed', async () => {
    const { register, his, save, ask, answer } = await shown('city')
    await ask('open')

    await save({ street: '9 Newmoved Road' })

    expect(await levelOf(register)).toBe('city')
    await answer(his, 2, 'confirmed').expect(409)
  })
})
