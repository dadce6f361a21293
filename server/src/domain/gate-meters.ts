/** What came of a call that docker-gate was asked for. */
export const gate_outcomes = [
  'passed',
  'refused',
  'not_ours',
  'missing',
  'unreadable',
  'engine_failed',
  'engine_away'
] as const

export type GateOutcome = (typeof gate_outcomes)[number]

/** Where docker-gate tells what it has counted: it answers by itself, and asks the engine for nothing. */
export const gate_counts_path = '/_gate/counts'
