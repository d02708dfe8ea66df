import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { openDatabase, openFile, type Database } from '../../src/db/database.ts'
import { readKeyFile } from '../../src/db/key-file.ts'
import { keysOf } from '../../src/db/keys.ts'
import { send } from '../../src/deliveries/service.ts'
import { releasePayment } from '../../src/payments/service.ts'
import type { Person } from '../../src/shared/actor.ts'
import type { Program } from '../support/program.ts'
import { reads, type Traveller } from './people.ts'
import { pack, plan, propose, today } from './sending.ts'

/** Nobody ever opened a review of it. */
const unvetted = 'Casa Sin Papeles'

/** Somebody as the service knows them: by their place in the order in which Ada invited them. */
const actor = (name: 'Cora' | 'Paul'): Person => ({
  id: name === 'Cora' ? 2 : 4,
  name,
  roles: [name === 'Cora' ? 'coordinator' : 'manager'],
  now: Temporal.Now.instant(),
  today: Temporal.PlainDate.from(today()),
})

/** Money for a center that nobody vetted is refused in the page, by the route, in the service, and by the database itself. */
export async function refuseMoney(program: Program, cora: Traveller, priya: Traveller, paul: Traveller): Promise<void> {
  const allocation = await propose(cora, unvetted, '500.00')
  await priya.page.goto(allocation)
  await priya.press('button', /^Approve/)
  const payment = await plan(cora, allocation, '500.00')

  await paul.page.goto(payment)
  await reads(paul.page, 'Nothing can be sent to Casa Sin Papeles now: it is not vetted.')
  expect(await paul.page.getByRole('button', { name: /^Release/ }).count()).toBe(0)
  expect(await post(program, paul, `${new URL(payment).pathname}/release`)).toMatchObject({ status: 409, says: expect.stringContaining('it is not vetted') as string })

  const id = idIn(payment)
  await withService(program, async ({ writer }) => {
    const threshold = { minor: 1_000_000, currency: 'USD' }
    await expect(releasePayment(writer, actor('Paul'), threshold, id, { bankOn: null, token: randomUUID() })).rejects.toThrow(
      'Nothing can be sent to Casa Sin Papeles now: it is not vetted.',
    )
  })
  const sent = `INTO payment_events (payment_id, kind, amount_minor, on_day, by_id, recorded_on, at)
    SELECT ${id}, 'sent', 50000, day, 4, day, day || 'T10:00:00.000Z' FROM register_day`
  refuseBySql(program, sent, 'money_goes_to_centers_in_good_standing')
}

/** And so are goods. */
export async function refuseGoods(program: Program, cora: Traveller): Promise<void> {
  await pack(cora, unvetted, '6')
  const delivery = cora.page.url()
  await cora.press('link', 'Send the delivery')
  await reads(cora.page, 'It is not vetted.')
  expect(await cora.page.getByRole('button', { name: /^Send the delivery/ }).count()).toBe(0)
  expect(await post(program, cora, `${new URL(delivery).pathname}/sending`, { version: '1' })).toMatchObject({
    status: 409,
    says: expect.stringContaining('it is not vetted') as string,
  })

  const id = idIn(delivery)
  await withService(program, async ({ writer }) => {
    await expect(send(writer, actor('Cora'), { token: randomUUID(), version: 1 }, id)).rejects.toThrow('Nothing can be sent to this center now: it is not vetted.')
  })
  const sent = `INTO delivery_events (delivery_id, kind, on_day, by_id, at) SELECT ${id}, 'sent', day, 2, day || 'T10:00:00.000Z' FROM register_day`
  refuseBySql(program, sent, 'goods_go_to_centers_in_good_standing')
}

const idIn = (address: string): number => Number(new URL(address).pathname.split('/').at(-1))

/** What the program answers to the form that the page does not hold. */
async function post({ origin }: Program, { page }: Traveller, path: string, form: { version?: string } = {}): Promise<{ status: number; says: string }> {
  const answer = await page.request.post(`${origin}${path}`, { form: { token: randomUUID(), ...form }, headers: { Origin: origin } })
  return { status: answer.status(), says: await answer.text() }
}

/** The services on the program's own file, beside the program. */
async function withService({ database }: Program, work: (database: Database) => Promise<void>): Promise<void> {
  const opened = openDatabase(database, keysOf(readKeyFile(database.replace(/\.db$/, '.key'), true)))
  try {
    await work(opened)
  } finally {
    await opened.close()
  }
}

function refuseBySql({ database }: Program, row: string, trigger: string): void {
  const file = openFile(database)
  for (const verb of ['INSERT', 'INSERT OR REPLACE', 'REPLACE']) expect(() => file.prepare(`${verb} ${row}`).run()).toThrow(trigger)
  file.close()
}
