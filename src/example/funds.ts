import fundRows from '../../data/example/funds.json' with { type: 'json' }
import { addEntry, addFund, reverseEntry } from '../funds/service.ts'
import { enterRate } from '../rates/service.ts'
import { paper } from './papers.ts'
import { randomOf } from './random.ts'
import { daysBack, token, type World } from './world.ts'

interface ToldFund {
  code: string
  name: string
  giver: string
  currency: string
  purposes: string[]
  countries: string[]
  /** Minor units that were there when the register began, and that come each quarter. */
  opening: number
  receipt: number
  /** How many days ago its period ended. */
  ends?: number
}

const told: ToldFund[] = fundRows

/** In days before the end: two after the register was set up. */
const fundsBegan = daysBack - 2

/** What one unit was worth at first, in millionths of a dollar. Rates wander from there. */
const firstRates = { EUR: 1_085_000, GBP: 1_270_000, JPY: 6700 }

/** The funds with what came into them, and the rates of every week. @returns their ids by code, filled when the walk begins */
export function planFunds(world: World): Map<string, number> {
  const ids = new Map<string, number>()
  world.ago(fundsBegan, async () => {
    for (const fund of told) ids.set(fund.code, await open(world, fund))
  })
  for (const fund of told.filter(({ receipt }) => receipt > 0))
    for (let ago = fundsBegan - 88; ago > 0; ago -= 91)
      world.ago(ago, () => post(world, ids.get(fund.code), { kind: 'receipt', amount: fund.receipt, note: `Quarterly gift of ${fund.giver}` }))
  planCorrections(world, ids)
  planRates(world)
  return ids
}

async function open(world: World, fund: ToldFund): Promise<number> {
  const startsOn = world.today().subtract({ days: 200 })
  const { code, name, giver, currency, purposes, countries, ends } = fund
  const endsOn = ends === undefined ? null : world.end.subtract({ days: ends })
  const id = await addFund(world.writer, world.as('Paul'), { code, name, giver, currency, startsOn, endsOn, purposes, countries, token: token() })
  const on = world.today().subtract({ days: 5 })
  await post(world, id, { kind: 'opening', amount: fund.opening, note: 'Balance from before the register began', on })
  return id
}

interface ToldEntry {
  kind: 'receipt' | 'transfer' | 'adjustment' | 'opening'
  amount: number
  note: string
  direction?: 'up' | 'down'
  otherFund?: number
  on?: Temporal.PlainDate
}

async function post(world: World, fundId: number | undefined, { direction, otherFund, on, ...entry }: ToldEntry): Promise<number> {
  if (fundId === undefined) throw new Error('The example posts to a fund that is not there yet.')
  const file = entry.kind === 'opening' ? paper(entry.note) : null
  const posted = { ...entry, direction: direction ?? '', otherFund: otherFund ?? null, on: on ?? null, token: token() } as const
  return addEntry(world.writer, world.as('Paul'), fundId, posted, file)
}

/** A transfer, an adjustment, and a receipt that was entered twice and taken back. */
function planCorrections(world: World, ids: ReadonlyMap<string, number>): void {
  world.ago(205, async () => {
    await post(world, ids.get('PILOT-22'), { kind: 'transfer', amount: 400_000, note: 'What the pilot did not need', otherFund: ids.get('SAFE-HARB') ?? 0 })
  })
  world.ago(150, async () => {
    await post(world, ids.get('SCHOOL-EU'), { kind: 'adjustment', amount: 4_250, note: 'Bank charges of the year', direction: 'down' })
  })
  world.ago(94, async () => {
    const twice = await post(world, ids.get('WINTER-GB'), { kind: 'receipt', amount: 1_500_000, note: 'Quarterly gift, entered a second time by mistake' })
    world.after(1, async () => {
      await reverseEntry(world.writer, world.as('Priya'), twice, { reason: 'The same gift had been entered the week before.', token: token() })
    })
  })
}

/** One rate a week for each currency but the reporting one; a converted figure is of its day or of the week before it (M11). */
function planRates(world: World): void {
  for (const [currency, first] of Object.entries(firstRates)) {
    const random = randomOf(`rate ${currency}`)
    let rate = first
    for (let ago = fundsBegan; ago >= 0; ago -= 7) {
      rate = Math.max(Math.round(first * 0.93), Math.min(Math.round(first * 1.07), Math.round(rate * (1 + random.between(-6, 6) / 1000))))
      const said = (rate / 1_000_000).toFixed(6)
      world.ago(ago, async () => {
        const entered = { currency, on: world.today(), rate: said, source: 'Example Central Bank', rateIsRight: ago === fundsBegan, token: token() }
        await enterRate(world.writer, world.as('Paul'), world.currency, entered)
      })
    }
  }
}
