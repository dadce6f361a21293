import { readFileSync, writeFileSync } from 'node:fs'

/** Which folders of `server/src` each may import. A message travels from top to bottom, and imports never climb. */
export const arrows: Record<string, string[]> = {
  main: [
    'http',
    'jobs',
    'webhooks',
    'worker',
    'orchestrator',
    'docker-gate',
    'admin',
    'usecases',
    'billing',
    'store',
    'queue',
    'whatsapp',
    'control',
    'cache',
    'media',
    'payments',
    'schemas',
    'domain',
    'lib'
  ],
  http: ['admin', 'usecases', 'schemas', 'domain', 'lib'],
  jobs: ['webhooks', 'billing', 'store', 'queue', 'media', 'payments', 'schemas', 'domain', 'lib'],
  webhooks: ['store', 'queue', 'schemas', 'domain', 'lib'],
  worker: ['control', 'store', 'queue', 'whatsapp', 'media', 'schemas', 'domain', 'lib'],
  orchestrator: ['control', 'store', 'schemas', 'domain', 'lib'],
  'docker-gate': ['domain', 'lib'],
  admin: ['control', 'billing', 'store', 'queue', 'schemas', 'domain', 'lib'],
  usecases: ['control', 'store', 'queue', 'cache', 'media', 'payments', 'schemas', 'domain', 'lib'],
  billing: ['store', 'payments', 'schemas', 'domain', 'lib'],
  store: ['schemas', 'domain', 'lib'],
  queue: ['schemas', 'domain', 'lib'],
  whatsapp: ['control', 'schemas', 'domain', 'lib'],
  control: ['schemas', 'domain', 'lib'],
  cache: ['domain', 'lib'],
  media: ['domain', 'lib'],
  payments: ['domain', 'lib'],
  schemas: ['domain', 'lib'],
  domain: [],
  lib: []
}

/** Their order from top to bottom; `architecture.test.ts` holds the arrows to it. */
export const order = Object.keys(arrows)

/** Packages that only one place may import. */
const packages: Record<string, string> = { baileys: 'whatsapp', pg: 'lib/db.ts' }

const folders = Object.keys(arrows)

/** How deep below their folder files may lie: `../` means another folder only at the right depth. */
const depths = [0, 1, 2, 3]

const restriction = (folder: string, depth: number) => {
  const forbidden = folders.filter((other) => other !== folder && !arrows[folder]?.includes(other))
  const closed = Object.keys(packages).filter((name) => !packages[name]?.startsWith(folder))
  const patterns = []
  if (forbidden.length > 0) {
    patterns.push({
      group: forbidden.map((other) => `${'../'.repeat(depth + 1)}${other}/**`),
      message: `${folder}/ may import only: ${arrows[folder]?.join(', ') || 'nothing'}`
    })
  }
  if (closed.length > 0) {
    patterns.push({
      group: closed.flatMap((name) => [name, `${name}/**`]),
      message: closed.map((name) => `only ${packages[name]} imports ${name}`).join('; ')
    })
  }
  return {
    includes: [`server/src/${folder}/${'*/'.repeat(depth)}*.ts`],
    linter: {
      rules: {
        style: {
          noRestrictedImports: { level: 'error', options: { patterns } },
          ...(folder === 'main' ? {} : { noProcessEnv: 'error' })
        }
      }
    }
  }
}

const simulator = {
  includes: ['simulator/**'],
  linter: {
    rules: {
      style: {
        noRestrictedImports: {
          level: 'error',
          options: {
            patterns: [
              {
                group: ['**/server/**', '@whatsapp-saas/server'],
                message: 'the simulator never imports the product'
              }
            ]
          }
        }
      }
    }
  }
}

/** Biome's settings with the arrows as lint rules. */
export const withArrows = (settings: string): string => {
  const parsed = JSON.parse(settings) as Record<string, unknown>
  return `${JSON.stringify({ ...parsed, overrides: [...folders.flatMap((folder) => depths.map((depth) => restriction(folder, depth))), simulator] }, null, 2)}\n`
}

if (import.meta.main) writeFileSync('biome.json', withArrows(readFileSync('biome.json', 'utf8')))
