import type { KnipConfig } from 'knip'

// Installed for work that is under way, and used by nothing yet. Delete this list, and its one use below, when that work is in.
const notUsedYet = [
  '@uswds/uswds',
  '@zxcvbn-ts/core',
  '@zxcvbn-ts/language-common',
  'autocannon',
  'better-sqlite3',
  'csv-parse',
  'csv-stringify',
  'd3-geo',
  'd3-scale',
  'express',
  'express-session',
  'fast-check',
  'file-type',
  'helmet',
  'htmx.org',
  'i18n-iso-countries',
  'multer',
  'passport',
  'passport-local',
  'pino',
  'prettier',
  'prettier-plugin-ejs',
  'rate-limiter-flexible',
  'supertest',
  'topojson-client',
  'world-atlas',
]
const theirTypes = /^@types\/(autocannon|better-sqlite3|d3-geo|d3-scale|express-session|geojson|multer|passport|passport-local|topojson-client|topojson-specification)$/

export default {
  entry: ['src/{main,cli,demo}.ts', 'bench/*.ts', 'migrations/*.ts', 'test/**/*.test.ts'],
  project: ['{src,migrations,test,bench}/**/*.ts', '*.config.ts'],
  ignoreDependencies: [...notUsedYet, theirTypes],
  // A type that another exported type is made of is exported so that it can be named.
  ignoreExportsUsedInFile: { interface: true, type: true },
} satisfies KnipConfig
