import type { Request } from 'express'
import { describe, expect, it } from 'vitest'
import { listHref, pageIn, pagination, queryIn, sortColumns, sortIn, toggledHref } from '../../src/http/lists.ts'

const asked = (query: Record<string, unknown>): Request => ({ query }) as unknown as Request

describe('the address of a list', () => {
  it('is read by the names that the list knows, each value once, whatever was sent', () => {
    const query = queryIn(asked({ country: ['GT', 'GT', 'TH', '', { a: 'b' }], q: ' casa\0 ', other: 'x' }), ['q', 'country', 'standing'])

    expect(query).toEqual({ q: ['casa'], country: ['GT', 'TH'] })
  })

  it('puts a filter in and takes it away, keeping the others and going back to the first page', () => {
    const query = { q: ['casa'], country: ['GT'], page: ['3'] }

    expect(toggledHref('/centers', query, 'country', 'TH')).toBe('/centers?q=casa&country=GT&country=TH')
    expect(toggledHref('/centers', query, 'country', 'GT')).toBe('/centers?q=casa')
    expect(listHref('/centers', {})).toBe('/centers')
  })

  it.each([
    ['2', 2],
    ['0', 1],
    ['-1', 1],
    ['1.5', 1],
    ['99999', 4000],
    ['x', 1],
  ])('reads page %s as %i', (page, read) => {
    expect(pageIn(asked({ page }))).toBe(read)
  })

  it('sorts by the columns allowed, and by no other', () => {
    const usual = { by: 'name', descending: false } as const

    expect(sortIn(asked({ sort: '-country' }), ['name', 'country'], usual)).toEqual({ by: 'country', descending: true })
    expect(sortIn(asked({ sort: 'street; DROP TABLE centers' }), ['name', 'country'], usual)).toBe(usual)
  })

  it('turns the order round at the column that it is sorted by', () => {
    const columns = sortColumns('/centers', {}, { by: 'name', descending: false }, [
      { label: 'Name', key: 'name' },
      { label: 'Country', key: 'country' },
      { label: 'Lead', key: null },
    ])

    expect(columns.map(({ href, sorted }) => [href, sorted])).toEqual([
      ['/centers?sort=-name', 'ascending'],
      ['/centers?sort=country', null],
      [null, null],
    ])
  })
})

describe('the pages under a list', () => {
  it('say which rows these are, and lead to the others', () => {
    const under = pagination('/centers', { country: ['GT'] }, { page: 3, total: 112 })

    expect(under.said).toBe('51 to 75 of 112')
    expect([under.previousHref, under.nextHref]).toEqual(['/centers?country=GT&page=2', '/centers?country=GT&page=4'])
    expect(under.pages.map(({ label, current }) => `${label}${current ? '*' : ''}`)).toEqual(['1', '2', '3*', '4', '5'])
  })

  it('shows the last page to who asks for one beyond it', () => {
    expect(pagination('/centers', {}, { page: 40, total: 26 }).said).toBe('26 to 26 of 26')
  })

  it('says where counting stopped', () => {
    expect(pagination('/centers', {}, { page: 1, total: 1000, capped: true }).said).toBe('1 to 25 of more than 1,000')
  })
})
