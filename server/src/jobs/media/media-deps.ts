import type { KeyRing } from '../../lib/key-ring.ts'
import type { MediaStore } from '../../media/contract.ts'
import type { WorkerPlace } from '../../store/sessions/workers.ts'
import type { AddressGuard } from '../../webhooks/guard-address.ts'
import type { Patience } from './fetch-url.ts'
import type { Ffmpeg } from './ffmpeg.ts'

/** What is needed to work on files. */
export type MediaDeps = {
  store: MediaStore
  guard: AddressGuard
  /** Null: there is none, so nothing is converted that needs it. */
  ffmpeg: Ffmpeg | null
  /** A folder on a disk, for files that are being worked on. */
  temporary: string
  bytes_max: number
  /** Opens the URLs that callers gave. */
  webhook_key: KeyRing
  user_agent: string
  /** How long a server may take that a file is fetched from. */
  patience?: Patience | undefined
  /** Tells a worker that there may be something to send. It may get lost. */
  poke: (worker: WorkerPlace) => void
}
