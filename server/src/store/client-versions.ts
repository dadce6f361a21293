import type { ClientBuild, KnownBuild } from '../domain/client-version.ts'
import type { Tx } from '../lib/db.ts'

export type BuildSource = 'library' | 'website' | 'setting'
export type ClientVersionRow = KnownBuild & {
  source: BuildSource
  found_at: Date
  /** How many logins WhatsApp refused because of it. */
  refused_logins: number
}

/** The builds that matter, newest first: older ones were left behind. */
export const listClientVersions = (tx: Pick<Tx, 'query'>): Promise<ClientVersionRow[]> =>
  tx.query<ClientVersionRow>(
    `select build, source, found_at, accepted_at, refused_at, refused_logins from client_versions
     order by build desc limit 20`,
    [],
    'list_client_versions'
  )

/** A worker's news of a build. A refusal makes the delivery role look for a newer one. */
export const noteClientVersion = async (
  tx: Pick<Tx, 'query'>,
  build: ClientBuild,
  source: BuildSource,
  outcome: 'accepted' | 'refused' | null
): Promise<void> => {
  await tx.query(
    'select note_client_version($1, $2, $3)',
    [build, source, outcome],
    'note_client_version'
  )
}

/** A build that was found on the website. One that is known already stays as it is. */
export const insertFoundVersion = async (tx: Tx, build: ClientBuild): Promise<boolean> => {
  const rows = await tx.query(
    `insert into client_versions (build, source) values ($1, 'website')
     on conflict (build) do nothing returning build`,
    [build],
    'insert_found_version'
  )
  return rows.length > 0
}

export type ClientVersionLook = { looked_at: Date | null; failure: string | null }

export const findClientVersionLook = async (
  tx: Pick<Tx, 'query'>
): Promise<ClientVersionLook | null> => {
  const [row] = await tx.query<ClientVersionLook>(
    'select looked_at, failure from client_version_looks',
    [],
    'find_client_version_look'
  )
  return row ?? null
}

/** Takes the look that is due, so that nobody else does; false when none is. `urgent` ones wait a minute at most. */
export const takeClientVersionLook = async (
  tx: Pick<Tx, 'query'>,
  urgent: boolean,
  next_s: number
): Promise<boolean> => {
  const rows = await tx.query(
    `update client_version_looks set looked_at = now(), next_look_at = now() + make_interval(secs => $2)
     where next_look_at <= now() or ($1 and (looked_at is null or looked_at < now() - interval '1 minute'))
     returning only_row`,
    [urgent, next_s],
    'take_client_version_look'
  )
  return rows.length > 0
}

export const setClientVersionFailure = async (
  tx: Pick<Tx, 'query'>,
  failure: string | null
): Promise<void> => {
  await tx.query(
    'update client_version_looks set failure = $1',
    [failure],
    'set_client_version_failure'
  )
}

/** Builds that were never accepted and found long ago are of no use any more. */
export const deleteOldClientVersions = async (tx: Tx): Promise<void> => {
  await tx.query(
    `delete from client_versions where build not in (select build from client_versions order by build desc limit 20)`,
    [],
    'delete_old_client_versions'
  )
}
