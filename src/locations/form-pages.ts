import { shownVersion, type Covered } from '../http/conflict.ts'
import { areaField, checkField, fileField, inputField, radioField } from '../http/fields.ts'
import { filledForm, type FormState } from '../http/forms.ts'
import type { FormPage, Notice } from '../http/parts.ts'
import { dayText, type Day } from '../shared/days.ts'
import { fieldName, placeFields, secrecyName, secrecyOn, type Authorization, type ChangeOfPlace, type Location, type PlaceField } from './location.ts'
import { formPage, headOf, type CenterNamed } from './pages.ts'

export type PlaceFormField = PlaceField | 'emptied' | 'mailingAddress' | 'version'
const placeFormFields: readonly PlaceFormField[] = [...placeFields, 'emptied', 'mailingAddress', 'version']

const hints: Partial<Record<PlaceField, string>> = {
  latitude: 'In degrees, such as 12.3456.',
  longitude: 'In degrees, such as -12.3456.',
  directions: 'How to find it. No survivor’s name or story.',
  timeZone: 'By its name, such as Europe/Lisbon.',
}

/** The form to change a place without seeing it. What was typed comes back after an error; what the register holds never does. */
export function placeEditPage(
  center: CenterNamed,
  { location, waiting }: { location: Location; waiting: Authorization | null },
  today: Day,
  given: FormState<PlaceFormField> | null = null,
): FormPage {
  const form = given ?? filledForm(placeFormFields, { mailingAddress: location.mailingAddress ?? '' })
  const keeps = location.recorded
  const inputs = placeFields.map((field) =>
    field === 'directions'
      ? areaField(form, field, fieldName[field], { rows: 3, required: false, hint: hints[field] ?? null })
      : inputField(form, field, fieldName[field], { required: false, hint: hints[field] ?? null }),
  )
  const emptied = checkField(
    form,
    'emptied',
    'Empty these fields',
    placeFields.map((field) => ({ value: field, label: fieldName[field] })),
    { required: false, hint: 'Only for what should no longer be recorded at all.' },
  )
  const mailing = areaField(form, 'mailingAddress', 'Substitute mailing address', {
    rows: 3,
    required: false,
    hint: 'Not sealed: it is shown and printed on packing lists. A post box or an office elsewhere, never where the center is.',
  })
  const fields = [...inputs, ...(keeps ? [emptied] : []), mailing]
  return formPage({
    title: keeps ? 'Change the place' : 'Record the place',
    head: headOf(
      center,
      keeps ? 'Change the place' : 'Record the place',
      keeps ? 'Nothing that is kept is shown here: a field left empty stays as it is.' : 'All of it is sealed, and hidden until the center allows otherwise.',
    ),
    notice: [seenWarning(location, today), waiting && waitingWarning(waiting)].reduce(bothNotices, null),
    action: `/centers/${center.id}/place/edit`,
    form,
    hidden: [shownVersion(location.version, fields)],
    fields,
    submit: 'Save the place',
    back: { label: 'Back without saving', href: `/centers/${center.id}/place` },
  })
}

/** A change of what may be seen hides the place again: the center gave its leave before (CONF-01). */
function seenWarning(location: Location, today: Day): Notice | null {
  const secrecy = secrecyOn(location, today)
  if (secrecy === 'hidden' || location.untilOn === null) return null
  const until = dayText(location.untilOn)
  const seen =
    secrecy === 'open'
      ? `This place is open until ${until}: coordinators and program managers see street, postal code, city and region on the center’s page, and city and region stand in lists and search. Coordinates, directions and time zone are shown on request only.`
      : `City and region of this place may be seen until ${until}, in lists and search too. All else is shown on request only.`
  const hides = `Change the ${seenText[secrecy]}, and the place is hidden again, since the center’s word was about the address as it was: then ask the center anew. Changing anything else hides nothing.`
  return { tone: 'warn', title: 'A change of what is seen hides the place again', lines: [seen, hides].map((text) => ({ text, lift: null })) }
}

const seenText: Record<Authorization['secrecy'], string> = { city: 'city or region', open: 'street, postal code, city or region' }

/** What waits for a second person is about the place as it was when it was asked for (CONF-01). */
function waitingWarning({ secrecy, overtakenOn }: Authorization): Notice | null {
  if (overtakenOn !== null) return null
  const text = `An authorization of this place waits for a second person. Change the ${seenText[secrecy]}, and it cannot be confirmed any more: then ask the center anew.`
  return { tone: 'warn', title: 'A change overtakes what the center signed', lines: [{ text, lift: null }] }
}

const bothNotices = (first: Notice | null, second: Notice | null): Notice | null =>
  first === null || second === null ? (first ?? second) : { ...first, lines: [...first.lines, ...second.lines] }

/** R3, where neither version may be shown: of each field of a place, what this person asks of it and whether the other changed it. */
export const coveredFields = ({ fields }: FormState<PlaceFormField>, changed: ChangeOfPlace): Covered[] => [
  ...placeFields.map((name) => ({ name, asked: askedOf(fields, name), changed: changed.fields.includes(name) })),
  { name: 'emptied', asked: null, changed: false },
]

function askedOf(fields: FormState<PlaceFormField>['fields'], name: PlaceField): string | null {
  const typed = fields[name].entered.trim()
  return typed !== '' ? typed : fields.emptied.chosen.includes(name) ? 'to be emptied' : null
}

/** R3: how secret a place is stands in no field of its form. */
export function withSecrecyChange(notice: Notice | null, { secrecy }: ChangeOfPlace): Notice | null {
  if (secrecy === null || secrecy.before === secrecy.after) return notice
  const text = `It was ${secrecyName[secrecy.before]}. It is ${secrecyName[secrecy.after]}. Saving this form leaves that as it is.`
  return bothNotices({ tone: 'warn', title: 'How secret the place is was changed meanwhile', lines: [{ text, lift: null }] }, notice)
}

export function authorizationPage(
  center: CenterNamed,
  token: string,
  given: FormState<'secrecy' | 'signedBy' | 'signedOn' | 'untilOn' | 'file' | 'token'> | null = null,
): FormPage {
  const form = given ?? filledForm(['secrecy', 'signedBy', 'signedOn', 'untilOn', 'file', 'token'])
  return formPage({
    title: 'Show more of the place',
    head: headOf(center, 'Show more of the place', 'Only with what the center signed, only until a day, and only once somebody else has confirmed it.'),
    action: `/centers/${center.id}/place/authorizations`,
    upload: true,
    form,
    hidden: [{ name: 'token', value: token }],
    fields: [
      radioField(form, 'secrecy', 'What the center allows', [
        { value: 'city', label: 'Region and city', hint: 'They may stand in lists, search and reports.' },
        {
          value: 'open',
          label: 'Open',
          hint: 'As above; the center does not hide where it is. Coordinators and program managers see street and postal code too, on the center’s page, and give no reason. Coordinates, directions and private phones are still shown on request only.',
        },
      ]),
      inputField(form, 'signedBy', 'Who signed for the center', { hint: 'Name and role.' }),
      inputField(form, 'signedOn', 'Signed on', { type: 'date' }),
      inputField(form, 'untilOn', 'Holds until', { type: 'date', hint: 'After this day the place is hidden again by itself.' }),
      fileField(form, 'file', 'The signed authorization', { hint: 'PDF, JPEG or PNG, up to 10 MB. It is sealed, and kept under a number instead of its name.' }),
    ],
    submit: 'Ask for a second person’s confirmation',
    back: { label: 'Back without asking', href: `/centers/${center.id}/place` },
  })
}
