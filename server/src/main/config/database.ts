import { z } from 'zod'

/** PostgreSQL, once for each role. */
export const database_settings = {
  DATABASE_URL: z
    .string()
    .optional()
    .describe('PostgreSQL as the owner of the schema. Unset: an embedded PostgreSQL in DATA_DIR.'),
  DATABASE_TENANT_URL: z
    .string()
    .optional()
    .describe('PostgreSQL as role wa_tenant. Unset: derived from DATABASE_URL and MASTER_KEY.'),
  DATABASE_WORKER_URL: z
    .string()
    .optional()
    .describe('PostgreSQL as role wa_worker. Unset: derived.'),
  DATABASE_SYSTEM_URL: z
    .string()
    .optional()
    .describe('PostgreSQL as role wa_system. Unset: derived.')
}
