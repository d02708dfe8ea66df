import express, { type ErrorRequestHandler, type Express, type Request, type RequestHandler } from 'express'
import { accountRoutes } from './accounts/account-routes.ts'
import { detailsRoutes } from './accounts/details-routes.ts'
import { peopleRoutes } from './accounts/people-routes.ts'
import { SessionStore } from './accounts/session-store.ts'
import { passportFor, type SignIn } from './accounts/sign-in.ts'
import { signInRoutes } from './accounts/sign-in-routes.ts'
import { signInThrottle, type Throttle } from './accounts/throttle.ts'
import { draftRoutes } from './allocations/draft-routes.ts'
import { allocationRoutes } from './allocations/routes.ts'
import { approvalRoutes, waitingCounter } from './approvals/routes.ts'
import { fundListRoutes } from './funds/list-routes.ts'
import { fundRoutes } from './funds/routes.ts'
import { paymentEventRoutes } from './payments/event-routes.ts'
import { reversalRoutes } from './payments/reversal-routes.ts'
import { paymentRoutes } from './payments/routes.ts'
import { rateRoutes } from './rates/routes.ts'
import { capacityRoutes, contactRoutes, noteRoutes } from './centers/detail-routes.ts'
import { centerEditRoutes } from './centers/edit-routes.ts'
import { centerListRoutes } from './centers/list-routes.ts'
import { organizationRoutes } from './centers/organization-routes.ts'
import { serviceNoteRoutes } from './centers/service-note-routes.ts'
import { centerShowRoutes } from './centers/show-routes.ts'
import type { Reader, Writer } from './db/database.ts'
import { conditionRoutes } from './decisions/condition-routes.ts'
import { decisionRoutes } from './decisions/history-routes.ts'
import { stepRoutes } from './decisions/step-routes.ts'
import { verdictRoutes } from './decisions/verdict-routes.ts'
import { eventRoutes } from './events/routes.ts'
import { homeRoutes } from './home/routes.ts'
import { mount, openGet, type Route } from './http/access.ts'
import { serveAssets } from './http/assets.ts'
import { answerErrors, answerNotFound } from './http/errors.ts'
import { logRequests, type Log } from './http/log.ts'
import { refuseCrossSite, securityHeaders } from './http/security.ts'
import { sessions, shellAround } from './http/session.ts'
import { documentRoutes } from './documents/routes.ts'
import { placeRoutes } from './locations/routes.ts'
import { checklistRoutes } from './checklists/routes.ts'
import { findingRoutes } from './reviews/finding-routes.ts'
import { pipelineRoutes } from './reviews/pipeline-routes.ts'
import { reviewRoutes } from './reviews/routes.ts'
import { mappingRoutes } from './imports/mapping-routes.ts'
import { importRoutes } from './imports/routes.ts'
import { deliveryListRoutes } from './deliveries/list-routes.ts'
import { deliveryMovingRoutes } from './deliveries/moving-routes.ts'
import { receiptRoutes } from './deliveries/receipt-routes.ts'
import { deliveryRoutes } from './deliveries/routes.ts'
import { needListRoutes } from './needs/list-routes.ts'
import { needRoutes } from './needs/routes.ts'
import { openingRoutes } from './openings/routes.ts'
import { renewalRoutes } from './renewals/routes.ts'
import { boardHeadline, reportRoutes } from './reports/routes.ts'
import { setUpRoutes } from './set-up/routes.ts'
import { settingsRoutes } from './settings/routes.ts'
import type { Settings } from './settings/settings.ts'
import { registerName, type Actor, type Person } from './shared/actor.ts'
import { dayAt } from './shared/days.ts'

/** What every route is given. */
export interface Context {
  reader: Reader
  writer: Writer
  settings: () => Settings
  /** Reads the settings anew, after they were saved. */
  refresh: () => Promise<void>
  now: () => Temporal.Instant
  /** Who acts when nobody is signed in: the register itself, at this instant. */
  register: () => Actor
  passport: SignIn
  /** Counts tries at passwords, wherever they are typed. */
  throttle: Throttle
  origin: string
  secure: boolean
  log: Log
}

