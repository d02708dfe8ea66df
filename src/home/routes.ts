import type { Context } from '../app.ts'
import { get, type Route } from '../http/access.ts'
import { render } from '../http/views.ts'
import { homePage } from './pages.ts'

export const homeRoutes = (_context: Context): Route[] => [
  get('/', 'signed in', (_request, response, person) => {
    render(response, 'home/show', homePage(person))
  }),
]
