import { createHash } from 'node:crypto'

export const event_responses = ['going', 'not_going', 'maybe'] as const
export type EventResponse = (typeof event_responses)[number]

/** More guests than this nobody brings. */
export const guests_max = 1_000

/** Options of a poll, by the hashes under which WhatsApp names them. None: all votes were taken back. */
export type PollVote = { options: string[] }

/** Whether somebody comes to an event, and with how many others. */
export type EventAnswer = { response: EventResponse; extra_guests: number }

/** What somebody answers to a message that asks something. */
export type Answer = PollVote | EventAnswer

/** What one person has answered to a message. */
export type AnswerRow = {
  message_id: string
  answerer_id: string
  answer: Answer
  answered_at: Date
}

/** The options that a vote names, as the poll writes them; what the poll does not offer is left out. */
export const optionsOf = (content: Record<string, unknown>, answer: Answer): string[] => {
  if (!('options' in answer)) return []
  const chosen = new Set(answer.options)
  return [...hashesOf(content)].flatMap(([hash, option]) => (chosen.has(hash) ? [option] : []))
}

/** How a poll stands: for each option who has chosen it. */
export const pollResult = (content: Record<string, unknown>, rows: AnswerRow[]) => {
  const votes = rows.map(({ answerer_id, answer }) => ({
    from: answerer_id,
    options: optionsOf(content, answer)
  }))
  return {
    voters: votes.filter(({ options }) => options.length > 0).length,
    options: [...hashesOf(content).values()].map((name) => {
      const voters = votes.filter(({ options }) => options.includes(name)).map(({ from }) => from)
      return { name, votes: voters.length, voters }
    })
  }
}

/** Who comes to an event and who does not, the first answer first. */
export const eventAnswers = (rows: AnswerRow[]) =>
  rows.flatMap(({ answerer_id, answer, answered_at }) =>
    'response' in answer ? [{ from: answerer_id, ...answer, responded_at: answered_at }] : []
  )

/** How somebody votes who chooses these options, as the poll writes them. */
export const voteOf = (options: string[]): PollVote => ({ options: options.map(optionHash) })

/** Why nobody may answer a poll so; null: one may. No option takes all votes back. */
export const whyNoVote = (content: Record<string, unknown>, options: string[]): string | null => {
  const { answers_max = 0 } = (content['poll'] ?? {}) as { answers_max?: number }
  const offered = new Set(hashesOf(content).values())
  if (options.some((option) => !offered.has(option))) return 'The poll has no such option.'
  if (new Set(options).size < options.length) return 'Must differ.'
  return answers_max > 0 && options.length > answers_max
    ? `The poll allows ${answers_max} of its options.`
    : null
}

/** Why nobody may bring so many to an event; null: one may. */
export const whyNoGuests = (content: Record<string, unknown>, extra_guests: number) => {
  const { extra_guests_allowed } = (content['event'] ?? {}) as { extra_guests_allowed?: boolean }
  return extra_guests > 0 && !extra_guests_allowed ? 'The event allows no extra guests.' : null
}

const hashesOf = (content: Record<string, unknown>): Map<string, string> => {
  const { options } = (content['poll'] ?? {}) as { options?: string[] }
  return new Map((options ?? []).map((option) => [optionHash(option), option]))
}

/** By which a vote names an option. */
export const optionHash = (option: string): string =>
  createHash('sha256').update(option).digest('hex')
