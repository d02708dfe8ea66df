import { createHmac } from 'node:crypto'
import type { Request, Response } from 'express'
import type { Context } from '../app.ts'
import { sameSecret } from '../db/keys.ts'

/** Whether the person has signed in on this device before (AUTH-07). */
export type Device = 'known' | 'unknown'

const cookieName = (secure: boolean): string => (secure ? '__Host-device' : 'device')

/** Remembers that this person signed in here: a signed cookie that says nothing but that. */
export function rememberDevice(context: Context, response: Response, personId: number): void {
  const options = { httpOnly: true, sameSite: 'lax', secure: context.secure, path: '/', maxAge: 400 * 24 * 3600 * 1000 } as const
  response.cookie(cookieName(context.secure), `${personId}.${macOf(context, personId)}`, options)
}

export function deviceOf(context: Pick<Context, 'secure' | 'writer'>, request: Request, personId: number): Device {
  const wanted = `${cookieName(context.secure)}=`
  const cookie = (request.get('Cookie') ?? '').split(/;\s*/).find((each) => each.startsWith(wanted))
  const [id, mac] = (cookie?.slice(wanted.length) ?? '').split('.')
  return id === String(personId) && mac !== undefined && sameSecret(mac, macOf(context, personId)) ? 'known' : 'unknown'
}

const macOf = (context: Pick<Context, 'writer'>, personId: number): string =>
  createHmac('sha256', context.writer.keys.derive('device cookie')).update(String(personId)).digest('base64url')
