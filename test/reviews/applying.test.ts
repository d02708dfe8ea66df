import { expect, it } from 'vitest'
import { centerKinds, traitsOf, type CenterKind } from '../../src/centers/center.ts'
import { getCenter } from '../../src/centers/queries.ts'
import { leftOutBecause, type Applicability, type NewItem, type Traits } from '../../src/checklists/checklist.ts'
import { getChecklist, insertPublishedChecklist } from '../../src/checklists/queries.ts'
import { openFile } from '../../src/db/database.ts'
import { ada, cora, openRegister, type TestRegister } from '../support/register.ts'
import { plainCenter } from '../support/vetted.ts'

const wants: Applicability[] = ['residential', 'minors', 'us', 'outside us']
const subsets = wants.reduce<Applicability[][]>((sets, each) => [...sets, ...sets.map((set) => [...set, each])], [[]])
const items = subsets.map((appliesTo, position): NewItem => ({
  section: 'Any',
  position,
  code: `ANY-${position}`,
  question: `Is ${position} so?`,
  guidance: null,
  evidenceWanted: null,
  importance: 'required',
  polarity: 'good',
  notApplicableAllowed: false,
  monthsGood: null,
  appliesTo,
  source: null,
}))

/** Whom a center serves: adults; a group under 18 by the list; one by the age given, and one just not. */
const serving = [
  { populations: ['POP-WOMEN'], fromAge: null },
  { populations: ['POP-WOMEN', 'POP-GIRLS'], fromAge: null },
  { populations: ['POP-WOMEN'], fromAge: 17 },
  { populations: ['POP-WOMEN'], fromAge: 18 },
  { populations: [], fromAge: null },
]

interface Opened {
  centerId: number
  reviewId: number
}

/** One open review of a center of every kind, serving each, in the United States and outside of them, on a checklist with items for all of it. */
async function everyCenter(): Promise<{ register: TestRegister; checklistId: number; opened: Opened[] }> {
  const register = await openRegister()
  const at = '2026-11-21T09:00:00.000Z'
  const checklistId = await register.writer.transaction().execute((trx) => insertPublishedChecklist(trx, { version: 2, title: 'Every case', items, at, by: ada.id }))
  const all = centerKinds.flatMap((kind: CenterKind) => serving.flatMap((served) => ['US', 'KE'].map((country) => ({ kind, country, ...served }))))
  const centers: { id: number; fromAge: number | null }[] = []
  for (const { fromAge, ...options } of all) centers.push({ id: await plainCenter(register, options), fromAge })
  const opened = await register.writer.transaction().execute(async (trx) => {
    const reviews: Opened[] = []
    for (const { id: centerId, fromAge } of centers) {
      await trx.updateTable('center_populations').set({ from_age: fromAge }).where('center_id', '=', centerId).where('population_code', '=', 'POP-WOMEN').execute()
      const days = { opened_on: '2026-11-21', opened_at: at, target_on: '2026-12-31', moved_at: at }
      const review = { center_id: centerId, kind: 'initial' as const, checklist_id: checklistId, lead_id: cora.id, opened_by: cora.id, ...days }
      reviews.push({ centerId, reviewId: (await trx.insertInto('reviews').values(review).returning('id').executeTakeFirstOrThrow()).id })
    }
    return reviews
  })
  return { register, checklistId, opened }
}

it('agrees in SQL and in the program on which items apply, to any center, open and submitted (V1, V4)', async () => {
  const { register, checklistId, opened } = await everyCenter()
  const all = (await getChecklist(register.reader, checklistId)).items
  const sqlite = openFile(register.file)
  const inSql = (reviewId: number): unknown[] => sqlite.prepare('SELECT item_id FROM review_items WHERE review_id = ? ORDER BY item_id').pluck().all(reviewId)
  const answer = sqlite.prepare(
    "INSERT INTO findings (review_id, item_id, revision, result, found_by, found_at) SELECT review_id, item_id, 1, 'met', 2, '2026-11-21T09:00:00.000Z' FROM review_items WHERE review_id = ?",
  )

  const judged: (Opened & { traits: Traits })[] = []
  for (const each of opened) judged.push({ ...each, traits: traitsOf(await getCenter(register.reader, each.centerId)) })
  const counted = new Map<number, number>()
  sqlite.exec('BEGIN')
  for (const { centerId, reviewId, traits } of judged) {
    const apply = all.filter((item) => leftOutBecause(item, traits) === null).map(({ id }) => id)
    expect([traits, inSql(reviewId)]).toEqual([traits, apply])
    counted.set(apply.length, (counted.get(apply.length) ?? 0) + 1)

    answer.run(reviewId)
    sqlite.prepare("UPDATE reviews SET state = 'submitted', traits = ? WHERE id = ?").run(JSON.stringify(traits), reviewId)
    sqlite.prepare("UPDATE centers SET kind = iif(kind = 'foster network', 'clinic', 'foster network') WHERE id = ?").run(centerId)
    sqlite.prepare('DELETE FROM center_populations WHERE center_id = ?').run(centerId)
    expect([traits, inSql(reviewId)]).toEqual([traits, apply])
  }
  sqlite.close()
  // Of 8 kinds people live at 3, and 2 of 5 serve minors: with both traits 8 of the 16 apply, with one 4, with none 2.
  expect([...counted].toSorted(([a], [b]) => a - b)).toEqual([
    [2, 30],
    [4, 38],
    [8, 12],
  ])
})
