import { deriveKey, hmacHex } from '../lib/crypto.ts'
import { createKeyRing, joinRings, type KeyRing } from '../lib/key-ring.ts'
import type { Config } from './config/config.ts'
import { masterKeysOf, openSecretsFile } from './secrets-file.ts'
import { StartError } from './start-error.ts'

export type Secrets = {
  master_key: KeyRing
  jwt_secret: KeyRing
  control_secret: KeyRing
  webhook_key: KeyRing
}

/** The secrets of an installation that holds them all. Generated once into DATA_DIR/secrets.json (mode 0600) when none is configured. */
export const loadSecrets = async (config: Config): Promise<Secrets> => {
  const master_key =
    configuredMasterKey(config) ??
    createKeyRing(masterKeysOf(await openSecretsFile(config.DATA_DIR)))
  return { master_key, ...roleSecrets(config, master_key) }
}

/** What a role needs besides the master key: configured by itself, or derived where the master key is known. */
export const roleSecrets = (
  config: Config,
  master_key: KeyRing | undefined
): Omit<Secrets, 'master_key'> => ({
  jwt_secret: secret(config, 'JWT_SECRET', master_key, 'access tokens'),
  control_secret: secret(config, 'CONTROL_SECRET', master_key, 'control ports'),
  webhook_key: secret(config, 'WEBHOOK_KEY', master_key, 'webhook secrets')
})

/** What the environment of a process that plays one role gives it. The master key need not be known to it. */
export const configuredSecrets = (config: Config): Omit<Secrets, 'master_key'> => {
  try {
    return roleSecrets(config, configuredMasterKey(config))
  } catch (error) {
    throw new StartError((error as Error).message, { cause: error })
  }
}

export const configuredMasterKey = (config: Config): KeyRing | undefined => {
  const keys = configured(config, 'MASTER_KEY')
  return keys && createKeyRing(keys)
}

/** The password of a database role on a server that asks for one. */
export const rolePassword = (master_key: Buffer, role: string): string =>
  hmacHex(deriveKey(master_key, 'database roles'), role)

type Named = 'MASTER_KEY' | 'JWT_SECRET' | 'CONTROL_SECRET' | 'WEBHOOK_KEY'

const configured = (config: Config, name: Named): Buffer[] | undefined => {
  const given = config[name]
  if (!given) return undefined
  const previous = config[`${name}_PREVIOUS`]?.split(',') ?? []
  return [given, ...previous].map((hex) => Buffer.from(hex.trim(), 'hex'))
}

// A key that is configured by itself may take the place of one that was derived: what that has made is still read.
const secret = (
  config: Config,
  name: Named,
  master_key: KeyRing | undefined,
  purpose: string
): KeyRing => {
  const given = configured(config, name)
  const derived = master_key?.derive(purpose)
  if (given) return joinRings(createKeyRing(given), ...(derived ? [derived] : []))
  if (derived) return derived
  throw new Error(`Set ${name}, or MASTER_KEY to derive it from.`)
}
