import { findCenter } from '../centers/queries.ts'
import type { Reader } from '../db/database.ts'
import { misfitProblems, shortfall, type Fund } from '../funds/fund.ts'
import { getFund, loadBalance } from '../funds/queries.ts'
import { listPopulations, listPurposes } from '../lists/queries.ts'
import { countryName } from '../shared/countries.ts'
import type { Day } from '../shared/days.ts'
import { assertNone, problemIf, Refusal, type Problem } from '../shared/refusal.ts'
import type { Allocation, Terms } from './allocation.ts'
import { listCoverable } from './queries.ts'

/** What could be read of a draft: the fund it is of (null when there is none such), the center it is for, and its terms. */
export interface TermsRead extends Partial<Pick<Terms, 'purposeCode' | 'populations' | 'needs'>> {
  fund?: Fund | null | undefined
  centerId?: number | undefined
}

const noCenter = 'There is no such center. Go to the page of the center that the money is for, and draft it there.'

/** What can be said before anybody approves: purpose, country and period (M2), and that all it names is there. Of what could not be read nothing is said. */
export async function findTermsProblems(db: Reader, { fund, centerId, purposeCode, populations, needs }: TermsRead, today: Day): Promise<Problem[]> {
  const purpose = (await listPurposes(db)).find(({ code }) => code === purposeCode) ?? null
  const groups = new Set((await listPopulations(db)).map(({ code }) => code))
  const coverable = new Set(centerId === undefined ? [] : (await listCoverable(db, centerId)).map(({ id }) => id))
  const center = centerId === undefined ? null : await findCenter(db, centerId)
  const country = center && { code: center.country, name: countryName(center.country) ?? center.country }
  const astray = center !== null && needs?.some((id) => !coverable.has(id))
  return [
    ...problemIf(centerId !== undefined && center === null, null, noCenter),
    ...problemIf(fund === null, 'fund', 'Choose a fund from the list.'),
    ...problemIf(purposeCode !== undefined && purpose === null, 'purpose', 'Choose a purpose from the list.'),
    ...problemIf(populations?.some((code) => !groups.has(code)) ?? false, 'populations', 'Choose groups of people from the list.'),
    ...problemIf(astray ?? false, coverable.size === 0 ? null : 'needs', 'A need that you chose is not this center’s, or was withdrawn.'),
    ...(fund && country ? misfitProblems(fund, { purpose, country, day: today }) : []),
  ]
}

/** @throws Problems */
export async function assertTermsFit(db: Reader, fund: Fund | null, centerId: number, terms: Terms, today: Day): Promise<void> {
  assertNone(await findTermsProblems(db, { fund, centerId, ...terms }, today))
}

/** M2, whole: the approving transaction asks it. @throws Refusal */
export async function assertFitsFund(db: Reader, allocation: Allocation, today: Day): Promise<void> {
  const fund = await getFund(db, allocation.fundId)
  await assertTermsFit(db, fund, allocation.centerId, { ...allocation, needs: [] }, today)
  const short = await shortOf(db, fund, allocation)
  if (short !== null) throw new Refusal('conflict', short)
}

/** M2: why no approval could bind its amount today; null once it is bound, or while enough is there. */
export async function findShortfall(db: Reader, allocation: Allocation): Promise<string | null> {
  const waits = allocation.state === 'draft' || allocation.state === 'proposed'
  return waits ? shortOf(db, await getFund(db, allocation.fundId), allocation) : null
}

const shortOf = async (db: Reader, fund: Fund, { minor }: Allocation): Promise<string | null> => shortfall(fund, (await loadBalance(db, fund.id)).available, minor)
