import ejs from 'ejs'
import { printable, type Shell, type View } from '../../src/http/views.ts'
import { allTemplates } from './templates.ts'

/**
 * What these pages leave out of the templates, as view, line and code: each value that none of them
 * prints, and each branch that none of them takes. There no test has looked.
 */
export function leftOut(pages: { view: View; page: unknown; shell: Shell }[]): string[] {
  const marked = new Map(allTemplates().map(({ view, source }) => [view, markedTemplate(view, source)]))
  const left = new Set([...marked.values()].flatMap(({ marks }) => marks))
  const sourceOf = (view: string): string => marked.get(view)?.source ?? ''
  const includer = (name: string): { template: string } => ({ template: sourceOf(name.slice(1)) })
  const options = { includer, async: false as const, strict: true, destructuredLocals: ['page', 'shell', 'left'], escape: printable }
  for (const { view, page, shell } of pages) ejs.compile(sourceOf(view), options)({ page, shell, left })
  return [...left]
}

/** A template of which each tag, when it runs, takes its mark off the list `left`. */
function markedTemplate(view: string, source: string): { source: string; marks: string[] } {
  const marks: string[] = []
  const marked = source.replace(/<%(?!#)([=-]?)([\s\S]*?)%>/g, (_tag, kind: string, code: string, at: number) => {
    const before = source.slice(0, at).split('\n')
    const mark = `${view}:${before.length}:${(before.at(-1)?.length ?? 0) + 1} ${code.trim()}`
    marks.push(mark)
    const reached = `left.delete(${JSON.stringify(mark)})`
    return kind === '' ? `<%${code};${reached};%>` : `<%${kind} (${reached}, ${code}) %>`
  })
  return { source: marked, marks }
}
