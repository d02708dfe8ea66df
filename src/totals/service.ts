import { change } from '../audit/record.ts'
import type { Writer } from '../db/database.ts'
import type { Actor } from '../shared/actor.ts'
import { rebuildTotals, type Derived } from './rebuild-queries.ts'

/** Thrown to take back what was only done to compare. */
class OnlyComparing extends Error {}

/** Compares what is added up with each change with what its rows come to, and changes nothing. @returns the tables that say something else */
export async function verifyTotals(writer: Writer): Promise<Derived[]> {
  let found: Derived[] = []
  try {
    await writer.transaction().execute(async (trx) => {
      found = await rebuildTotals(trx)
      throw new OnlyComparing()
    })
  } catch (error) {
    if (!(error instanceof OnlyComparing)) throw error
  }
  return found
}

/** Adds all of it up anew. @returns the tables that were mended */
export function mendTotals(writer: Writer, actor: Actor): Promise<Derived[]> {
  return change(writer, actor, async (trx, record) => {
    const mended = await rebuildTotals(trx)
    if (mended.length > 0) await record('totals.mended', { kind: 'register', id: 0 }, { tables: mended })
    return mended
  })
}
