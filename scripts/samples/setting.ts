import { replaced, type Sample } from './sample.ts'

export const setting_sample: Sample = {
  name: 'a setting',
  files: {},
  edits: {
    'server/src/main/config/accounts.ts': (text) =>
      replaced(
        text,
        /export const account_settings = \{\n/,
        "$&  SAMPLE_DAYS: whole(3).describe('A sample.'),\n"
      )
  },
  generate: [['scripts/env-example.ts']],
  written: ['.env.example'],
  prove: [
    ['scripts/env-example.ts', '--check'],
    [
      '--input-type=module',
      '--eval',
      "const { readConfig } = await import('./server/src/main/config/config.ts'); if (readConfig({ SAMPLE_DAYS: '5' }).SAMPLE_DAYS !== 5 || readConfig({}).SAMPLE_DAYS !== 3) process.exit(1)"
    ]
  ]
}