export type AppOptions = Pick<Context, 'reader' | 'writer' | 'settings' | 'refresh' | 'now' | 'origin' | 'secure' | 'log'>

/** The route table: every page and action of the product. */
export const routes = (context: Context): Route[] => [
  openGet('/healthz', (_request, response) => void response.type('text').send('ok')),
  ...homeRoutes(context, boardHeadline(context)),
  ...reportRoutes(context),
  ...eventRoutes(context),
  ...setUpRoutes(context),
  ...needListRoutes(context),
  ...needRoutes(context),
  ...deliveryListRoutes(context),
  ...deliveryRoutes(context),
  ...deliveryMovingRoutes(context),
  ...receiptRoutes(context),
  ...signInRoutes(context),
  ...accountRoutes(context),
  ...peopleRoutes(context),
  ...detailsRoutes(context),
  ...centerListRoutes(context),
  ...centerEditRoutes(context),
  ...centerShowRoutes(context),
  ...contactRoutes(context),
  ...noteRoutes(context),
  ...capacityRoutes(context),
  ...serviceNoteRoutes(context),
  ...organizationRoutes(context),
  ...fundListRoutes(context),
  ...fundRoutes(context),
  ...draftRoutes(context),
  ...allocationRoutes(context),
  ...paymentRoutes(context),
  ...paymentEventRoutes(context),
  ...reversalRoutes(context),
  ...rateRoutes(context),
  ...approvalRoutes(context),
  ...verdictRoutes(context),
  ...renewalRoutes(context),
  ...openingRoutes(context),
  ...stepRoutes(context),
  ...conditionRoutes(context),
  ...decisionRoutes(context),
  ...settingsRoutes(context),
  ...importRoutes(context),
  ...mappingRoutes(context),
  ...placeRoutes(context),
  ...documentRoutes(context),
  ...checklistRoutes(context),
  ...pipelineRoutes(context),
  ...reviewRoutes(context),
  ...findingRoutes(context),
]

export function createApp(options: AppOptions): Express {
  const app = express()
  const { reader, writer, settings, now, secure } = options
  const registerActor = (): Actor => ({ id: null, name: registerName, roles: [], now: now(), today: dayAt(now(), settings().timeZone) })
  const throttle = signInThrottle()
  const passport = passportFor({ ...options, register: registerActor, throttle })
  const context: Context = { ...options, register: registerActor, throttle, passport }
  const store = new SessionStore(reader, writer, { now, idleMinutes: () => settings().idleMinutes })

  const shell = shellAround({ actor: registerActor, example: () => settings().example, waiting: waitingCounter(context) })
  app.disable('x-powered-by')
  app.disable('etag') // No page may be kept by a browser (SESS-09), and static files stand under their hash.
  app.set('env', 'production') // Else a fault while a fault is answered would be told to whoever asked, with its stack.
  app.set('trust proxy', secure ? 'loopback' : false)
  app.use(securityHeaders(secure), logRequests(options.log), serveAssets)
  app.use(refuseCrossSite(options.origin))
  app.use(express.urlencoded({ extended: false, limit: '64kb', parameterLimit: 400 }))
  app.use(sessions({ store, newId: store.newId, secret: writer.keys.derive('session cookie'), secure }))
  app.use(passport.session(), shell)
  mount(app, routes(context), (request) => personOf(request, registerActor()))
  app.use(answerNotFound, shellForErrors(shell), answerErrors(options.log.fault))
  return app
}

/** What is refused before anybody is known, such as a body that is too large, is answered with a page too. */
const shellForErrors =
  (shell: RequestHandler): ErrorRequestHandler =>
  (error, request, response, next) => {
    if (response.locals['shell']) next(error)
    else shell(request, response, () => next(error))
  }

const personOf = (request: Request, { now, today }: Actor): Person | null => (request.user ? { ...request.user, now, today } : null)
