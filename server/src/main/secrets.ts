import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../lib/config.ts'
import { deriveKey, hmacHex } from '../lib/crypto.ts'
import { StartError } from './start-error.ts'

export type Secrets = {
  master_key: Buffer
  jwt_secret: Buffer
  control_secret: Buffer
  webhook_key: Buffer
}

/** The secrets of an installation that holds them all. Generated once into DATA_DIR/secrets.json (mode 0600) when none is configured. */
export const loadSecrets = async (config: Config): Promise<Secrets> => {
  const master_key = configuredMasterKey(config) ?? (await storedMasterKey(config.DATA_DIR))
  return { master_key, ...roleSecrets(config, master_key) }
}

/** What a role needs besides the master key: configured by itself, or derived where the master key is known. */
export const roleSecrets = (
  config: Config,
  master_key: Buffer | undefined
): Omit<Secrets, 'master_key'> => ({
  jwt_secret: secret('JWT_SECRET', config.JWT_SECRET, master_key, 'access tokens'),
  control_secret: secret('CONTROL_SECRET', config.CONTROL_SECRET, master_key, 'control ports'),
  webhook_key: secret('WEBHOOK_KEY', config.WEBHOOK_KEY, master_key, 'webhook secrets')
})

/** What the environment of a process that plays one role gives it. The master key need not be known to it. */
export const configuredSecrets = (config: Config): Omit<Secrets, 'master_key'> => {
  try {
    return roleSecrets(config, configuredMasterKey(config))
  } catch (error) {
    throw new StartError((error as Error).message, { cause: error })
  }
}

export const configuredMasterKey = (config: Config): Buffer | undefined =>
  config.MASTER_KEY ? Buffer.from(config.MASTER_KEY, 'hex') : undefined

/** The password of a database role on a server that asks for one. */
export const rolePassword = (master_key: Buffer, role: string): string =>
  hmacHex(deriveKey(master_key, 'database roles'), role)

const secret = (
  name: string,
  given: string | undefined,
  master_key: Buffer | undefined,
  purpose: string
): Buffer => {
  if (given) return Buffer.from(given, 'hex')
  if (master_key) return deriveKey(master_key, purpose)
  throw new Error(`Set ${name}, or MASTER_KEY to derive it from.`)
}

const storedMasterKey = async (data_dir: string): Promise<Buffer> => {
  const path = join(data_dir, 'secrets.json')
  await mkdir(data_dir, { recursive: true })
  try {
    const file = await open(path, 'wx', 0o600)
    const master_key = randomBytes(32)
    await file.writeFile(`${JSON.stringify({ master_key: master_key.toString('hex') })}\n`)
    await file.sync()
    await file.close()
    return master_key
  } catch (error) {
    if ((error as { code?: string }).code !== 'EEXIST') throw error
  }
  const { master_key } = JSON.parse(await readFile(path, 'utf8')) as { master_key?: string }
  if (!master_key || !/^[0-9a-f]{64}$/.test(master_key)) {
    throw new StartError(
      `${path} holds no master key. Restore it from a backup: without it no linked session can be opened.`
    )
  }
  return Buffer.from(master_key, 'hex')
}
