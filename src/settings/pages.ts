import { shownVersion } from '../http/conflict.ts'
import { heading, inputField, selectField } from '../http/fields.ts'
import { filledForm, type FormState } from '../http/forms.ts'
import type { FormField, FormPage } from '../http/parts.ts'
import { currencyName } from '../shared/currencies.ts'
import { amountEntered } from '../shared/money.ts'
import { timeZones, zoneName } from '../shared/time-zones.ts'
import type { Settings } from './settings.ts'

export const settingsFields = ['organization', 'timeZone', 'threshold', 'idleMinutes'] as const

export const timeZoneChoices = timeZones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))

const formOf = (settings: Settings): FormState<(typeof settingsFields)[number]> =>
  filledForm(settingsFields, {
    organization: settings.organization,
    timeZone: zoneName(settings.timeZone),
    threshold: amountEntered({ minor: settings.thresholdMinor, currency: settings.currency }),
    idleMinutes: String(settings.idleMinutes),
  })

type SettingsForm = FormState<(typeof settingsFields)[number]>

export function settingsPage(settings: Settings, version: number, form: SettingsForm = formOf(settings)): FormPage {
  const lede = `The reporting currency is ${settings.currency} (${currencyName(settings.currency)}) and stays so: every rate and total of the register rests on it.`
  const fields = fieldsOf(form, settings.currency)
  return {
    title: 'Settings',
    head: { crumbs: [], title: 'Settings', state: null, lede, actions: [] },
    notice: null,
    error: form.error,
    summary: form.summary,
    action: '/admin/settings',
    upload: false,
    hidden: [shownVersion(version, fields)],
    fields,
    submit: 'Save the settings',
    tone: 'main',
    back: null,
  }
}

const fieldsOf = (form: SettingsForm, currency: string): FormField[] => [
  heading('The organization'),
  inputField(form, 'organization', 'Name of your organization'),
  selectField(form, 'timeZone', 'Time zone', timeZoneChoices, { hint: 'What day it is here is what day it is in the register. The register’s day never goes back.' }),
  heading('Money'),
  inputField(form, 'threshold', 'Two people approve above', {
    hint: `In ${currency}, for what one center is given within 30 days. It counts for approvals from now on.`,
  }),
  heading('Signing in'),
  inputField(form, 'idleMinutes', 'Minutes until somebody idle is signed out', {
    type: 'number',
    hint: 'From 5 to 720. However busy, everybody signs in again after 12 hours.',
  }),
]
