import type { FormState } from '../http/forms.ts'
import type { FormPage, Head } from '../http/parts.ts'

export const head = (title: string, lede: string | null, crumbs: Head['crumbs'] = []): Head => ({ crumbs, title, state: null, lede, actions: [] })

type Needed = Pick<FormPage, 'title' | 'head' | 'action' | 'fields' | 'submit'> & Partial<FormPage> & { form: FormState<string> }

/** A form of an account's, with what is wrong with it. */
export function formPage(page: Needed): FormPage {
  const { form, ...rest } = page
  return { notice: null, upload: false, hidden: [], tone: 'main', back: null, error: form.error, summary: form.summary, ...rest }
}
