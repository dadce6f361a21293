import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { StartError } from './start-error.ts'

const hex = z.string().regex(/^[0-9a-f]{64}$/)

const Stored = z.object({
  master_key: hex,
  /** Those before, newest first: what they have made is still read. */
  previous: z.array(z.object({ key: hex, replaced_at: z.iso.datetime() })).default([]),
  /** What the keys before have sealed is not all sealed anew yet. */
  rotating: z.boolean().default(false)
})

export type StoredSecrets = z.infer<typeof Stored>

export const secretsPath = (data_dir: string): string => join(data_dir, 'secrets.json')

/** What DATA_DIR/secrets.json holds; made the first time. */
export const openSecretsFile = async (data_dir: string): Promise<StoredSecrets> => {
  await mkdir(data_dir, { recursive: true })
  const path = secretsPath(data_dir)
  try {
    const file = await open(path, 'wx', 0o600)
    const master_key = newMasterKey()
    await file.writeFile(`${JSON.stringify({ master_key })}\n`)
    await file.sync()
    await file.close()
    return { master_key, previous: [], rotating: false }
  } catch (error) {
    if ((error as { code?: string }).code !== 'EEXIST') throw error
  }
  return readSecretsFile(data_dir)
}

export const readSecretsFile = async (data_dir: string): Promise<StoredSecrets> => {
  const path = secretsPath(data_dir)
  try {
    return Stored.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch (cause) {
    throw new StartError(
      `${path} holds no master key. Restore it from a backup: without it no linked session can be opened.`,
      { cause }
    )
  }
}

/** Puts other contents in the place of the file, whole or not at all. */
export const writeSecretsFile = async (data_dir: string, secrets: StoredSecrets): Promise<void> => {
  const path = secretsPath(data_dir)
  const part = `${path}.${process.pid}`
  try {
    const file = await open(part, 'w', 0o600)
    await file.writeFile(`${JSON.stringify(secrets)}\n`)
    await file.sync()
    await file.close()
    await rename(part, path)
  } finally {
    await rm(part, { force: true })
  }
  const folder = await open(data_dir, 'r')
  await folder.sync()
  await folder.close()
}

export const newMasterKey = (): string => randomBytes(32).toString('hex')

/** The keys of a file, the one that makes what is new first. */
export const masterKeysOf = (stored: StoredSecrets): Buffer[] =>
  [stored.master_key, ...stored.previous.map((one) => one.key)].map((key) =>
    Buffer.from(key, 'hex')
  )
