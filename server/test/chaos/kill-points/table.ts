/** The process in which a step is passed. */
export type KilledRole = 'gateway' | 'worker' | 'delivery'

/** What is done to make the process pass the step. */
export type Road =
  | 'accept'
  | 'out'
  | 'action'
  | 'in'
  | 'refused'
  | 'receipt'
  | 'settings'
  | 'webhook'
  | 'ended queue'
  | 'disappearing'
  | 'upload'
  | 'bring'
  | 'file work'
  | 'conversion'
  | 'file given'
  | 'file taken'
  | 'file out'
  | 'file in'
  | 'sweep'
  | 'erasure'
  | 'export'
  | 'subscription'
  | 'renewal'

export type KillPoint = {
  road: Road
  /** As marked in the source: `// step: …`. */
  step: string
  /** At which passage; the first unless said. */
  nth?: number
  /** Where that is, when the mark does not say it. */
  meaning?: string
}

export const role_of: Record<Road, KilledRole> = {
  accept: 'gateway',
  out: 'worker',
  action: 'worker',
  in: 'worker',
  refused: 'worker',
  receipt: 'worker',
  settings: 'worker',
  webhook: 'delivery',
  'ended queue': 'delivery',
  disappearing: 'delivery',
  upload: 'gateway',
  bring: 'gateway',
  'file work': 'delivery',
  conversion: 'delivery',
  'file given': 'delivery',
  'file taken': 'delivery',
  'file out': 'worker',
  'file in': 'worker',
  sweep: 'delivery',
  erasure: 'delivery',
  export: 'delivery',
  subscription: 'delivery',
  renewal: 'delivery'
}

