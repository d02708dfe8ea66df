import { changeOnce } from '../audit/record.ts'
import type { Writer } from '../db/database.ts'
import type { Person } from '../shared/actor.ts'
import { assertNone } from '../shared/refusal.ts'
import type { NewRate } from './forms.ts'
import { findNearest, insertRate } from './queries.ts'
import { doubtOf, nearestText, rateProblems } from './rate.ts'

/** Enters a rate to the reporting currency, with the same token once (M7); a rate of the same day that was entered before counts no longer. @throws Problems, also of the first of its currency and of one far from the register's unless it is said to be right */
export function enterRate(writer: Writer, actor: Person, reporting: string, { token, rateIsRight = false, ...rate }: NewRate): Promise<number> {
  return changeOnce(writer, actor, token, ['rate.entered', reporting, rate], async (trx, record) => {
    const nearest = await findNearest(trx, rate.currency, rate.on)
    assertNone(rateProblems({ ...rate, rateIsRight }, doubtOf(rate, nearest, reporting), reporting, actor.today))
    const id = await insertRate(trx, actor, rate)
    await record(
      'rate.entered',
      { kind: 'exchange rate', id },
      { after: { ...rate, on: rate.on.toString(), to: reporting }, heldAgainst: nearest === null ? null : nearestText(nearest, rate.currency, reporting) },
    )
    return id
  })
}
