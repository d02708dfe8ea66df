import path from 'node:path'

/** A source file by its path in the project, such as `src/reviews/service.ts`. */
export interface SourceFile {
  file: string
  source: string
}

/** A source without its comments; texts stay, and so do the line ends. */
export function withoutComments(source: string): string {
  const tokens =
    /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[dgimsuvy]*(?=\s*[.,;)\]}\n])/g
  return source.replace(tokens, (token) => (/^\/[/*]/.test(token) ? '\n'.repeat(token.split('\n').length - 1) : token))
}

const statement =
  /^import\s+(?!type\b)(?:[\w\s{},*$]+?\s+from\s+)?(['"])([^'"\n]+)\1|^export\s+(?!type\b)(?:\*(?:\s+as\s+\w+)?|\{[^}]*\})\s+from\s+(['"])([^'"\n]+)\3|\bimport\(\s*(['"])([^'"\n]+)\5\s*\)/gm

/** What a file uses at run time: packages by name, our own files by their path in the project. */
export function runtimeImports({ file, source }: SourceFile): string[] {
  const found = [...withoutComments(source).matchAll(statement)].map((match) => match[2] ?? match[4] ?? match[6] ?? '')
  return found.map((name) => (name.startsWith('.') ? path.posix.join(path.posix.dirname(file), name) : name))
}
