import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

const browserTests = 'test/**/*.browser.test.ts'

export default defineConfig({
  test: {
    globalSetup: 'test/support/runtime.ts',
    // Else a machine of two processors, such as runs this for every change, would work with one.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      { extends: true, test: { name: 'unit', include: ['test/**/*.test.ts'], exclude: [browserTests], testTimeout: 20_000, hookTimeout: 20_000 } },
      {
        extends: true,
        // One browser for all files, and two files at a time: the journey mostly waits for the next key, while another works.
        test: {
          name: 'browser',
          include: [browserTests],
          globalSetup: 'test/support/browser-server.ts',
          maxWorkers: 2,
          testTimeout: 180_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
