import { describe, expect, it } from 'vitest'
import { readingText } from '../../src/centers/capacity.ts'
import { actionText, changesText, subjectHref } from '../../src/centers/history.ts'
import { changesBetween } from '../../src/centers/registration.ts'
import { oneLine, severalLines } from '../../src/shared/written.ts'

describe('the history of a center', () => {
  it.each([
    ['center.confirmed', 'Confirmed as still right'],
    ['review.handed-over', 'Review handed over'],
    ['fund-entry.posted', 'Fund entry posted'],
  ])('says %s as: %s', (action, words) => {
    expect(actionText(action)).toBe(words)
  })

  it('says each change with what was, and the reason given', () => {
    expect(
      changesText({
        before: { openedOn: null, isPrimary: false, services: ['A'] },
        after: { openedOn: '2026-11-21', isPrimary: true, services: [] },
        because: 'a mistake',
      }),
    ).toEqual(['opened on: 21 Nov 2026 (was nothing)', 'is primary: yes (was no)', 'services: nothing (was A)', 'because: a mistake'])
    expect(changesText({ after: { name: 'Casa' } })).toEqual([])
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
