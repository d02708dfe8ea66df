import { passwordLoad, signInTimes } from './signing-in.ts'
import { rotation } from './rotation.ts'
import { slowSenders } from './slow-senders.ts'
import { syncs } from './syncs.ts'

// npm run drill -- [names]: what needs time, a tool of the host or a program of its own to be proved. Apart from npm test.

/** One requirement, tried on the program as it runs. */
export interface Drill {
  name: string
  proves: string
  /** @returns what does not hold; nothing when the requirement is met */
  run: (say: (measured: string) => void) => Promise<string[]>
}

const drills: Drill[] = [slowSenders, syncs, signInTimes, passwordLoad, rotation]
const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !drills.some((drill) => drill.name === name))
if (unknown.length > 0) throw new Error(`There is no drill ${unknown.join(', ')}. There are: ${drills.map(({ name }) => name).join(', ')}.`)

for (const { name, proves, run } of drills.filter((drill) => wanted.length === 0 || wanted.includes(drill.name))) {
  console.log(`\n${name}: ${proves}`)
  const broken = await run((measured) => console.log(`  ${measured}`))
  for (const what of broken) console.log(`  NOT MET: ${what}`)
  if (broken.length > 0) process.exitCode = 1
  else console.log('  met')
}
