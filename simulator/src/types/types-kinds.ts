/** A place that a phone has received. */
export interface ReceivedLocation {
  latitude: number
  longitude: number
  name: string | null
  address: string | null
}

/** A reaction that a phone has received. */
export interface ReceivedReaction {
  /** The message it is about, and the number of who has written that according to the reaction. */
  id: string
  author: string | null
  /** Empty: the reaction is taken back. */
  emoji: string
  /** Whether the phone has that message of that author in that chat, and shows the reaction at it. */
  shown: boolean
}

export interface KindCalls {
  sendLocation(
    number: string,
    input: {
      to: string
      latitude: number
      longitude: number
      name?: string
      address?: string
      /** A location that goes on being told, in the form of apps before 2018. */
      live?: boolean
    }
  ): Promise<{ id: string }>
  /** Reacts to a message by an emoji; an empty one takes the reaction back. */
  react(
    number: string,
    input: {
      to: string
      id: string
      /** Who has written the message; the other one of the chat, or in a group the one who reacts, unless said. */
      author?: string
      emoji: string
      /** The id of the message that brings the reaction. */
      reaction_id?: string
      attrs?: Record<string, string>
    }
  ): Promise<{ id: string }>
}
