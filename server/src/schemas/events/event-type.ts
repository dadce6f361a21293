import type { z } from 'zod'

/** A type of event: when it comes, and the data that comes with it. */
export type EventTypeAbout<Data extends z.ZodObject = z.ZodObject> = {
  /** A sentence for the documents. */
  description: string
  data: Data
  /** Such data, as they arrive in JSON. */
  example: z.input<Data>
}

/** Declares a type of event. */
export const eventType = <Data extends z.ZodObject>(
  description: string,
  data: Data,
  example: z.input<NoInfer<Data>>
): EventTypeAbout<Data> => ({ description, data, example })
