import { about, key, saves, since, who } from './claims.ts'
import type { Told } from './telling.ts'

export const toldOfPeople: Record<string, Told> = {
  settings: {
    about: () => ['register', 0],
    where: "name NOT IN ('register_id', 'key_check', 'version')",
    latest: {
      value: (value, { name }) => [String(name).replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()), name === 'example' ? value === 'yes' : value],
    },
    apart: { name: 'the field itself' },
  },
  people: {
    about: about('person'),
    once: [{ created_at: since }, { disabled_at: (value) => [since(value), ['@action', 'person.disabled']] }],
    latest: { name: 'name', email: 'email' },
    apart: { id: key, password_hash: 'a secret: that it was set or changed is an event of its own', version: saves },
  },
  person_roles: {
    about: about('person', 'person_id'),
    once: [
      { granted_at: since, granted_by: who, role: 'role' },
      { confirmed_at: since, confirmed_by: who, role: 'role' },
    ],
    apart: { person_id: key },
  },
}
