import { readFile, writeFile } from 'node:fs/promises'
import { documents } from './docs/documents.ts'

/** Writes the documents that the services serve, or with --check tells whether they are as the code says. */
const checking = process.argv.includes('--check')
for (const { path, text } of await documents()) {
  if (!checking) await writeFile(path, text)
  else if ((await readFile(path, 'utf8').catch(() => '')) !== text) {
    console.error(
      `${path} is not what the code says: run \`npm run docs:dump\`, look at what changed and commit it.`
    )
    process.exitCode = 1
  }
}
