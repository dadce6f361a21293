import type { Seed } from './call.ts'
import { instanceOfSession, seedInstance } from './resources.ts'
import { seedConnected } from './seed-session.ts'

/** A session that is connected at a worker. */
export const connectedAt = async ({ app, tenant }: Seed): Promise<string> => {
  const id = await seedConnected(app, tenant)
  await instanceOfSession(app, id, await seedInstance(app, tenant))
  return id
}
