import { makeSetUpLink } from '../../src/set-up/service.ts'
import { token } from '../support/money.ts'
import { broken, noPlace, notWhole, street, tellsAllAtOnce, type Round } from '../support/one-round.ts'
import { ada, cora, priya } from '../support/register.ts'
import { plainCenter, submittedReview, vettedCenter } from '../support/vetted.ts'

const cover = { fromAge: '', toAge: '', people: '', stay: '' }

const rounds: Round[] = [
  {
    form: 'an empty new center',
    who: cora,
    send: () => Promise.resolve({ path: '/centers', body: { followUpVisits: 'agreed' } }),
    says: [
      ['organization', 'Enter the organization that runs it.'],
      ['name', 'Enter the center’s name.'],
      ['kind', 'Choose what kind of center it is.'],
      ['country', 'Choose a country.'],
    ],
  },
  {
    form: 'a new center that the register does not fit',
    who: cora,
    send: () =>
      Promise.resolve({
        path: '/centers',
        body: {
          organization: 'Nobody Known',
          name: '',
          kind: 'clinic',
          country: 'US',
          followUpVisits: 'agreed',
          leadId: '5',
          populations: ['POP-WOMEN'],
          fromAge: '16',
          toAge: '12',
          intake: 'At 12 Elm Street',
          openedOn: '2027-01-01',
        },
      }),
    says: [
      ['organization', 'No organization has this name. Look at how it is written, or tick the box below to add it.'],
      ['name', 'Enter the center’s name.'],
      ['leadId', 'Choose somebody who coordinates or manages.'],
      ['fromAge', 'Ages are kept with groups under 18: choose such a group, or leave the ages empty.'],
      ['toAge', 'The oldest age is below the youngest.'],
      ['intake', street],
      ['openedOn', 'This day has not come yet.'],
      ['anyway', noPlace],
    ],
  },
  {
    form: 'a changed center',
    who: cora,
    send: async (register) => ({
      path: `/centers/${await vettedCenter(register)}/edit`,
      body: { version: '1', name: '', kind: 'clinic', country: 'KE', followUpVisits: 'agreed', leadId: '5', followUpLastUsedOn: '2027-01-01' },
    }),
    says: [
      ['name', 'Enter the center’s name.'],
      ['leadId', 'Choose somebody who coordinates or manages.'],
      ['followUpLastUsedOn', 'This day has not come yet.'],
    ],
  },
  {
    form: 'a note',
    who: cora,
    send: async (register) => ({ path: `/centers/${await plainCenter(register)}/notes`, body: { kind: 'call', onDay: '2026-11-22', withWhom: '', text: '' } }),
    says: [
      ['onDay', 'This day has not come yet.'],
      ['text', 'Write down what there is to know.'],
    ],
  },
  {
    form: 'beds',
    who: cora,
    send: async (register) => ({
      path: `/centers/${await plainCenter(register)}/capacity`,
      body: { population: 'POP-MEN', onDay: '2026-11-22', beds: '4', openBeds: '5', saidBy: '' },
    }),
    says: [
      ['population', 'Choose one of the groups that this center serves.'],
      ['onDay', 'This day has not come yet.'],
      ['openBeds', 'More beds are open than there are.'],
      ['saidBy', 'Say who said so.'],
    ],
  },
  {
    form: 'a rate',
    who: priya,
    send: () => Promise.resolve({ path: '/rates', body: { currency: 'USD', rate: 'x', on: '2026-11-22', source: '', token: token() } }),
    says: [
      ['currency', 'Totals are in USD already, so it has no rate.'],
      ['rate', 'Enter the rate as a decimal above nothing, such as 0.0077.'],
      ['on', 'A rate is of a day that is past, or of today.'],
      ['source', 'Say where the rate comes from, such as the central bank.'],
    ],
  },
  {
    form: 'an approval taken over',
    who: cora,
    send: async (register) => ({
      path: `/centers/${await plainCenter(register)}/opening`,
      body: {
        ...cover,
        effective: '2026-12-01',
        valid: '2026-11-01',
        populations: 'POP-MEN',
        fromAge: '30',
        toAge: '18',
        rationale: '',
        title: 'Minutes, 12 Elm Street',
      },
      file: broken,
    }),
    says: [
      ['effective', 'An approval in force began on or before today, 21 Nov 2026.'],
      ['valid', 'This approval ended on 1 Nov 2026. Open a review instead.'],
      ['populations', 'The approval can cover only groups that the center serves.'],
      ['toAge', 'The lowest age must not be above the highest.'],
      ['rationale', 'Say who approved it then, and on what grounds.'],
      ['title', street],
      ['file', notWhole],
      ['anyway', noPlace],
    ],
  },
  {
    form: 'a document',
    who: cora,
    send: async (register) => ({
      path: `/centers/${await plainCenter(register)}/documents`,
      body: { kind: '', replaces: '', title: '', datedOn: '2026-11-22', receivedOn: '2026-11-22', expiresOn: '2026-11-01' },
      file: broken,
    }),
    says: [
      ['kind', 'Choose what it is.'],
      ['title', 'Enter a title.'],
      ['datedOn', 'A document cannot be dated on a day that is still to come.'],
      ['receivedOn', 'It cannot have come after today.'],
      ['expiresOn', 'It cannot end before its own day.'],
      ['file', notWhole],
    ],
  },
  {
    form: 'newer evidence',
    who: cora,
    send: async (register) => ({
      path: `/centers/${await vettedCenter(register)}/evidence`,
      body: { item: 'NONE-1', title: '', datedOn: '2026-11-22', expiresOn: '' },
      file: broken,
    }),
    says: [
      ['item', 'NONE-1 is not an item that wants evidence in the review behind the approval.'],
      ['title', 'Enter a title.'],
      ['datedOn', 'A document cannot be dated on a day that is still to come.'],
      ['file', notWhole],
    ],
  },
  {
    form: 'an authorization to show a place',
    who: cora,
    send: async (register) => ({
      path: `/centers/${await plainCenter(register)}/place/authorizations`,
      body: { token: token(), secrecy: '', signedBy: '', signedOn: '2026-11-22', untilOn: '2026-11-20' },
      file: broken,
    }),
    says: [
      ['secrecy', 'Choose what the center allows to be shown.'],
      ['signedBy', 'Enter who signed for the center.'],
      ['signedOn', 'It cannot have been signed after today.'],
      ['untilOn', 'It cannot end before it was signed.'],
      ['file', notWhole],
    ],
  },
]

