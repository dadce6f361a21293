import { passkey_limits } from '../src/whatsapp/baileys/linking/passkey-ceremony.ts'
import { ref_life_ms } from '../src/whatsapp/baileys/linking/qr-offer.ts'

// The worker as it is, with less time for codes to scan and for the steps of a linking with a passkey: as it is told.
const told = JSON.parse(process.env['HURRY'] ?? '{}')
Object.assign(passkey_limits, told.passkey)
Object.assign(ref_life_ms, told.codes)
await import('../src/main/worker.ts')
