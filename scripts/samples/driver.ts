import { replaced, type Sample } from './sample.ts'

const driver = `import type { Driver } from '../contract.ts'

/** A sample: what fulfils the contract here is another driver. */
export const createSampleDriver = (inner: Driver): Driver => ({ ...inner, name: 'sample' })
`
const imported = (path: string): string => `import { createSampleDriver } from '${path}'\n`

export const driver_sample: Sample = {
  name: 'a driver',
  files: { 'server/src/orchestrator/drivers/sample/sample-driver.ts': driver },
  edits: {
    'server/src/orchestrator/drivers/names.ts': (text) =>
      replaced(text, /driver_names = \[/, "$&'sample', "),
    'server/src/main/worker-drivers.ts': (text) =>
      imported('../orchestrator/drivers/sample/sample-driver.ts') +
      replaced(
        text,
        /const makers: Record<DriverName, Make> = \{/,
        '$& sample: async (...given) => createSampleDriver(await makeProcessDriver(...given)),'
      ),
    'server/test/conformance/drivers.test.ts': (text) =>
      imported('../../src/orchestrator/drivers/sample/sample-driver.ts') +
      replaced(text, /driverConformance\('process'[\s\S]*?\n\}\)\n/, (found) =>
        [
          found,
          found
            .replace("'process'", "'sample'")
            .replace(/createProcessDriver\(\{[\s\S]*?\n {4}\}\)/, 'createSampleDriver($&)')
        ].join('')
      )
  },
  generate: [['scripts/env-example.ts']],
  written: [],
  prove: [['--test', '--test-name-pattern=sample', 'server/test/conformance/drivers.test.ts']]
}
