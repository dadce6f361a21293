import { readdir, readFile } from 'node:fs/promises'
import { type Zippable, zipSync } from 'fflate'

const project = new URL('../../../', import.meta.url)
const folder = new URL('extension/', project)

export type PasskeyHelper = { version: string; zip: Buffer }

/** The first day that the format knows: the same files give the same archive, byte for byte. */
const first_day = new Date(1980, 0, 1)

/** The browser extension that signs with passkeys, as it is installed: what is in `extension/`, and the licence. */
export const packPasskeyHelper = async (): Promise<PasskeyHelper> => {
  const names = (await readdir(folder)).filter((name) => /\.(json|js|css|png)$/.test(name)).sort()
  const files: Zippable = { LICENSE: await readFile(new URL('LICENSE', project)) }
  for (const name of names) files[name] = await readFile(new URL(name, folder))
  const { version } = JSON.parse(String(files['manifest.json'])) as { version: string }
  return { version, zip: Buffer.from(zipSync(files, { level: 0, mtime: first_day })) }
}
