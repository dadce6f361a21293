import { readFileSync, writeFileSync } from 'node:fs'
import { envExample } from '../server/src/main/config/config.ts'

const text = envExample()
if (!process.argv.includes('--check')) writeFileSync('.env.example', text)
else if (readFileSync('.env.example', 'utf8') !== text) {
  console.error(
    '.env.example is not what server/src/main/config says: run `npm run env:example` and commit it.'
  )
  process.exitCode = 1
}
