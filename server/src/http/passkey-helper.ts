import { readdir, readFile } from 'node:fs/promises'
import { type ZipEntry, zipOf } from '../lib/zip.ts'

const project = new URL('../../../', import.meta.url)
const folder = new URL('extension/', project)

export type PasskeyHelper = { version: string; zip: Buffer }

/** The browser extension that signs with passkeys, as it is installed: what is in `extension/`, and the licence. */
export const packPasskeyHelper = async (): Promise<PasskeyHelper> => {
  const names = (await readdir(folder)).filter((name) => /\.(json|js|css|png)$/.test(name)).sort()
  const files: ZipEntry[] = [{ name: 'LICENSE', data: await readFile(new URL('LICENSE', project)) }]
  for (const name of names) files.push({ name, data: await readFile(new URL(name, folder)) })
  const manifest = files.find(({ name }) => name === 'manifest.json')
  const { version } = JSON.parse(String(manifest?.data)) as { version: string }
  return { version, zip: zipOf(files) }
}
