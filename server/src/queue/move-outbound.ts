import type { Tx } from '../lib/db.ts'

export type ChatMove = { session_id: string; from: string; to: string }

/** Lets what waits for one chat wait for another: the order of both together is that in which they were accepted. */
export const moveOutbound = async (tx: Tx, moves: ChatMove[]): Promise<void> => {
  await tx.query(
    `update outbound o set chat_id = w.to_chat
     from unnest($1::text[], $2::text[], $3::text[]) as w (session_id, from_chat, to_chat)
     where o.session_id = w.session_id and o.chat_id = w.from_chat`,
    [
      moves.map((move) => move.session_id),
      moves.map((move) => move.from),
      moves.map((move) => move.to)
    ]
  )
}
