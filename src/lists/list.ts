export interface Listed {
  code: string
  name: string
}

export interface Population extends Listed {
  /** Whether the group is under 18: what makes a center one that serves minors (V7). */
  minors: boolean
}

export interface CatalogueItem {
  code: string
  category: string
  item: string
  unit: string
}

export interface DefaultLists {
  populations: { code: string; name: string; minors: 0 | 1; open_eligibility_id: string | null }[]
  services: { code: string; name: string; open_eligibility_id: string | null; taxonomy_code: string | null }[]
  purposes: Listed[]
  catalogue: CatalogueItem[]
}
