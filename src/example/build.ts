import { change } from '../audit/record.ts'
import type { Reader, Writer } from '../db/database.ts'
import { planDirectory } from './directory.ts'
import { planFunds } from './funds.ts'
import { planImport } from './imports.ts'
import { planMoney } from './money.ts'
import { setUpPeople } from './people.ts'
import { planPlaces } from './places.ts'
import { planRenewals } from './renewals.ts'
import { planSupplies } from './supplies.ts'
import { planVetting } from './vetting.ts'
import { daysBack, openWorld } from './world.ts'

/**
 * Fills a new register with two invented years that end now, and the months before them in which the first reviews were under way: through the services alone, each on its day, so that no rule can be
 * broken and the log says who did what when. The same on every build of one day.
 */
export async function buildExample({ reader, writer }: { reader: Reader; writer: Writer }, now: Temporal.Instant): Promise<void> {
  const world = openWorld(reader, writer, now)
  const first = now.subtract({ hours: 24 * daysBack })
  world.ago(daysBack, () => setUpPeople(world, first))
  planFunds(world)
  planDirectory(world)
  planPlaces(world)
  planVetting(world)
  planRenewals(world)
  planMoney(world)
  planSupplies(world)
  planImport(world)
  // The register's day comes to today even when nothing happened today.
  world.ago(0, () => change(writer, world.as('Ada'), (_trx, record) => record('example.built', { kind: 'register', id: 0 })))
  await world.walk()
}
