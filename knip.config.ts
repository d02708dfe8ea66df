import type { KnipConfig } from 'knip'

export default {
  entry: ['src/{main,cli,demo}.ts', 'bench/{bench,serve}.ts', 'drill/{drill,watch,writes}.ts', 'migrations/*.ts', 'test/**/*.test.ts', 'test/support/burst.ts'],
  project: ['{src,migrations,test,bench,drill}/**/*.ts', '*.config.ts'],
  // Read as files, by the folder they stand in: styles, scripts and maps that are served or drawn.
  ignoreDependencies: ['@uswds/uswds', 'htmx.org', 'world-atlas'],
  // Of the host, and skipped where it is not there.
  ignoreBinaries: ['strace'],
  // A type that another exported type is made of is exported so that it can be named.
  ignoreExportsUsedInFile: { interface: true, type: true },
} satisfies KnipConfig
