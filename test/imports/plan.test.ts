import { describe, expect, it } from 'vitest'
import { countsOf, planImport, type Known } from '../../src/imports/plan.ts'
import { readSheet } from '../../src/imports/sheet.ts'
import { tellAll } from '../../src/imports/result.ts'
import { guide } from './files.ts'

const sources = { organization: { column: 0 }, name: { column: 1 }, country: { column: 2 }, kind: { value: 'clinic' } }
const nothing: Known = { organizations: [], centers: [] }

function planOf(rows: string[], known: Known = nothing) {
  const reading = readSheet(['org,name,country', ...rows].join('\n'))
  if (!reading.ok) throw new Error(reading.why)
  return planImport(reading.sheet, guide(sources), known)
}
const told = (rows: string[], known: Known = nothing) =>
  tellAll(planOf(rows, known), { sources, places: new Set() }).rows.map(({ row, kind, problems }) => [row, kind, ...problems])

describe('what becomes of each row', () => {
  it('makes one organization of one name and country, whatever its capitals and accents', () => {
    const outcomes = planOf(['Café Hope,A,KE', 'CAFE  HOPE,B,Kenya', 'Café Hope,C,UG'])

    expect(countsOf(outcomes)).toEqual({ rows: 3, new: 3, there: 0, refused: 0, organizations: 2 })
  })

  it('finds the organization and the center that are there', () => {
    const known: Known = { organizations: [{ id: 7, name: 'Café Hope', country: 'KE' }], centers: [{ id: 9, organizationId: 7, name: 'Harbour House' }] }

    const [there, added] = planOf(['Cafe Hope,HARBOUR HOUSE,KE', 'Cafe Hope,Pier House,KE'], known)

    expect(there).toMatchObject({ kind: 'there', centerId: 9 })
    expect(added).toMatchObject({ kind: 'new', organization: { id: 7 } })
  })

  it('looks for an organization in the country where it is registered, when the file says so', () => {
    const known: Known = { organizations: [{ id: 7, name: 'Hope', country: 'US' }], centers: [{ id: 9, organizationId: 7, name: 'A' }] }
    const reading = readSheet('org,name,country,seat\nHope,B,KE,USA\nHope,A,KE,US\nHope,C,KE,\nHope,D,KE,Nowhere')
    if (!reading.ok) throw new Error(reading.why)

    const outcomes = planImport(reading.sheet, guide({ ...sources, organizationCountry: { column: 3 } }), known)

    expect(outcomes[0]).toMatchObject({ kind: 'new', organization: { id: 7 }, draft: { country: 'KE', organizationCountry: 'US' } })
    expect(outcomes[1]).toMatchObject({ kind: 'there', centerId: 9 })
    expect(outcomes[2]).toMatchObject({ kind: 'new', organization: { id: null }, draft: { country: 'KE', organizationCountry: 'KE' } })
    expect(outcomes[3]).toMatchObject({ kind: 'refused', problems: [{ column: 'seat', said: '“Nowhere” is not a country’s name or code.' }] })
  })

  it('refuses rows that repeat a good row, and not those that repeat a refused one', () => {
    expect(told(['Hope,A,Nowhere', 'Hope,A,KE', 'hope,a,KE'])).toEqual([
      [2, 'refused', 'country: “Nowhere” is not a country’s name or code.'],
      [3, 'new'],
      [4, 'refused', 'org and name: It is the same center as row 3.'],
    ])
  })

  it('does not choose between two organizations of one name', () => {
    const known: Known = {
      organizations: [
        { id: 7, name: 'Hope', country: 'KE' },
        { id: 8, name: 'HOPE', country: 'KE' },
      ],
      centers: [],
    }

    expect(told(['Hope,A,KE'], known)).toEqual([[2, 'refused', 'org: The register has 2 organizations called “Hope” in Kenya, so which is meant is not known.']])
  })

  it('takes a name that only reads like another as one of its own, and says so', () => {
    const known: Known = {
      organizations: [
        { id: 7, name: 'The St. House', country: 'KE' },
        { id: 8, name: 'Hope', country: 'KE' },
      ],
      centers: [{ id: 9, organizationId: 8, name: 'House C' }],
    }

    const { rows, counts } = tellAll(planOf(['Saint House,A,KE', 'Saint House,B,KE', 'saint hòuse.,A,KE', 'Hope,House C++,KE', 'Saint House,A,UG'], known), {
      sources,
      places: new Set(),
    })

    expect(counts).toEqual({ rows: 5, new: 5, there: 0, refused: 0, organizations: 3 })
    expect(rows.map(({ row, runBy, notices }) => [row, runBy, ...notices])).toEqual([
      [2, null, 'org: “Saint House” reads like “The St. House”, which is in the register already. It is taken as another organization.'],
      [3, { name: 'Saint House', row: 2 }],
      [4, null, 'org: “saint hòuse.” reads like “The St. House”, which is in the register already. It is taken as another organization.'],
      [5, { name: 'Hope', id: 8 }, 'name: “House C++” reads like “House C”, which is in the register already. It is taken as another center.'],
      [6, null],
    ])
  })

  it('keeps centers apart whose names differ by a sign, and names the row that one reads like', () => {
    const { rows } = tellAll(planOf(['Hope,1,KE', 'Hope,-1,KE', 'Hope,１,KE', 'Hope,-,KE', 'Hope,+,KE']), { sources, places: new Set() })

    expect(rows.map(({ row, kind, problems, notices }) => [row, kind, ...problems, ...notices.filter((notice) => notice.includes('reads like'))])).toEqual([
      [2, 'new'],
      [3, 'new', 'name: “-1” reads like “1”, which is in row 2. It is taken as another center.'],
      [4, 'refused', 'org and name: It is the same center as row 2.'],
      [5, 'new'],
      [6, 'new'],
    ])
  })

  it('finds among centers of one name, but for its accents, the one that is written so', () => {
    const known: Known = {
      organizations: [{ id: 7, name: 'Hope', country: 'KE' }],
      centers: [
        { id: 9, organizationId: 7, name: 'Año' },
        { id: 10, organizationId: 7, name: 'Ano' },
      ],
    }

    expect(planOf(['Hope,Año,KE', 'Hope,Ano,KE'], known)).toMatchObject([{ centerId: 9 }, { centerId: 10 }])
  })

  it('keeps names of signs alone apart', () => {
    expect(countsOf(planOf(['Hope,-,KE', 'Hope,#,KE', 'Hope,#,KE']))).toMatchObject({ new: 2, refused: 1 })
  })

  it('says of a ragged row which it is', () => {
    expect(told(['Hope,A,KE', 'Hope,B'])).toEqual([
      [2, 'new'],
      [3, 'refused', 'It has 2 cells and there are 3 headings, so which cell is what is not known.'],
    ])
  })
})