/** Every step of both roads of a message at which a process is killed. */
export const kill_points: KillPoint[] = [
  { road: 'accept', step: 'idempotency key taken' },
  { road: 'accept', step: 'accept begun' },
  { road: 'accept', step: 'sender read' },
  { road: 'accept', step: 'quota taken' },
  { road: 'accept', step: 'message inserted' },
  { road: 'accept', step: 'message queued' },
  { road: 'accept', step: 'events put' },
  { road: 'accept', step: 'message accepted' },
  { road: 'accept', step: 'answer kept' },
  { road: 'accept', step: 'accept committed' },
  { road: 'accept', step: 'worker poked' },

  { road: 'out', step: 'poke heard' },
  { road: 'out', step: 'messages claimed' },
  { road: 'out', step: 'message begins' },
  { road: 'out', step: 'encrypted' },
  { road: 'out', step: 'commit begins', meaning: 'of the ratchets' },
  { road: 'out', step: 'leases locked' },
  { road: 'out', step: 'keys written' },
  { road: 'out', step: 'batch committed', meaning: 'of the ratchets' },
  { road: 'out', step: 'gate open' },
  { road: 'out', step: 'frames written' },
  { road: 'out', step: 'acknowledged' },
  { road: 'out', step: 'acknowledgement recorded' },
  { road: 'out', step: 'progress written' },
  { road: 'out', step: 'finished messages completed' },
  { road: 'out', step: 'events put' },
  { road: 'out', step: 'batch committed', nth: 2, meaning: 'of what became of the message' },

  { road: 'action', step: 'encrypted', nth: 3, meaning: 'others are on their way' },
  { road: 'action', step: 'frames written', nth: 4, meaning: 'others are still here' },
  { road: 'action', step: 'acknowledged', nth: 5 },
  { road: 'action', step: 'acknowledgement recorded', nth: 2 },
  { road: 'action', step: 'own changes written', meaning: 'not committed yet' },

  { road: 'in', step: 'stanza received' },
  { road: 'in', step: 'decrypted', meaning: 'between decryption and acknowledgement' },
  { road: 'in', step: 'message recorded' },
  { road: 'in', step: 'commit begins' },
  { road: 'in', step: 'leases locked' },
  { road: 'in', step: 'keys written' },
  { road: 'in', step: 'arrived messages written' },
  { road: 'in', step: 'events put' },
  { road: 'in', step: 'batch committed' },
  { road: 'in', step: 'gate open', meaning: 'committed, the receipt still here' },
  { road: 'in', step: 'frames written', meaning: 'the receipt has left' },

  { road: 'refused', step: 'refused facts put aside', meaning: 'not committed yet' },

  { road: 'receipt', step: 'receipt received' },
  { road: 'receipt', step: 'progress written' },
  { road: 'receipt', step: 'batch committed' },
  { road: 'receipt', step: 'gate open', meaning: 'committed, its acknowledgement still here' },
  { road: 'receipt', step: 'frames written' },

  { road: 'settings', step: 'settings announced', meaning: 'the wish to read them not on disk' },
  { road: 'settings', step: 'batch committed', meaning: 'of the wish to read them' },
  { road: 'settings', step: 'frames written', meaning: 'acknowledged, not read' },
  { road: 'settings', step: 'settings read', meaning: 'nothing of it recorded' },
  { road: 'settings', step: 'settings recorded', meaning: 'not on disk' },
  { road: 'settings', step: 'commit begins', nth: 2, meaning: 'of what was set' },
  { road: 'settings', step: 'keys written', nth: 2, meaning: 'how far they were read' },
  { road: 'settings', step: 'events put' },
  { road: 'settings', step: 'batch committed', nth: 2, meaning: 'of what was set' },

  { road: 'webhook', step: 'delivery taken' },
  { road: 'webhook', step: 'delivery loaded' },
  { road: 'webhook', step: 'webhook posted' },
  { road: 'webhook', step: 'attempt recorded' },

  { road: 'ended queue', step: 'piece failed', meaning: 'the first of several' },
  { road: 'ended queue', step: 'piece failed', nth: 2 },

  { road: 'disappearing', step: 'messages disappeared', meaning: 'not committed yet' },

  { road: 'upload', step: 'file written', meaning: 'under a name left to chance' },
  { road: 'upload', step: 'file in place', meaning: 'no row knows it' },
  { road: 'upload', step: 'upload recorded', meaning: 'not committed yet' },
  { road: 'upload', step: 'upload committed', meaning: 'its caller not told' },

  { road: 'bring', step: 'file in place', meaning: 'no row knows it' },
  { road: 'bring', step: 'file kept', meaning: 'the message not written yet' },

  { road: 'file work', step: 'file at hand', meaning: 'fetched from its link, no row knows it' },
  { road: 'file work', step: 'file examined' },
  { road: 'file work', step: 'examination recorded', meaning: 'the job not finished' },

  { road: 'conversion', step: 'file converted', meaning: 'in a folder of its own' },
  { road: 'conversion', step: 'conversion stored', meaning: 'no row knows it' },
  { road: 'conversion', step: 'conversion recorded', meaning: 'the job not finished' },

  { road: 'file given', step: 'file being given', meaning: 'the worker has half of it' },
  { road: 'file taken', step: 'file taken', meaning: 'the worker not told' },

  { road: 'file out', step: 'upload begins' },
  { road: 'file out', step: 'file uploaded', meaning: 'WhatsApp has it, nobody here knows' },
  { road: 'file out', step: 'upload noted', meaning: 'its message not sent' },

  { road: 'file in', step: 'fetch begins' },
  { road: 'file in', step: 'file fetched', meaning: 'in the store, no row knows it' },
  { road: 'file in', step: 'fetched file ready', meaning: 'not committed yet' },
  { road: 'file in', step: 'fetched file recorded' },

  { road: 'sweep', step: 'expired files deleted' },
  { road: 'sweep', step: 'unused file taken', meaning: 'its row gone, not committed yet' },
  { road: 'sweep', step: 'unused file deleted', meaning: 'the content gone, the row still there' },
  { road: 'sweep', step: 'unknown file deleted' },

  // Tried in test/jobs/erase-accounts.test.ts.
  { road: 'erasure', step: 'account held back' },
  { road: 'erasure', step: 'numbers asked to leave' },
  { road: 'erasure', step: 'sessions of an account ended' },
  { road: 'erasure', step: 'piece of an account erased' },
  { road: 'erasure', step: 'piece of an account erased', nth: 6, meaning: 'among messages' },
  { road: 'erasure', step: 'account deleted' },
  { road: 'erasure', step: 'files of an account deleted' },

  // Tried in test/usecases/account-export.test.ts.
  { road: 'export', step: 'export begun' },
  { road: 'export', step: 'file written', meaning: 'it has no name yet' },
  { road: 'export', step: 'export written', meaning: 'in the store, no row knows it' },

  // Tried in test/jobs/move-subscriptions.test.ts.
  { road: 'subscription', step: 'stage of a subscription set', meaning: 'before the commit' },
  { road: 'subscription', step: 'subscription moved' },
  { road: 'subscription', step: 'session followed its subscription' },

  // Tried in test/jobs/issue-renewals.test.ts.
  { road: 'renewal', step: 'renewal issued', meaning: 'before the commit' },
  { road: 'renewal', step: 'renewal committed' }
]

/** What one is called, in tests and in the file of those that were hit. */
export const nameOf = ({ road, step, nth = 1 }: KillPoint): string =>
  `${road}: ${step}${nth > 1 ? ` (${nth})` : ''}`
