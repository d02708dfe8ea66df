import { expect, it } from 'vitest'
import { groupText, holdGroups } from '../../src/standing/hold-groups.ts'
import type { Hold } from '../../src/standing/holds.ts'
import { toDay, toDayOrNull } from '../../src/shared/days.ts'

const evidence = (itemCode: string, lastGoodOn: string | null): Hold => ({ kind: 'evidence not in date', itemCode, lastGoodOn: toDayOrNull(lastGoodOn) })
const condition = (dueOn: string): Hold => ({ kind: 'condition overdue', condition: { decisionId: 1, dueOn: toDay(dueOn), metOn: null } })
const lapsed: Hold = { kind: 'not vetted', standing: { kind: 'lapsed', since: toDay('2026-05-01') } }
const dated = (...codes: string[]): Hold[] => codes.map((code) => evidence(code, '2026-09-30'))

it.each<[Hold[], string[]]>([
  [[], []],
  [dated('LEG-01'), ['the evidence for LEG-01 was good until 30 Sep 2026']],
  [[evidence('FIN-02', null)], ['the evidence for FIN-02 does not say how long it is good']],
  [dated('LEG-01', 'LEG-02'), ['the evidence for 2 critical items (LEG-01 and LEG-02) was good until 30 Sep 2026']],
  [dated('A-1', 'A-2', 'A-3', 'A-4'), ['the evidence for 4 critical items (A-1, A-2, A-3 and A-4) was good until 30 Sep 2026']],
  [dated('A-1', 'A-2', 'A-3', 'A-4', 'A-5'), ['the evidence for 5 critical items (A-1, A-2, A-3 and 2 more) was good until 30 Sep 2026']],
  [[...dated('A-1'), evidence('A-2', '2026-08-31')], ['2 critical items (A-1 and A-2) have no evidence in date']],
  [[evidence('A-1', null), ...dated('A-2')], ['2 critical items (A-1 and A-2) have no evidence in date']],
  [[...dated('A-1'), evidence('A-2', null)], ['2 critical items (A-1 and A-2) have no evidence in date']],
  [[condition('2026-06-30')], ['a condition of its approval was due on 30 Jun 2026']],
  [[condition('2026-06-30'), condition('2026-06-30')], ['2 conditions of its approval were due on 30 Jun 2026']],
  [[condition('2026-07-31'), condition('2026-06-30')], ['2 conditions of its approval were due, the first on 30 Jun 2026']],
  [
    [lapsed, ...dated('A-1', 'A-2')],
    ['its vetting lapsed on 1 May 2026', 'the evidence for 2 critical items (A-1 and A-2) was good until 30 Sep 2026'],
  ],
])('says holds of one kind together: %#', (holds, texts) => {
  expect(holdGroups(holds).map(groupText)).toEqual(texts)
})