const vettingRounds: Round[] = [
  {
    form: 'a review to be opened',
    who: cora,
    send: async (register) => ({ path: `/centers/${await plainCenter(register)}/reviews`, body: { kind: '', lead: '5', target: '2026-11-20' } }),
    says: [
      ['kind', 'Choose what kind of review this is.'],
      ['lead', 'Choose a coordinator or manager who can sign in.'],
      ['target', 'The target day is past. Choose a day from today on.'],
    ],
  },
  {
    form: 'evidence of a review',
    who: cora,
    send: async (register) => ({
      path: `/reviews/${(await submittedReview(register)).reviewId}/evidence`,
      body: { title: '', dated: '2026-11-22', expires: '2026-11-01' },
      file: broken,
    }),
    says: [
      ['title', 'Give the document a title.'],
      ['dated', 'A document cannot be dated on a day that is still to come.'],
      ['expires', 'It cannot expire before the date on it.'],
      ['items', 'Tick at least one item that it serves.'],
      ['file', notWhole],
    ],
  },
  {
    form: 'a decision',
    who: priya,
    send: async (register) => ({
      path: `/reviews/${(await submittedReview(register, { kind: 'drop-in', results: { 'SAF-02': 'partly met' } })).reviewId}/decision`,
      body: {
        ...cover,
        token: token(),
        version: '1',
        outcome: 'approve with conditions',
        effective: '2026-11-20',
        rationale: '',
        valid: '2030-01-01',
        populations: 'POP-MEN',
        'condition-SAF-02': '',
        'due-SAF-02': '',
        'condition-other': '',
        'due-other': '',
      },
    }),
    says: [
      ['effective', 'A decision counts from today, 21 Nov 2026, or a later day.'],
      ['rationale', 'Say why: what speaks for it, and what was weighed against it.'],
      ['valid', 'An approval lasts at most 24 months: until 20 Nov 2028 at the latest.'],
      ['populations', 'The approval can cover only groups that the center serves.'],
      ['condition-SAF-02', 'Set a condition for SAF-02: what must be done, and by when.'],
    ],
  },
  {
    form: 'a decision with half a condition',
    who: priya,
    send: async (register) => ({
      path: `/reviews/${(await submittedReview(register, { kind: 'drop-in', results: { 'SAF-02': 'partly met' } })).reviewId}/decision`,
      body: {
        ...cover,
        token: token(),
        version: '1',
        outcome: 'approve with conditions',
        effective: '2026-11-20',
        rationale: 'Seen.',
        valid: '',
        populations: 'POP-WOMEN',
        'condition-SAF-02': 'Mend it',
        'due-SAF-02': '',
        'condition-other': '',
        'due-other': '',
      },
    }),
    says: [
      ['effective', 'A decision counts from today, 21 Nov 2026, or a later day.'],
      ['valid', 'Enter the last day of the approval.'],
      ['due-SAF-02', 'Enter the day by which it must be done.'],
    ],
  },
  {
    form: 'a decision with one of two conditions in part',
    who: priya,
    send: async (register) => ({
      path: `/reviews/${(await submittedReview(register, { kind: 'drop-in', results: { 'SAF-02': 'partly met', 'SAF-03': 'not met' } })).reviewId}/decision`,
      body: {
        ...cover,
        token: token(),
        version: '1',
        outcome: 'approve with conditions',
        effective: '2026-11-21',
        rationale: '',
        valid: '2027-11-21',
        populations: 'POP-WOMEN',
        'condition-SAF-02': 'Mend it',
        'due-SAF-02': '',
        'condition-SAF-03': '',
        'due-SAF-03': '',
        'condition-other': '',
        'due-other': '',
      },
    }),
    says: [
      ['rationale', 'Say why: what speaks for it, and what was weighed against it.'],
      ['due-SAF-02', 'Enter the day by which it must be done.'],
      ['condition-SAF-03', 'Set a condition for SAF-03: what must be done, and by when.'],
    ],
  },
  {
    form: 'a person',
    who: ada,
    send: () => Promise.resolve({ path: '/admin/people', body: { name: '', email: 'cora@example.org' } }),
    says: [
      ['name', 'Enter the name.'],
      ['email', 'Somebody with this e-mail address is here already.'],
      ['roles', 'Choose at least one role.'],
    ],
  },
  {
    form: 'a condition met',
    who: priya,
    send: async (register) => {
      await vettedCenter(register, { conditions: [{ dueOn: '2026-12-20' }] })
      return { path: '/conditions/1/meeting', body: { metOn: '2026-11-22', note: '' } }
    },
    says: [
      ['metOn', 'It cannot have been met on a day that is still to come.'],
      ['note', 'Say how it was met, and what you saw.'],
    ],
  },
  {
    form: 'a place',
    who: cora,
    send: async (register) => {
      const center = await plainCenter(register)
      const place = { region: '', city: 'Lisbon', street: '', postalCode: '', latitude: '91', longitude: '', directions: '', timeZone: 'Nowhere', mailingAddress: '' }
      await register.writer.transaction().execute((trx) => trx.insertInto('locations').values({ center_id: center }).execute())
      return { path: `/centers/${center}/place/edit`, body: { ...place, version: '1', emptied: 'city' } }
    },
    says: [
      ['city', 'You typed something here and asked to empty it too. Do one of the two.'],
      ['latitude', 'Enter degrees from -90 to 90, such as 12.3456.'],
      ['timeZone', 'Enter a time zone by its name, such as Europe/Lisbon.'],
    ],
  },
  {
    form: 'the settings',
    who: ada,
    send: () => Promise.resolve({ path: '/admin/settings', body: { version: '1', organization: '', timeZone: 'Nowhere', threshold: 'a lot', idleMinutes: '4' } }),
    says: [
      ['organization', 'Enter the name of your organization.'],
      ['timeZone', 'Choose a time zone.'],
      ['threshold', 'Enter an amount, such as 10,000.00.'],
      ['idleMinutes', 'Enter whole minutes, from 5 to 720.'],
    ],
  },
  {
    form: 'the first start',
    who: ada,
    send: async (register) => {
      const nobody = { id: null, name: 'The register', roles: [], now: cora.now, today: cora.today }
      return {
        path: `/set-up/${await makeSetUpLink(register.writer, nobody)}`,
        body: { organization: '', timeZone: 'UTC', currency: 'USD', threshold: 'a lot', name: 'Ada', email: 'x', password: 'ada ada ada ada' },
      }
    },
    says: [
      ['organization', 'Enter the name of your organization.'],
      ['threshold', 'Enter an amount, such as 10,000.00.'],
      ['email', 'Enter an e-mail address, such as name@example.org.'],
      ['password', 'This is mostly words that a stranger would try first. Use other ones.'],
    ],
  },
]

tellsAllAtOnce([...rounds, ...vettingRounds])
