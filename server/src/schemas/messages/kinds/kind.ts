import type { z } from 'zod'

/** A kind of message: what a caller gives, what an answer or event shows, and what the documents say of it. */
export type Kind<
  Type extends string = string,
  Sent extends z.ZodType = z.ZodType,
  Shown extends z.ZodType = z.ZodType
> = {
  /** The value of `type`, and the name of the member that holds the content. */
  type: Type
  /** One sentence for the documents. */
  description: string
  /** What a caller gives; strict, so that a misspelt member is refused. */
  sent: Sent
  /** What is shown of a message that was sent or received. */
  shown: Shown
  example: z.input<Sent>
  /** Why it cannot be sent in this chat, and which member of the content says so; null: it can. */
  unfit?(content: z.output<Sent>, chat_id: string): { path: string; message: string } | null
}

/** A kind that people send and callers cannot. */
export type ReceivedKind<Type extends string = string, Shown extends z.ZodType = z.ZodType> = Pick<
  Kind<Type, z.ZodType, Shown>,
  'type' | 'description' | 'shown'
>

/** Declares a kind; its types follow from its shapes. */
export const kind = <Type extends string, Sent extends z.ZodType, Shown extends z.ZodType>(
  definition: Kind<Type, Sent, Shown>
): Kind<Type, Sent, Shown> => definition

/** Declares a kind that is only received. */
export const receivedKind = <Type extends string, Shown extends z.ZodType>(
  definition: ReceivedKind<Type, Shown>
): ReceivedKind<Type, Shown> => definition
