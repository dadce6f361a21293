import type { ClientBuild, KnownBuild } from '../../domain/client-version.ts'
import type { Db } from '../../lib/db.ts'
import {
  type BuildSource,
  listClientVersions,
  noteClientVersion
} from '../../store/client-versions.ts'

/** The builds that are known, with what became of logins with them. */
export const loadClientVersions = (db: Db): Promise<KnownBuild[]> => listClientVersions(db)

/** Records a build, or how a login with it went. */
export const recordClientVersion = (
  db: Db,
  build: ClientBuild,
  source: BuildSource,
  outcome: 'accepted' | 'refused' | null
): Promise<void> => noteClientVersion(db, build, source, outcome)
