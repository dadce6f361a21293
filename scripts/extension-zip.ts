import { mkdir, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { packPasskeyHelper } from '../server/src/http/passkey-helper.ts'

/** Writes the browser extension as a file to hand to a browser or to a store: the same sources, the same bytes. */
const { version, zip } = await packPasskeyHelper()
const folder = new URL('../extension/dist/', import.meta.url)
const file = new URL(`passkey-helper-${version}.zip`, folder)
await mkdir(folder, { recursive: true })
await writeFile(file, zip)
console.log(`${fileURLToPath(file)}: ${zip.length} bytes`)
