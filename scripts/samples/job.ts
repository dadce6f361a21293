import { replaced, type Sample } from './sample.ts'
import { testsWithDatabase } from './with-database.ts'

const task = `import { defineTask, no_payload } from '../task.ts'

/** A sample, once a day. */
export const sampleTask = defineTask({
  name: 'sample',
  payload: no_payload,
  schedule: '0 3 * * *',
  run: async ({ log }) => log.info('sampled')
})
`

export const job_sample: Sample = {
  name: 'a job',
  files: { 'server/src/jobs/tasks/sample.ts': task },
  edits: {
    'server/src/jobs/tasks.ts': (text) =>
      `import { sampleTask } from './tasks/sample.ts'\n${replaced(
        text,
        'export const tasks: Task[] = [',
        '$& sampleTask,'
      )}`
  },
  generate: [],
  written: [],
  prove: [testsWithDatabase('every task', 'server/test/jobs/tasks.test.ts')]
}
