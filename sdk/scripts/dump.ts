import { readFile, writeFile } from 'node:fs/promises'
import { generated } from './generated.ts'

/** Writes the types and the table of calls from the documents of the API, or with --check tells whether they agree. */
const checking = process.argv.includes('--check')
const folder = new URL('../src/generated/', import.meta.url)
for (const { path, text } of await generated()) {
  const file = new URL(path, folder)
  if (!checking) await writeFile(file, text)
  else if ((await readFile(file, 'utf8').catch(() => '')) !== text) {
    console.error(
      `sdk/src/generated/${path} is not what the documents say: run \`npm run docs:dump\`, look at what changed and commit it.`
    )
    process.exitCode = 1
  }
}
