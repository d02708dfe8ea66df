import { roleOf, type Role } from './house.ts'
import { withoutComments, type SourceFile } from './source.ts'

/** Everything about the words of one file that the house does not allow and the linter cannot say. */
export function sourceComplaints({ file, source }: SourceFile): string[] {
  const role = roleOf(file)
  const code = withoutComments(source)
  return habits.filter(({ concerns, found }) => concerns(file, role) && found.test(code)).map(({ says }) => says)
}

interface Habit {
  says: string
  concerns: (file: string, role: Role) => boolean
  found: RegExp
}

const inSrc = (file: string): boolean => file.startsWith('src/')
const nouns: Role[] = ['routes', 'service', 'queries', 'pages', 'forms', 'rules', 'instruments', 'shared', 'audit']
const secret = String.raw`(?:\w*(?:[tT]oken|[hH]ash|[dD]igest|[sS]ecret|Mac)|mac)`

const habits: Habit[] = [
  { says: 'waits: rules and pages are pure', concerns: (_file, role) => role === 'rules' || role === 'pages', found: /\bawait\b|\bPromise\b|\basync\b/ },
  { says: 'reads the environment: config.ts does, once', concerns: (file) => inSrc(file) && file !== 'src/config.ts', found: /\bprocess\.env\b/ },
  { says: 'asks the time: it is handed in', concerns: (_file, role) => nouns.includes(role), found: /\bTemporal\.Now\b|\bDate\.now\(|\bnew Date\(\)/ },
  {
    says: 'asks something of several fields by superRefine, so in a second round: use onceRead',
    concerns: (file) => inSrc(file) && file !== 'src/http/forms.ts',
    found: /\.superRefine\(/,
  },
  {
    says: 'asks the database: queries do',
    concerns: (file, role) => inSrc(file) && !['queries', 'audit', 'db', 'composition'].includes(role),
    found: /\.(?:selectFrom|insertInto|updateTable|deleteFrom|executeQuery)\(/,
  },
  { says: 'passes on what another file exports: name that file', concerns: inSrc, found: /^export\s+(?:type\s+)?(?:\*|\{[^}]*\})[^;\n]*?\bfrom\b/m },
  {
    says: 'compares a secret with ===: use timingSafeEqual (CRY-07)',
    concerns: inSrc,
    found: new RegExp(String.raw`(?<![.\w]typeof )\b${secret} [!=]== (?!null|undefined|['"])|(?<!typeof \w+) [!=]== (?:\w+\.)*${secret}\b(?![.(\w])`),
  },
  {
    says: 'mounts a route by a computed name: only http/access.ts does (AZ-01)',
    concerns: (file) => inSrc(file) && file !== 'src/http/access.ts',
    found: /\b(?:app|router)\[/,
  },
  {
    says: 'gives the database a text made on the spot (INJ-01)',
    concerns: inSrc,
    found: /\b(?:db|database|connection|sqlite|writer|reader|raw)\.(?:exec|prepare)\(\s*(?:`[^`]*\$\{|'[^']*'\s*\+)/,
  },
  {
    says: 'names a table of places: only src/locations does (CONF-02)',
    concerns: (file) => inSrc(file) && !/^src\/(locations|db)\//.test(file),
    found:
      /['"`](?:locations|private_phones|location_authorizations)(?:['"`]|\.\w| as )|\b(?:from|join|into|update|table)\s+"?(?:locations|private_phones|location_authorizations)\b/i,
  },
]

/** Whatever a template holds that its answer may not: scripts, styles and handlers in the page itself (HDR-02). */
export function templateComplaints(source: string): string[] {
  const markup = source.replace(/<%[\s\S]*?%>/g, '')
  const habits: [RegExp, string][] = [
    [/<script(?![^>]*\bsrc=)/i, 'has a script in the page'],
    [/<style\b|\sstyle\s*=/i, 'has a style in the page'],
    [/<[^>]*\son[a-z]+\s*=/i, 'has a handler in the page'],
    [/\b(?:href|src|action)\s*=\s*["']?\s*javascript:/i, 'has a script in an address'],
    [/\b(?:src|href|action)\s*=\s*["']?(?:https?:)?\/\//i, 'leads to another machine'],
  ]
  return habits.filter(([found]) => found.test(markup)).map(([, says]) => says)
}
