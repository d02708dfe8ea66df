import { getCenter } from '../centers/queries.ts'
import type { Reader } from '../db/database.ts'
import { misfits, shortfall, type Fund } from '../funds/fund.ts'
import { getFund, loadBalance } from '../funds/queries.ts'
import { listPopulations, listPurposes } from '../lists/queries.ts'
import { countryName } from '../shared/countries.ts'
import type { Day } from '../shared/days.ts'
import { Refusal } from '../shared/refusal.ts'
import type { Allocation, Terms } from './allocation.ts'
import { listCoverable } from './queries.ts'

/** What can be said before anybody approves: purpose, country and period (M2), and that all it names is there. */
export async function assertTermsFit(db: Reader, fund: Fund, centerId: number, terms: Terms, today: Day): Promise<void> {
  const center = await getCenter(db, centerId)
  const purpose = (await listPurposes(db)).find(({ code }) => code === terms.purposeCode)
  if (!purpose) throw new Refusal('conflict', 'Choose a purpose from the list.')
  const groups = (await listPopulations(db)).map(({ code }) => code)
  if (terms.populations.some((code) => !groups.includes(code))) throw new Refusal('conflict', 'Choose groups of people from the list.')
  const needs = (await listCoverable(db, centerId)).map(({ id }) => id)
  if (terms.needs.some((id) => !needs.includes(id))) throw new Refusal('conflict', 'A need that you chose is not this center’s, or was withdrawn.')
  const reasons = misfits(fund, { purpose, country: { code: center.country, name: countryName(center.country) ?? center.country }, day: today })
  if (reasons.length > 0) throw new Refusal('conflict', reasons.join(' '))
}

/** M2, whole: the approving transaction asks it. @throws Refusal */
export async function assertFitsFund(db: Reader, allocation: Allocation, today: Day): Promise<void> {
  const fund = await getFund(db, allocation.fundId)
  await assertTermsFit(db, fund, allocation.centerId, { ...allocation, needs: [] }, today)
  const short = shortfall(fund, (await loadBalance(db, fund.id)).available, allocation.minor)
  if (short !== null) throw new Refusal('conflict', short)
}
