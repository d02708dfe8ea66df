import { defineConfig } from 'vitest/config'

const browserTests = 'test/**/*.browser.test.ts'

export default defineConfig({
  test: {
    globalSetup: 'test/support/runtime.ts',
    projects: [
      { extends: true, test: { name: 'unit', include: ['test/**/*.test.ts'], exclude: [browserTests], testTimeout: 20_000, hookTimeout: 20_000 } },
      {
        extends: true,
        // One browser for all files, and one file at a time: a page that waits for the processor is a test that fails for nothing.
        test: {
          name: 'browser',
          include: [browserTests],
          globalSetup: 'test/support/browser-server.ts',
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
