import { buildAgeDays, chooseBuilds, clientVersion } from '../../domain/client-version.ts'
import type { Tx } from '../../lib/db.ts'
import { findClientVersionLook, listClientVersions } from '../../store/client-versions.ts'

export type ClientHealth = {
  /** The version with which sessions log in to WhatsApp. */
  version: string
  /** WhatsApp refuses every version that is known: sessions wait for a newer one. */
  refused: boolean
  /** When this version became known here, and the last login that WhatsApp accepted with it. */
  known_since: Date
  /** Days since it came out, as far as is known. */
  age_days: number
  accepted_at: Date | null
  /** Logins that WhatsApp refused because of the version, by version. */
  refused_logins: { version: string; logins: number }[]
  /** The last look for a newer version, and why it failed. */
  looked_at: Date | null
  look_failure: string | null
}

/** The version of the client as logins of all workers left it; null before a worker has ever run. */
export const readClientHealth = async (
  tx: Pick<Tx, 'query'>,
  now: Date
): Promise<ClientHealth | null> => {
  const rows = await listClientVersions(tx)
  const own =
    rows.find((one) => one.source === 'setting') ?? rows.find((one) => one.source === 'library')
  if (!own) return null
  const { current, refused } = chooseBuilds(rows, own.build)
  const row = rows.find((one) => one.build === current) ?? own
  const look = await findClientVersionLook(tx)
  return {
    version: clientVersion(row.build),
    refused,
    known_since: row.found_at,
    age_days: buildAgeDays(row.build, row.found_at, now),
    accepted_at: row.accepted_at,
    refused_logins: rows
      .filter((one) => one.refused_logins > 0)
      .map((one) => ({ version: clientVersion(one.build), logins: one.refused_logins })),
    looked_at: look?.looked_at ?? null,
    look_failure: look?.failure ?? null
  }
}
