/** The kinds of records that an administrator may read the name of. A place is none, and no name of one is ever looked up. */
export const namedKinds = ['person', 'organization', 'fund', 'document', 'need', 'key person'] as const
export type NamedKind = (typeof namedKinds)[number]

/** What records are called, by kind and id: `person 3`. */
export type Names = ReadonlyMap<string, string>
export const nameKey = (kind: string, id: number): string => `${kind} ${id}`

type Fields = { [name: string]: unknown }

/** Fields of an event that hold the id of a record, or several. */
const kindOf: { [field: string]: NamedKind } = {
  leadId: 'person',
  lead: 'person',
  followedBy: 'person',
  handedTo: 'person',
  organizationId: 'organization',
  document: 'document',
  documents: 'document',
  documentId: 'document',
  needId: 'need',
  needs: 'need',
  keyPersonId: 'key person',
}

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The records whose names an event would be read with: what it is about, and those that its fields point to. */
export function mentionedIn({ subject, details }: { subject: { kind: string; id: number }; details: Fields }): { kind: NamedKind; id: number }[] {
  const own = namedKinds.flatMap((kind) => (kind === subject.kind ? [{ kind, id: subject.id }] : []))
  return [...own, ...idsIn(details)]
}

const idsIn = (fields: Fields): { kind: NamedKind; id: number }[] =>
  Object.entries(fields).flatMap(([field, value]) => {
    if (isFields(value)) return idsIn(value)
    const kind = kindOf[field]
    return kind === undefined ? [] : [value].flat().flatMap((id) => (typeof id === 'number' ? [{ kind, id }] : []))
  })

/** An event's fields with names in the place of ids; an id of no known name stays. */
export function withNames(fields: Fields, names: Names): Fields {
  return Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, isFields(value) ? withNames(value, names) : namedValue(kindOf[field], value, names)]))
}

function namedValue(kind: NamedKind | undefined, value: unknown, names: Names): unknown {
  if (kind === undefined) return value
  if (Array.isArray(value)) return (value as unknown[]).map((each) => namedValue(kind, each, names))
  return typeof value === 'number' ? (names.get(nameKey(kind, value)) ?? value) : value
}
