/** What one person has reacted to a message; an empty emoji: the reaction was taken back. */
export type ReactionRow = {
  message_id: string
  reactor_id: string
  emoji: string
  reacted_at: Date
}

/** A reaction as it stands in the message. */
export const reactionView = ({ reactor_id, emoji, reacted_at }: ReactionRow) => ({
  from: reactor_id,
  emoji,
  reacted_at: reacted_at
})
