/** How many shared workers there may be; null: as the settings say. */
export type ScaleBounds = { workers_min: number | null; workers_max: number | null }

export const as_settings_say: ScaleBounds = { workers_min: null, workers_max: null }

/** The most that can be asked for. The settings may allow fewer. */
export const scale_max = 1_000

export const scale_decision_kinds = ['start', 'drain', 'end'] as const

/** What was decided of a worker, and why. */
export type ScaleDecision = {
  decision: (typeof scale_decision_kinds)[number]
  /** What kind of worker: shared, of a tenant, of one session. */
  pool: string
  /** Null: one that has no instance yet. */
  instance_id: string | null
  /** How many sessions it was decided for. */
  sessions: number
  reason: string
}

export type ScaleDecisionRow = ScaleDecision & { decided_at: Date }
