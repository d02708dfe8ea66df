import type { Head, Link } from '../http/pages.ts'
import { longDayText } from '../shared/days.ts'
import type { Person } from '../shared/actor.ts'

/** A person's own page: what waits for them, and where to go. */
export interface HomePage {
  title: string
  head: Head
  links: (Link & { text: string })[]
}

export function homePage(person: Person): HomePage {
  const can = (role: (typeof person.roles)[number]): boolean => person.roles.includes(role)
  const links: HomePage['links'] = []
  if (can('administrator')) links.push({ label: 'People', href: '/admin/people', text: 'Invite somebody, change roles, close an account.' })
  if (can('administrator') || can('manager')) links.push({ label: 'Roles to confirm', href: '/roles', text: 'Program managers who wait for a second person.' })
  links.push({ label: 'Your account', href: '/account', text: 'Change your password, sign out everywhere.' })
  return { title: 'Your page', head: { crumbs: [], title: `Good day, ${person.name}`, state: null, lede: longDayText(person.today), actions: [] }, links }
}
