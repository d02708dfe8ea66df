import type { ExtremesOf } from './extremes.ts'
import { fullForm } from './forms.ts'
import { fullFacts, fullHead, fullLink, fullNotice, fullState, smallHead, smallState } from './pieces.ts'
import { full, hostile, several } from './text.ts'

export const decisions: ExtremesOf<'decisions' | 'standing' | 'renewals'> = {
  'decisions/verdict': {
    smallest: { title: 'A', head: smallHead, notices: [], error: null, summary: [], groups: [], facts: [], form: null },
    fullest: {
      title: hostile,
      head: fullHead,
      notices: [fullNotice, { ...fullNotice, tone: 'warn', title: full('What speaks against it') }],
      error: full('It could not be decided.'),
      summary: fullForm('verdict').summary,
      groups: several((n) => ({
        title: full(`Group ${n}`),
        said: full('1 of 3 met'),
        rows:
          n === 2
            ? []
            : several((m) => ({
                code: `S${n}-0${m}`,
                question: full('Question'),
                href: `/reviews/1?a=${n}&b=${m}#item-S${n}-0${m}`,
                result: fullState,
                basis: full('document'),
                note: m === 2 ? null : full('Note'),
                evidence: [
                  { text: full('Licence'), href: '/documents/1?a=1&b=2', said: full('good until 1 March 2028') },
                  { text: full('Letter'), href: null, said: full('undated') },
                ],
                inDate: m === 3 ? null : fullState,
              })),
      })),
      facts: fullFacts,
      form: fullForm('verdict'),
    },
  },
  'decisions/history': {
    smallest: { title: 'A', head: smallHead, asOf: { action: '/centers/1/decisions', value: '', error: null, said: 'A', state: smallState }, rows: [] },
    fullest: {
      title: hostile,
      head: fullHead,
      asOf: { action: '/centers/1/decisions?a=1&b=2', value: full('Typed'), error: full('That is not a day.'), said: full('Vetted until then.'), state: fullState },
      rows: several((n) => ({
        outcome: full(`Outcome ${n}`),
        counts: full('from 21 November 2026'),
        said: full('Priya, on Monday'),
        rationale: full('Rationale'),
        counted: n !== 1,
        facts: n === 2 ? [] : fullFacts,
        conditions: n === 2 ? [] : several((m) => full(`Condition ${m}`)),
      })),
    },
  },
  'decisions/conditions-section': {
    smallest: { rows: [] },
    fullest: {
      rows: several((n) => ({
        text: full(`Condition ${n}`),
        code: n === 2 ? null : `S1-0${n}`,
        due: full('21 November 2026'),
        state: fullState,
        said: n === 1 ? full('on Monday') : null,
        meet: n === 3 ? fullLink : null,
      })),
    },
  },
  'standing/center-section': {
    smallest: { said: 'A', lapses: [], facts: [], links: [], actions: [], whyNot: null },
    fullest: {
      said: full('Vetted, with conditions.'),
      lapses: [full('Lapses from 1 March 2028.'), full('From 8 March 2028 also because the evidence is good until 7 March 2028.')],
      facts: fullFacts,
      links: several((n) => ({ label: full(`Link ${n}`), href: `/centers/1/decisions?n=${n}&b=2` })),
      actions: several((n) => ({ label: full(`Action ${n}`), href: `/centers/1/suspension?n=${n}&b=2`, tone: 'warn', method: 'get' })),
      whyNot: full('You suspended it.'),
    },
  },
  'renewals/list': {
    smallest: { title: 'A', head: smallHead, waiting: [], rows: [] },
    fullest: {
      title: hostile,
      head: fullHead,
      waiting: several((n) => ({ text: full(`Licence ${n}`), said: full('added by Cora'), link: n === 2 ? null : fullLink })),
      rows: several((n) => ({
        code: `S1-0${n}`,
        question: full('Question'),
        critical: n === 1,
        documents: n === 2 ? [] : several((m) => ({ label: full(`Document ${m}`), href: `/documents/${m}?a=1&b=2` })),
        newer: n === 2 ? [] : several((m) => ({ text: full(`Newer version ${m}`), document: fullLink, lift: m === 2 ? null : fullLink })),
        state: fullState,
        renew: n === 3 ? null : fullLink,
      })),
    },
  },
}
