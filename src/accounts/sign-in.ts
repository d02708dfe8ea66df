import type { Request, RequestHandler, Response } from 'express'
import { Passport } from 'passport'
import { Strategy } from 'passport-local'
import type { Context } from '../app.ts'
import type { Actor, Person } from '../shared/actor.ts'
import { rolesOf, type Account } from './account.ts'
import { deviceOf, rememberDevice, type Device } from './device.ts'
import { failuresInARow } from './failure-queries.ts'
import { hashPassword, isOutdated, isPassword, pretendToCheck, waitAsIfChecked } from './password.ts'
import { findAccount, findSignIn } from './queries.ts'
import { recordSignIn, recordTurnedAway, recordWrongPassword, rehash } from './sign-in-service.ts'
import { mostFailures } from './throttle.ts'

export type SignIn = InstanceType<typeof Passport>
type Guarded = Omit<Context, 'passport'>

/** Passport with the local strategy: the person's id in the session, and all rights read anew at each request (AZ-06). */
export function passportFor(context: Guarded): SignIn {
  const passport = new Passport()
  passport.serializeUser((request: Request, user: Express.User, done: (error: unknown, id?: number) => void) => {
    request.session.provenAt = user.version
    done(null, user.id)
  })
  passport.deserializeUser((id, done: (error: unknown, user?: Express.User | false) => void) => {
    findAccount(context.reader, Number(id)).then((account) => done(null, account && !account.disabled ? userOf(account) : false), done)
  })
  passport.use(
    new Strategy({ usernameField: 'email', passReqToCallback: true }, (request, email, password, done) => {
      // As the form reads it: one who pastes an address brings a space along.
      checkSignIn(context, request, email.trim(), password).then((user) => done(null, user), done)
    }),
  )
  return passport
}

const userOf = (account: Account): Express.User => ({ id: account.id, name: account.name, roles: rolesOf(account), version: account.version })

/** One answer, in one time, for an unknown address, a wrong password, a closed account and too many tries (AUTH-06). */
async function checkSignIn(context: Guarded, request: Request, email: string, password: string): Promise<Express.User | false> {
  const { reader, writer, throttle } = context
  const actor: Actor = context.register()
  const found = await findSignIn(reader, email)
  const device = found ? deviceOf(context, request, found.id) : 'unknown'
  const bucket = found ? bucketOf(found.id, device) : `nobody ${email.toLowerCase()}`
  if (await isHeld(context, { personId: found?.id ?? null, device, bucket, address: request.ip ?? '' })) return false
  const right = found?.password_hash ? await isPassword(password, found.password_hash) : (await pretendToCheck(password), false)
  const account = found && right ? await findAccount(reader, found.id) : null
  if (!account || account.disabled) {
    await recordSignIn(writer, actor, found?.id ?? null, 'refused', device)
    return false
  }
  await throttle.forgive(bucket)
  if (found?.password_hash && isOutdated(found.password_hash)) await rehash(writer, actor, account.id, { from: found.password_hash, to: await hashPassword(password) })
  // What was checked is the account as it was found: it may be another by now (SESS-06).
  return { ...userOf(account), version: found?.version ?? 0 }
}

/**
 * Whether somebody who is signed in knows their password. Guesses are counted with those at the sign-in, so that
 * a session left open or taken is no way to find the password out (AUTH-07).
 */
export async function knowsPassword(context: Guarded, request: Request, person: Person, hash: string | null, password: string): Promise<boolean> {
  const device = deviceOf(context, request, person.id)
  const bucket = bucketOf(person.id, device)
  if (await isHeld(context, { personId: person.id, device, bucket, address: request.ip ?? '' })) return false
  if (hash !== null && (await isPassword(password, hash))) return (await context.throttle.forgive(bucket), true)
  await recordWrongPassword(context.writer, person, device)
  return false
}

const bucketOf = (personId: number, device: Device): string => `person ${personId}, device ${device}`

interface Try {
  personId: number | null
  device: Device
  bucket: string
  address: string
}

/** Counts a try at a password before it is made. @returns whether it is not to be made; as much time has passed then as if it had been */
async function isHeld({ reader, writer, throttle, register }: Guarded, { personId, device, bucket, address }: Try): Promise<boolean> {
  const failures = personId === null ? 0 : await failuresInARow(reader, personId, device)
  const allowed = failures > mostFailures ? await throttle.turnAway(bucket) : await throttle.try(bucket, device === 'known' ? null : address)
  if (typeof allowed === 'object') {
    await recordTurnedAway(writer, register(), allowed, personId, address)
    return (await waitAsIfChecked(), true)
  }
  if (allowed === 'pause' || failures === mostFailures) await recordSignIn(writer, register(), personId, 'locked')
  return false
}

/** Whom the posted address and password fit, or false. */
export function checkPassword({ passport }: Context, request: Request, response: Response): Promise<Express.User | false> {
  return new Promise((resolve, reject) => {
    const answer = (error: unknown, user?: Express.User | false): void => (error instanceof Error ? reject(error) : resolve(user || false))
    const handler: unknown = passport.authenticate('local', { session: false }, answer)
    ;(handler as RequestHandler)(request, response, (error?: unknown) => (error instanceof Error ? reject(error) : resolve(false)))
  })
}

/**
 * A new session id (SESS-03), this device remembered, and the event.
 * @param user as they proved who they are. @throws Refusal (gone) when what ends sessions was done since (SESS-06)
 */
export async function signIn(context: Context, request: Request, response: Response, user: Express.User): Promise<void> {
  await new Promise<void>((resolve, reject) => request.logIn(user, (error?: unknown) => (error instanceof Error ? reject(error) : resolve())))
  rememberDevice(context, response, user.id)
  await recordSignIn(context.writer, context.register(), user.id, 'signed-in')
}
