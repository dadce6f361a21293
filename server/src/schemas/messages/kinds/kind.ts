import type { z } from 'zod'

/** A kind of message: what a caller gives, what an answer or event shows, and what the documents say of it. */
export type Kind<
  Type extends string = string,
  Sent extends z.ZodObject = z.ZodObject,
  Shown extends z.ZodObject = z.ZodObject
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
}

/** Declares a kind; its types follow from its shapes. */
export const kind = <Type extends string, Sent extends z.ZodObject, Shown extends z.ZodObject>(
  definition: Kind<Type, Sent, Shown>
): Kind<Type, Sent, Shown> => definition
