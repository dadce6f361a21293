import { passkey_limits } from '../../src/whatsapp/linking/passkey-ceremony.ts'

// The worker as it is, with less time for the steps of a linking with a passkey: those named in PASSKEY_LIMITS.
Object.assign(passkey_limits, JSON.parse(process.env['PASSKEY_LIMITS'] ?? '{}'))
await import('../../src/main/worker.ts')
