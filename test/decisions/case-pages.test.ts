import { expect, it } from 'vitest'
import { caseGroups } from '../../src/decisions/case-pages.ts'
import { toDay } from '../../src/shared/days.ts'
import { found } from './found.ts'

it('tells documents of one name apart by the day and the expiry of each', () => {
  const documents: [string | null, string | null][] = [
    ['2026-03-01', '2027-02-28'],
    [null, '2026-11-20'],
    [null, '2026-11-21'],
    ['2026-01-31', null],
    [null, null],
  ]
  const items = [
    found('LEG-01', 'met', { importance: 'critical', evidence: documents }),
    found('LEG-02', 'met', { importance: 'critical', monthsGood: null, evidence: [['2026-01-31', null]] }),
  ]

  const critical = caseGroups({ id: 1, items }, toDay('2026-11-21')).find(({ title }) => title === 'Critical items')

  expect(critical?.rows.map(({ evidence }) => evidence.map(({ said }) => said))).toEqual([
    ['dated 1 Mar 2026, good until 28 Feb 2027', 'expired on 20 Nov 2026', 'good until 21 Nov 2026', 'dated 31 Jan 2026, good until 31 Jan 2027', 'undated'],
    ['dated 31 Jan 2026, no last day'],
  ])
})
