import { Refusal } from '../../src/shared/refusal.ts'
import { answerQuestions } from '../../src/db/thread.ts'

// A thread for the tests: it says how many questions it was asked, gives back what it is given, and fails as it is told.

let asked = 0

answerQuestions(async (db, question) => {
  asked += 1
  const { fail, given } = question as { fail?: 'fault' | 'refusal' | 'memory' | 'map' | 'death'; given?: unknown }
  if (fail === 'fault') throw new RangeError('There is no such day.')
  if (fail === 'refusal') throw new Refusal('not-found', 'There is no such figure.')
  if (fail === 'memory') for (const kept: string[][] = []; ;) kept.push(Array.from({ length: 100_000 }, (_, index) => `${kept.length} ${index}`))
  if (fail === 'map') return { counts: new Map([['a', 1]]) }
  if (fail === 'death') process.exit(1)
  const people = await db.selectFrom('people').select('name').orderBy('id').execute()
  return { asked, given, first: people[0]?.name }
})
