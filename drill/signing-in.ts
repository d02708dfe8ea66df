import type { Drill } from './drill.ts'
import { addPeople, newPlace, password, start, within } from './program.ts'

const each = 30
const apart = 0.1
const parallel = 50
const mostMemory = 600e6
const mostLate = 200

/** Behind a proxy, so that each sign-in may come from an address of its own. */
const proxied = { LANTERN_ORIGIN: 'https://lantern.invalid' }
let addresses = 0

/** @returns how many milliseconds the answer took */
async function signIn(port: number, email: string, word: string, status: number): Promise<number> {
  addresses += 1
  const headers = { 'X-Forwarded-For': `10.0.${addresses >> 8}.${addresses & 255}`, 'X-Forwarded-Proto': 'https', 'Sec-Fetch-Site': 'same-origin' }
  const asked = performance.now()
  const answer = await fetch(`http://127.0.0.1:${port}/sign-in`, { method: 'POST', headers, body: new URLSearchParams({ email, password: word }), redirect: 'manual' })
  await answer.arrayBuffer()
  if (answer.status !== status) throw new Error(`Signing in answered ${answer.status}, and not ${status}.`)
  return performance.now() - asked
}

const median = (times: number[]): number => times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0

export const signInTimes: Drill = {
  name: 'sign-in-times',
  proves: `an unknown address, a wrong password, a closed account and too many tries take the same time within ${apart * 100} % (AUTH-06)`,
  run: async (say) => {
    const place = newPlace(proxied)
    const [open, closed] = await within(place, async (register) => [await addPeople(register, each), await addPeople(register, each, { closed: true, name: 'gone' })])
    const { port, stop } = await start(place)
    const wrong = 'something else entirely'
    for (let tries = 0; tries < 5; tries += 1) await signIn(port, 'locked@example.org', wrong, 422)
    const kinds: Record<string, (turn: number) => Promise<number>> = {
      'unknown address': (turn) => signIn(port, `nobody-${turn}@example.org`, wrong, 422),
      'wrong password': (turn) => signIn(port, open[turn] ?? '', wrong, 422),
      'closed account': (turn) => signIn(port, closed[turn] ?? '', password, 422),
      'too many tries': () => signIn(port, 'locked@example.org', wrong, 422),
    }
    const names = Object.keys(kinds)
    const times: Record<string, number[]> = Object.fromEntries(names.map((name) => [name, []]))
    for (let turn = 0; turn < each; turn += 1) {
      // In turns, each time another one first, so that whatever else the machine does slows all of them.
      for (const [at] of names.entries()) {
        const name = names[(at + turn) % names.length] ?? ''
        times[name]?.push((await kinds[name]?.(turn)) ?? 0)
      }
    }
    await stop()
    const unknown = median(times['unknown address'] ?? [])
    return Object.entries(times).flatMap(([kind, taken]) => {
      const difference = median(taken) / unknown - 1
      say(`${kind}: median of ${taken.length} ${median(taken).toFixed(1)} ms (${(difference * 100).toFixed(1)} %)`)
      return Math.abs(difference) > apart ? [`${kind} is told by its time.`] : []
    })
  },
}

export const passwordLoad: Drill = {
  name: 'password-load',
  proves: `${parallel} people sign in at once within ${mostMemory / 1e6} MB, and the program stays responsive (AUTH-01)`,
  run: async (say) => {
    const place = newPlace(proxied)
    const people = await within(place, (register) => addPeople(register, parallel))
    const { port, watched, stop } = await start(place)
    await watched() // What its start took does not count.
    const took = await Promise.all(people.map((email) => signIn(port, email, password, 303)))
    const { memory, lateP99 } = await watched()
    await stop()
    say(
      `${parallel} sign-ins in ${(Math.max(...took) / 1000).toFixed(1)} s: at most ${(memory / 1e6).toFixed(0)} MB, event loop late by ${lateP99.toFixed(0)} ms in 99 of 100 turns at most`,
    )
    return [
      ...(memory < mostMemory ? [] : [`It took ${(memory / 1e6).toFixed(0)} MB.`]),
      ...(lateP99 < mostLate ? [] : [`The event loop was late by ${lateP99.toFixed(0)} ms.`]),
    ]
  },
}
