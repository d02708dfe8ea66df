import type { Context } from '../app.ts'
import { get, idIn, type Route } from '../http/access.ts'
import { render } from '../http/views.ts'
import { checklistPage, checklistsPage } from './pages.ts'
import { getChecklist, listChecklists } from './queries.ts'

export const checklistRoutes = ({ reader, settings }: Context): Route[] => [
  get('/checklists', 'vetting.read', async (_request, response) => {
    render(response, 'checklists/list', checklistsPage(await listChecklists(reader), settings().timeZone))
  }),

  get('/checklists/:id', 'vetting.read', async (request, response) => {
    render(response, 'checklists/show', checklistPage(await getChecklist(reader, idIn(request))))
  }),
]
