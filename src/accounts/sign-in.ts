import type { Request, RequestHandler, Response } from 'express'
import { Passport } from 'passport'
import { Strategy } from 'passport-local'
import type { Context } from '../app.ts'
import type { Actor } from '../shared/actor.ts'
import { rolesOf } from './account.ts'
import { deviceOf, rememberDevice } from './device.ts'
import { failuresInARow } from './failure-queries.ts'
import { hashPassword, isOutdated, isPassword, pretendToCheck, waitAsIfChecked } from './password.ts'
import { findAccount, findSignIn } from './queries.ts'
import { recordSignIn, rehash } from './sign-in-service.ts'
import { mostFailures, signInThrottle, type Throttle } from './throttle.ts'

export type SignIn = InstanceType<typeof Passport>

/** Passport with the local strategy: the person's id in the session, and all rights read anew at each request (AZ-06). */
export function passportFor(context: Omit<Context, 'passport'>): SignIn {
  const passport = new Passport()
  const throttle = signInThrottle()
  passport.serializeUser((user, done) => done(null, user.id))
  passport.deserializeUser((id, done: (error: unknown, user?: Express.User | false) => void) => {
    findAccount(context.reader, Number(id)).then(
      (account) => done(null, account && !account.disabled ? { id: account.id, name: account.name, roles: rolesOf(account) } : false),
      done,
    )
  })
  passport.use(
    new Strategy({ usernameField: 'email', passReqToCallback: true }, (request, email, password, done) => {
      checkSignIn(context, throttle, request, email, password).then((user) => done(null, user), done)
    }),
  )
  return passport
}

/** One answer, in one time, for an unknown address, a wrong password, a closed account and too many tries (AUTH-06). */
async function checkSignIn(context: Omit<Context, 'passport'>, throttle: Throttle, request: Request, email: string, password: string): Promise<Express.User | false> {
  const { reader, writer } = context
  const actor: Actor = context.register()
  const found = await findSignIn(reader, email)
  const device = found ? deviceOf(context, request, found.id) : 'unknown'
  const bucket = found ? `person ${found.id}, device ${device}` : `nobody ${email.toLowerCase()}`
  const failures = found ? await failuresInARow(reader, found.id, device) : 0
  const allowed = failures > mostFailures ? 'wait' : await throttle.try(bucket, device === 'known' ? null : (request.ip ?? ''))
  if (allowed === 'wait') return (await waitAsIfChecked(), false)
  if (allowed === 'pause' || failures === mostFailures) await recordSignIn(writer, actor, found?.id ?? null, 'locked')
  const right = found?.password_hash ? await isPassword(password, found.password_hash) : (await pretendToCheck(password), false)
  const account = found && right ? await findAccount(reader, found.id) : null
  if (!account || account.disabled) {
    await recordSignIn(writer, actor, found?.id ?? null, 'refused', device)
    return false
  }
  await throttle.forgive(bucket)
  if (found?.password_hash && isOutdated(found.password_hash)) await rehash(writer, actor, account.id, await hashPassword(password))
  return { id: account.id, name: account.name, roles: rolesOf(account) }
}

/** Whom the posted address and password fit, or false. */
export function checkPassword({ passport }: Context, request: Request, response: Response): Promise<Express.User | false> {
  return new Promise((resolve, reject) => {
    const answer = (error: unknown, user?: Express.User | false): void => (error instanceof Error ? reject(error) : resolve(user || false))
    const handler: unknown = passport.authenticate('local', { session: false }, answer)
    ;(handler as RequestHandler)(request, response, (error?: unknown) => (error instanceof Error ? reject(error) : resolve(false)))
  })
}

/** A new session id (SESS-03), this device remembered, and the event. */
export async function signIn(context: Context, request: Request, response: Response, user: Express.User): Promise<void> {
  await new Promise<void>((resolve, reject) => request.logIn(user, (error?: unknown) => (error instanceof Error ? reject(error) : resolve())))
  rememberDevice(context, response, user.id)
  await recordSignIn(context.writer, context.register(), user.id, 'signed-in')
}
