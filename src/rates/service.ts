import { changeOnce } from '../audit/record.ts'
import type { Writer } from '../db/database.ts'
import type { Person } from '../shared/actor.ts'
import { assertNone } from '../shared/refusal.ts'
import type { NewRate } from './forms.ts'
import { insertRate } from './queries.ts'
import { rateProblems } from './rate.ts'

/** Enters a rate to the reporting currency, with the same token once (M7); a rate of the same day that was entered before counts no longer. @throws Problems */
export function enterRate(writer: Writer, actor: Person, reporting: string, { token, ...rate }: NewRate): Promise<number> {
  return changeOnce(writer, actor, token, ['rate.entered', reporting, rate], async (trx, record) => {
    assertNone(rateProblems(rate, reporting, actor.today))
    const id = await insertRate(trx, actor, rate)
    await record('rate.entered', { kind: 'exchange rate', id }, { after: { ...rate, on: rate.on.toString(), to: reporting } })
    return id
  })
}
