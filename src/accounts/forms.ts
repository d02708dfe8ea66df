import { z } from 'zod'
import { roles } from '../shared/actor.ts'
import { onceRead } from '../http/forms.ts'
import { several, version } from '../http/inputs.ts'
import { passwordProblems } from './password-rules.ts'

const name = z.string().trim().min(1, 'Enter the name.').max(200, 'Keep it under 200 characters.')
const email = z.string().trim().toLowerCase().max(254, 'Enter an e-mail address.').pipe(z.email('Enter an e-mail address, such as name@example.org.'))
/** Its length and strength are judged by a rule (AUTH-02), which knows the person. Never trimmed: a space is a character. */
const newPassword = z.string('Enter a password.').min(1, 'Enter a password.').max(1024, 'Use at most 128 characters.')
const held = several(z.enum(roles), 'Choose at least one role.')

export const signInForm = z.strictObject({ email: z.string().trim().max(254), password: z.string().max(1024), next: z.string().max(2000).default('/') })
/**
 * Asked of the whole form, since a field is read more than once and weighing a password takes long.
 * @param known the words that a stranger would try first: of the person, and of the organization
 */
const isGood = (known: string[]) => onceRead<{ password: string }>(['password'], ({ password }) => passwordProblems(password, known))

export const newPasswordForm = (known: string[]) => z.strictObject({ password: newPassword }).check(isGood(known))
export const changePasswordForm = (known: string[]) =>
  z.strictObject({ current: z.string().min(1, 'Enter the password that you use now.').max(1024), password: newPassword }).check(isGood(known))
export const invitationForm = z.strictObject({ name, email, roles: held })
export type InvitationForm = z.output<typeof invitationForm>
export const rolesForm = z.strictObject({ roles: held, version })
export const detailsForm = z.strictObject({ name, email, version })
export const ownNameForm = z.strictObject({ name, version })
export const disablingForm = z.strictObject({
  successor: z
    .string()
    .regex(/^(|[1-9]\d{0,14})$/, 'Choose a person.')
    .transform((id) => (id === '' ? null : Number(id))),
})
export const adminForm = { name, email, password: newPassword }
