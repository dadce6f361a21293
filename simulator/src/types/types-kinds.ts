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

/** What a phone shows above a message that quotes another. */
export interface ReceivedQuote {
  /** The message that is quoted, and the number of who has written it according to the quote. */
  id: string
  author: string | null
  /** The chat in which the phone looks for it. */
  chat: string
  /** What stands there, as the message itself has it. */
  kind: string
  text: string
  /** Whether the phone has that message of that author there, and leads to it. */
  shown: boolean
}

/** A card as a phone shows it. */
export interface SeenCard {
  name: string
  /** Last, first, middle name, before and after them. */
  names: string[]
  company: string | null
  /** The number as it is written, and the one at WhatsApp, where the card has it. */
  numbers: { shown: string; number: string | null }[]
  /** Every line as `NAME:value`, without parameters. */
  lines: string[]
}

/** What a phone makes of a message of a kind that is neither file, place nor reaction. */
export interface SeenMessage {
  /** Why a real phone would not show it, or not as it is meant; null: it shows it. */
  problem: string | null
  mentions?: { numbers: string[]; all: boolean }
  preview?: { url: string; title: string; description: string | null; picture: string | null }
  contacts?: SeenCard[]
  poll?: { question: string; options: string[]; answers_max: number }
  event?: {
    name: string
    description: string | null
    start_s: number
    end_s: number | null
    place: string | null
    extra_guests: boolean
  }
  /** `seconds` null: the pin is taken off. */
  pin?: { id: string; seconds: number | null }
  /** Options as the poll has them. */
  vote?: { id: string; options: string[] }
  response?: { id: string; response: 'going' | 'not_going' | 'maybe'; extra_guests: number }
  /** Of a post: the colour behind it as `#rrggbb`, the letters, and who may see it as its stanza says. */
  status?: { background: string | null; font: number | null; setting: string | null }
  invite?: { group: string; code: string; name: string; caption: string | null; expires_s: number }
}

/** What is answered, and how. */
export interface AnswerInput {
  to: string
  /** The message that asks; whoever has written it: the other one of the chat unless said. */
  id: string
  author?: string
  /** By which addresses those who ask and answer are named in the seal. */
  form?: 'lid' | 'pn' | 'lid_pn' | 'pn_lid'
  answer_id?: string
  attrs?: Record<string, string>
}

export interface KindCalls {
  /** Votes in a poll; without options all votes are taken back. */
  vote(number: string, input: AnswerInput & { options: string[] }): Promise<{ id: string }>
  /** Reacts as in communities: sealed with the secret of the message. */
  reactSealed(number: string, input: AnswerInput & { emoji: string }): Promise<{ id: string }>
  /** Comments on a message, as in the announcements of a community. `alone`: as apps that seal nothing but what is said. */
  comment(
    number: string,
    input: AnswerInput & { text: string; alone?: boolean }
  ): Promise<{ id: string }>
  /** Answers an event. */
  respond(
    number: string,
    input: AnswerInput & { response: 'going' | 'not_going' | 'maybe'; extra_guests?: number }
  ): Promise<{ id: string }>
  /** Sends any content: an encoded message in base64. A secret of the message is put in; `as_it_is`: only where it has none. */
  sendContent(
    number: string,
    input: {
      to: string
      /** Of a status (`to` is `status@broadcast`): who may see it. */
      people?: string[]
      message: string
      id?: string
      as_it_is?: boolean
      attrs?: Record<string, string>
    }
  ): Promise<{ id: string }>
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
