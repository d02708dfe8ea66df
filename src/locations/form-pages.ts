import { areaField, checkField, fileField, inputField, radioField } from '../http/fields.ts'
import { filledForm, type FormState } from '../http/forms.ts'
import type { FormPage, Notice } from '../http/parts.ts'
import { dayText, type Day } from '../shared/days.ts'
import { fieldName, placeFields, secrecyOn, type Location, type PlaceField } from './location.ts'
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
  location: Location,
  today: Day,
  given: FormState<PlaceFormField> | null = null,
  notice: Notice | null = null,
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
  return formPage({
    title: keeps ? 'Change the place' : 'Record the place',
    head: headOf(
      center,
      keeps ? 'Change the place' : 'Record the place',
      keeps ? 'Nothing that is kept is shown here: a field left empty stays as it is.' : 'All of it is sealed, and hidden until the center allows otherwise.',
    ),
    notice: bothNotices(notice, seenWarning(location, today)),
    action: `/centers/${center.id}/place/edit`,
    form,
    hidden: [{ name: 'version', value: String(location.version) }],
    fields: [...inputs, ...(keeps ? [emptied] : []), mailing],
    submit: 'Save the place',
    back: { label: 'Back without saving', href: `/centers/${center.id}/place` },
  })
}

/** What is typed into the form of a place of which something may be seen is seen too, by the leave that its center gave before (CONF-01). */
function seenWarning(location: Location, today: Day): Notice | null {
  const secrecy = secrecyOn(location, today)
  if (secrecy === 'hidden' || location.untilOn === null) return null
  const until = dayText(location.untilOn)
  const seen =
    secrecy === 'open'
      ? `This place is open until ${until}: coordinators and program managers see street, postal code, city and region on the center’s page, and city and region stand in lists and search. Coordinates, directions and time zone are shown on request only.`
      : `City and region of this place may be seen until ${until}, in lists and search too. All else is shown on request only.`
  const moved = 'If the center has moved, hide the place first and ask the center anew: what it signed was about where it was then.'
  return { tone: 'warn', title: 'What you type is seen as soon as you save it', lines: [seen, moved].map((text) => ({ text, lift: null })) }
}

const bothNotices = (first: Notice | null, second: Notice | null): Notice | null =>
  first === null || second === null ? (first ?? second) : { ...first, lines: [...first.lines, ...second.lines] }

/** R3, where neither version may be shown: which fields the other person changed, by name. */
export const changedMeanwhile = (): Notice => ({
  tone: 'warn',
  title: 'Somebody else changed this place while you were editing it',
  lines: [{ text: 'What you typed is still below. Sent again, it goes over what they saved; the fields you leave empty keep theirs.', lift: null }],
})

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
