import { expect, it } from 'vitest'
import { startProgram } from '../support/program.ts'
import { invite, setUp, signInAnew, type Setting } from './people.ts'
import { findsNoAddress, readSummary } from './reading.ts'
import { refuseGoods, refuseMoney } from './refusing.ts'
import { fund, pay, supply } from './sending.ts'
import { assess, decide, importCenters } from './vetting.ts'

const settings: (Setting & { what: string })[] = [
  { what: 'on a desk, by keyboard alone', width: 'desk', scripts: true },
  { what: 'on a phone, by keyboard alone', width: 'phone', scripts: true },
  { what: 'without JavaScript', width: 'desk', scripts: false },
]

it.each(settings)('goes from a new register to a summary that the board can follow to its rows, $what', async (setting) => {
  const program = await startProgram()
  const ada = await setUp(program, setting)
  const cora = await invite(ada, program, 'Cora', 'aftercare coordinator', setting)
  const priya = await invite(ada, program, 'Priya', 'program manager', setting)
  const paul = await invite(ada, program, 'Paul', 'program manager', setting)
  const bea = await invite(ada, program, 'Bea', 'board member', setting)

  await priya.press('link', 'Home')
  await priya.press('link', 'Approvals')
  await priya.press('link', /Paul/)
  await priya.press('button', 'Confirm Paul')
  await priya.page.getByText('Paul is a program manager now, and is signed out: they sign in again with the new role.').waitFor()
  await signInAnew(paul)

  await importCenters(cora)
  await assess(cora)
  await decide(cora, priya)
  await fund(priya)
  await pay(cora, priya, paul)
  await refuseMoney(program, cora, priya, paul)
  await refuseGoods(program, cora)
  await supply(cora)
  await readSummary(bea)
  await findsNoAddress(bea)

  for (const traveller of [ada, cora, priya, paul, bea]) {
    expect([traveller.name, traveller.complaints]).toEqual([traveller.name, []])
    await traveller.leave()
  }
  expect(await program.stop()).toBe(0)
})
