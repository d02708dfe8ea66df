import { describe, expect, it } from 'vitest'
import { readingText } from '../../src/centers/capacity.ts'
import { objectText } from '../../src/centers/event-object.ts'
import { actionText, besidesText, changesText, subjectHref } from '../../src/centers/history.ts'
import { changesBetween } from '../../src/centers/registration.ts'
import { oneLine, severalLines } from '../../src/shared/written.ts'

describe('the history of a center', () => {
  it.each([
    ['center.confirmed', 'Confirmed as still right'],
    ['review.handed-over', 'Review handed over'],
    ['fund-entry.posted', 'Fund entry posted'],
    ['decision.suspend', 'Center suspended'],
    ['decision.approve-with-conditions', 'Center approved with conditions'],
    ['opening.taken-over', 'Approval in force taken over'],
    ['sign-in.signed-in', 'Signed in'],
    ['link.password', 'Link for a new password made'],
  ])('says %s as: %s', (action, words) => {
    expect(actionText(action)).toBe(words)
  })

  it('says each change with what was, and the reason given', () => {
    expect(
      changesText(
        {
          before: { openedOn: null, isPrimary: false, services: ['A'] },
          after: { openedOn: '2026-11-21', isPrimary: true, services: [] },
          because: 'a mistake',
        },
        new Map(),
      ),
    ).toEqual(['opened on: 21 Nov 2026 (was nothing)', 'is primary: yes (was no)', 'services: nothing (was A)', 'because: a mistake'])
    expect(changesText({ after: { name: 'Casa' } }, new Map())).toEqual([])
  })

  it('says by name who leads and who follows', () => {
    const names = new Map([
      [2, 'Cora'],
      [6, 'Carl'],
    ])
    expect(changesText({ before: { leadId: 2, people: 2 }, after: { leadId: null, people: 6 } }, names)).toEqual(['lead: nothing (was Cora)', 'people: 6 (was 2)'])
    expect(changesText({ before: { followedBy: 2 }, after: { followedBy: 6 } }, names)).toEqual(['followed by: Carl (was Cora)'])
  })

  it('says why it was decided so, and names what no event holds', () => {
    expect(besidesText({ rationale: 'A report came in.', fields: ['city', 'postalCode', 7] })).toEqual([
      'because: A report came in.',
      'not shown here: city, postal code',
    ])
    expect(besidesText({ rationale: null, fields: [] })).toEqual([])
    expect(besidesText({ rationale: 'y'.repeat(401) })).toEqual([`because: ${'y'.repeat(400)}…`])
  })

  const about = (kind: string, details: object): string | null => objectText({ subject: { kind, id: 1 }, details: { ...details } })

  it.each([
    ['payment', { amount: '$2,500.00', before: { state: 'planned' }, after: { state: 'sent' } }, '$2,500.00'],
    ['payment', { amount: '$2,500.00', returned: '$80.00', reason: 'Refused' }, '$80.00'],
    ['allocation', { after: { fund: 'WINTER', amount: '€12.00' } }, '€12.00'],
    ['need', { after: { item: 'Blankets', quantity: 20 } }, '20 Blankets'],
    ['need', { item: 'Blankets', reason: 'Not needed' }, 'Blankets'],
    [
      'delivery',
      {
        after: {
          lines: [
            { item: 'Soap', quantity: 3 },
            { item: 'Beds', quantity: 2 },
            { item: 'Lamps', quantity: 1 },
          ],
        },
      },
      '3 Soap, 2 Beds and 1 more',
    ],
    ['delivery', { on: '2026-11-21', value: [{ minor: 1250, currency: 'USD' }] }, 'worth $12.50'],
    ['receipt', { deliveryId: 4, lines: [{ item: 'Soap', received: 2, damaged: 1, missing: 0 }] }, '2 Soap (1 damaged)'],
    ['receipt', { deliveryId: 4, lines: [{ lineId: 1, received: 2 }] }, 'of delivery 4'],
    ['document', { kind: 'evidence', title: 'Licence 2027' }, '“Licence 2027”'],
    ['review', { item: 'LEG-01', document: 7 }, 'LEG-01'],
    ['contact', { after: { name: 'The night desk' } }, 'The night desk'],
    ['condition', { decision: 4, item: 'SAF-02', text: 'Mend the gate.', dueOn: '2027-03-31' }, 'Mend the gate.'],
    ['center', { after: { openedOn: '2026-11-21' } }, null],
  ])('says what an event of a %s was about: %j', (kind, details, words) => {
    expect(about(kind, details)).toBe(words)
  })

  it('says of a place only that something was done', () => {
    expect(about('place', { title: '41 Larkspurrow Lane', item: 'the street', name: 'Quillhaven', amount: '1', lines: [{ item: 'the street' }] })).toBeNull()
    expect(about('place authorization', { title: 'Quillhaven' })).toBeNull()
  })

  it('leads to the record where it has a page', () => {
    expect(subjectHref({ kind: 'need', id: 3 })).toBe('/needs/3')
    expect(subjectHref({ kind: 'contact', id: 3 })).toBeNull()
  })
})

it('finds the fields that differ, and no others', () => {
  expect(changesBetween({ a: 1, b: ['x'] }, { a: 1, b: ['x', 'y'] })).toEqual({ before: { b: ['x'] }, after: { b: ['x', 'y'] } })
  expect(changesBetween({ a: 1 }, { a: 1 })).toBeNull()
})

it.each([
  ['2026-10-22', '5 open of 24, on 22 Oct 2026'],
  ['2026-10-21', 'Not known now: the last reading is stale (5 open of 24, on 21 Oct 2026; 31 days ago)'],
])('says of a reading of %s: %s', (onDay, words) => {
  const reading = { population: 'P', populationName: 'Girls', onDay: Temporal.PlainDate.from(onDay), beds: 24, openBeds: 5, saidBy: 'Ana' }
  expect(readingText(reading, Temporal.PlainDate.from('2026-11-21'))).toBe(words)
})

it.each([
  [' a \r\n b ', 'a b', 'a \n b'],
  ['Cafe\u0301\u200B', 'Caf\u00E9', 'Caf\u00E9'],
  ['\u202Eevil\u0000', 'evil', 'evil'],
  ['نمی\u200Cخواهم', 'نمی\u200Cخواهم', 'نمی\u200Cخواهم'],
])('reads what was written %j', (typed, line, text) => {
  expect(oneLine(typed)).toBe(line)
  expect(severalLines(typed)).toBe(text)
})
