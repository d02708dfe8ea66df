import { rewriteSpans } from '../../src/standing/queries.ts'
import { paul, type TestRegister } from '../support/register.ts'

/** As the vetting's service would: a suspension from today, by SQL. */
export async function suspend(register: TestRegister, center: number): Promise<void> {
  await register.writer.transaction().execute(async (trx) => {
    const values = {
      center_id: center,
      outcome: 'suspend',
      effective_on: '2026-11-21',
      rationale: 'A concern',
      decided_by: paul.id,
      decided_on: '2026-11-21',
      decided_at: '2026-11-21T09:00:00.000Z',
    } as const
    await trx.insertInto('decisions').values(values).execute()
    await rewriteSpans(trx, center, paul)
  })
}
