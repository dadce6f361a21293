import { LRUCache } from 'lru-cache'
import { createLog } from '../../src/lib/log.ts'
import { createBaileysEngine } from '../../src/whatsapp/baileys/engine.ts'
import { library_build } from '../../src/whatsapp/baileys/library-build.ts'
import { letLongTimersGo } from '../../testkit/library-timers.ts'
import { engineConformance } from './engine.ts'

letLongTimersGo()

engineConformance('Baileys', ({ ws_url, root_key, media_ca }) => ({
  engine: createBaileysEngine({
    endpoint: { ws_url, root_key, media_ca },
    proxies: { allowed: [], resolve: async () => [] },
    cache: new LRUCache({ max: 10_000 }),
    log: createLog({ level: 'error', role: 'test' })
  }),
  client_build: library_build
}))
