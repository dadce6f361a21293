/**
 * The life of a subscription that has to be paid: trialing → active → past_due (reminders, and time to pay) → limited (what comes in is
 * kept, nothing is sent) → suspended (sessions are stopped) → export_offered → erased. A payment leads back to active from each but
 * the last. Nothing here knows a clock or a database: what is so goes in, what is to be done comes out, one step at a time.
 */
export const life_states = [
  'trialing',
  'active',
  'past_due',
  'limited',
  'suspended',
  'export_offered',
  'erased'
] as const

export type LifeState = (typeof life_states)[number]

/** How far a subscription has come that is past due; null: it is served. */
export const life_stages = ['limited', 'suspended', 'export_offered'] as const

export type LifeStage = (typeof life_stages)[number]

/** Whether nothing of it runs: its sessions are stopped, and none is started. */
export const isSuspended = (stage: LifeStage | null): boolean =>
  stage === 'suspended' || stage === 'export_offered'

/** How many days each takes. */
export type LifeDays = {
  /** For how long new accounts are on trial; null: for ever. */
  trial_days: number | null
  /** How many days before the end of a paid period the invoice for the next one is issued. */
  renewal_days: number
  /** On which days after the end of what was paid the customer is reminded. */
  reminder_days: number[]
  /** Days of past_due, in which the customer is served as before. */
  grace_days: number
  limited_days: number
  suspended_days: number
  /** Days from the offer of an export to the erasure; null: nothing is erased. */
  export_days: number | null
}

const default_life: LifeDays = {
  trial_days: null,
  renewal_days: 7,
  reminder_days: [0, 5, 10],
  grace_days: 14,
  limited_days: 14,
  suspended_days: 30,
  export_days: 30
}

/** The days as they were set, with those of the product for what was not. */
export const lifeDaysOf = (set: Partial<LifeDays> | null): LifeDays => ({
  ...default_life,
  ...set
})

/** What is so with a subscription. */
export type LifeFacts = {
  state: LifeState
  /** Since when it is in that state. null: since before states had an end, and it stays in it. */
  since: Date | null
  /** There is a price at which it has to be paid. */
  has_price: boolean
  /** When the period ends that it is in. */
  period_end: Date
  /** Something was paid for now. */
  is_paid: boolean
  trial_ends_at: Date | null
  reminders_sent: number
  reminded_at: Date | null
  /** The customer has canceled: no time of grace follows on what was paid. */
  cancels: boolean
  /** It is that of an administrator, who is not erased. */
  is_kept: boolean
}

/** What happens next: another state, or a reminder in the one that it is in. */
export type LifeStep =
  | { kind: 'state'; state: LifeState; at: Date }
  | { kind: 'reminder'; nth: number; at: Date }

const day_ms = 86_400_000
const after = (moment: Date, days: number): Date => new Date(moment.getTime() + days * day_ms)
const later = (one: Date, other: Date): Date => (one > other ? one : other)
const to = (state: LifeState, at: Date): LifeStep => ({ kind: 'state', state, at })

/** What comes next of itself, and when; null: nothing does. */
export const comesNext = (facts: LifeFacts, days: LifeDays): LifeStep | null => {
  const { state, since } = facts
  switch (state) {
    case 'trialing':
    case 'active':
      return endOfService(facts)
    case 'past_due':
      if (since && facts.cancels) return to('limited', since)
      return since && nextOfPastDue(facts, since, days)
    case 'limited':
      return since && to('suspended', after(since, days.limited_days))
    case 'suspended':
      return since && to('export_offered', after(since, days.suspended_days))
    case 'export_offered':
      if (since === null || days.export_days === null || facts.is_kept) return null
      return to('erased', after(since, days.export_days))
    case 'erased':
      return null
  }
}

/** What is to be done now; null: nothing. After each step it is asked again, from what is so then. */
export const lifeStep = (facts: LifeFacts, days: LifeDays, now: Date): LifeStep | null => {
  if (facts.state === 'erased') return null
  // Another period begins as well.
  if (facts.is_paid)
    return facts.state === 'active' && facts.period_end > now ? null : to('active', now)
  const next = comesNext(facts, days)
  return next && next.at <= now ? next : null
}

const endOfService = ({ state, has_price, period_end, trial_ends_at, cancels }: LifeFacts) => {
  if (has_price) return to(cancels ? 'limited' : 'past_due', period_end)
  return state === 'trialing' && trial_ends_at ? to('past_due', trial_ends_at) : null
}

/**
 * All reminders come before anything is taken away, each so many days after the one before as was set, also where they are late: who
 * could not be told yet has the time to pay all the same.
 */
const nextOfPastDue = (
  { reminders_sent, reminded_at }: LifeFacts,
  since: Date,
  { reminder_days, grace_days }: LifeDays
): LifeStep => {
  const told = Math.min(reminders_sent, reminder_days.length)
  const on = (nth: number): number => reminder_days[nth] ?? 0
  const due = (day: number): Date => {
    const planned = after(since, day)
    if (!reminded_at || told === 0) return planned
    return later(planned, after(reminded_at, Math.max(0, day - on(told - 1))))
  }
  return told < reminder_days.length
    ? { kind: 'reminder', nth: told + 1, at: due(on(told)) }
    : to('limited', due(grace_days))
}

/** The state that follows of itself and when, if nobody pays: after all reminders that are still to come. */
export const nextState = (
  facts: LifeFacts,
  days: LifeDays,
  now: Date
): { state: LifeState; at: Date } | null => {
  let looked = facts
  for (const _ of [...days.reminder_days, 0]) {
    const next = comesNext(looked, days)
    if (next?.kind !== 'reminder') return next
    looked = { ...looked, reminders_sent: next.nth, reminded_at: later(next.at, now) }
  }
  return null
}
