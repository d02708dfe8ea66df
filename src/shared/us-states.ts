export interface UsState {
  /** The postal code of two letters, as in ISO 3166-2 without `US-`. */
  code: string
  name: string
}

const list = `AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware|DC District of Columbia|FL Florida|GA Georgia
HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|KS Kansas|KY Kentucky|LA Louisiana|ME Maine|MD Maryland|MA Massachusetts|MI Michigan|MN Minnesota
MS Mississippi|MO Missouri|MT Montana|NE Nebraska|NV Nevada|NH New Hampshire|NJ New Jersey|NM New Mexico|NY New York|NC North Carolina|ND North Dakota
OH Ohio|OK Oklahoma|OR Oregon|PA Pennsylvania|RI Rhode Island|SC South Carolina|SD South Dakota|TN Tennessee|TX Texas|UT Utah|VT Vermont|VA Virginia
WA Washington|WV West Virginia|WI Wisconsin|WY Wyoming`

/** The fifty states and the District of Columbia, by name. Puerto Rico, Guam and the like are countries of their own in ISO 3166-1. */
export const usStates: readonly UsState[] = list.split(/[|\n]/).map((line) => ({ code: line.slice(0, 2), name: line.slice(3) }))

const nameOf = new Map(usStates.map(({ code, name }) => [code, name]))

/** The name of a state's code in capitals; null when it is no state's. */
export const usStateName = (code: string): string | null => nameOf.get(code) ?? null
