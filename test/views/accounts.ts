import type { ExtremesOf } from './extremes.ts'
import { fullForm } from './forms.ts'
import { fullFacts, fullField, fullHead, fullLink, fullNotice, fullState, fullSummary, smallField, smallForm, smallHead, smallLink } from './pieces.ts'
import { full, hostile, several } from './text.ts'

export const accounts: ExtremesOf<'accounts'> = {
  'accounts/sign-in': {
    smallest: { title: 'A', organization: 'A', next: '', said: null, form: { fields: { email: smallField, password: smallField }, error: null, summary: [] } },
    fullest: {
      title: hostile,
      organization: full('Organization'),
      next: full('/centers?q='),
      said: full('Signed out'),
      form: { fields: { email: fullField, password: fullField }, error: full('That is not right.'), summary: fullSummary('email', 'password') },
    },
  },
  'accounts/account': {
    smallest: { title: 'A', head: smallHead, facts: [], name: { ...smallForm, title: 'B' }, form: smallForm, record: [] },
    fullest: {
      title: hostile,
      head: fullHead,
      facts: fullFacts,
      name: { ...fullForm('own'), title: full('Your name') },
      form: fullForm('a'),
      record: several((n) => ({ text: full(`Change ${n}`), changes: [full('name: Ada (was Eda)')], by: full('Ada') })),
    },
  },
  'accounts/people': {
    smallest: { title: 'A', head: smallHead, rows: [] },
    fullest: {
      title: hostile,
      head: fullHead,
      rows: several((n) => ({
        name: full(`Person ${n}`),
        href: `/admin/people/${n}?a=1&b=2`,
        email: full('person@example.org'),
        roles: full('Roles'),
        state: fullState,
      })),
    },
  },
  'accounts/link-made': {
    smallest: { title: 'A', head: smallHead, link: '', lasts: 'A', next: smallLink },
    fullest: { title: hostile, head: fullHead, link: full('https://lantern.example/links/0123456789abcdef?'), lasts: full('24 hours'), next: fullLink },
  },
  'accounts/person': {
    smallest: {
      title: 'A',
      head: smallHead,
      notice: null,
      details: null,
      roles: smallForm,
      closing: null,
      signingIn: 'A',
      linkAction: null,
      endAction: null,
      endLabel: 'A',
      openAction: null,
    },
    fullest: {
      title: hostile,
      head: fullHead,
      notice: fullNotice,
      details: fullForm('details'),
      roles: fullForm('roles'),
      closing: fullForm('closing'),
      signingIn: full('Forgotten password?'),
      linkAction: '/admin/people/1/link?a=1&b=2',
      endLabel: full('Sign them out everywhere'),
      endAction: '/admin/people/1/sessions/ending',
      openAction: '/admin/people/1/opening',
    },
  },
  'accounts/roles-waiting': {
    smallest: { title: 'A', head: smallHead, rows: [] },
    fullest: {
      title: hostile,
      head: fullHead,
      rows: several((n) => ({
        name: full(`Person ${n}`),
        email: full('person@example.org'),
        said: full('program manager'),
        action: n === 2 ? null : `/admin/roles/${n}/confirmation?a=1&b=2`,
      })),
    },
  },
}
