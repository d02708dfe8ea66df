export const keyRoles = ['head', 'board', 'signatory'] as const
export type KeyRole = (typeof keyRoles)[number]

/** What is written down of an organization. */
export interface OrganizationDetails {
  legalName: string
  localName: string | null
  otherNames: string | null
  country: string
  registerName: string | null
  registrationNumber: string | null
  taxStatus: string | null
  website: string | null
  foundedYear: number | null
}

export interface Organization extends OrganizationDetails {
  id: number
  version: number
}

/** Somebody who is screened: name and role only. */
export interface KeyPerson {
  id: number
  organizationId: number
  name: string
  role: KeyRole
}
