import type { Request } from 'express'
import { describe, expect, it } from 'vitest'
import { listHref, pageIn, pagination, queryIn, readPage, sortColumns, sortIn, toggledHref } from '../../src/http/lists.ts'

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
    ['3', 3],
    ['4', 3],
    ['99999999999999999999', 3],
    ['x', 1],
  ])('reads page %s of three as %i (DOS-03)', (page, read) => {
    expect(pageIn(asked({ page }), 51)).toBe(read)
  })

  it('is of one page where nothing is listed, and of no more than anybody reads', () => {
    expect(pageIn(asked({ page: '2' }), 0)).toBe(1)
    expect(pageIn(asked({ page: '5000' }), 1_000_000)).toBe(4000)
    expect(pageIn(asked({ page: '2' }), 51, 50)).toBe(2)
  })

  it('reads the last page anew where the page that is asked for lies beyond the end', async () => {
    const read: number[] = []
    const found = await readPage(asked({ page: '9' }), 25, async (page) => {
      read.push(page)
      return { total: 51, rows: [page] }
    })

    expect(found).toEqual({ total: 51, rows: [3], page: 3 })
    expect(read).toEqual([9, 3])
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
