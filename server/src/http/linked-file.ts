import { z } from 'zod'

const any_type = { '*/*': { schema: z.any() } }

/** What a signed link to a file has behind its path. */
export const LinkQuery = z.strictObject({
  exp: z.string().max(20).optional().describe('Until when the link is valid.'),
  sig: z.string().max(100).optional().describe('The signature of the link.')
})

/** The link in this query, to be checked: what is missing makes it a wrong one. */
export const linkOf = ({ exp, sig }: z.output<typeof LinkQuery>): { exp: number; sig: string } => ({
  exp: Number(exp),
  sig: sig ?? ''
})

/** What a request for a file is answered with; `whole` says what it is. */
export const fileResponses = (whole: string) => ({
  200: { description: whole, content: any_type },
  206: { description: 'The part that Range asks for.', content: any_type },
  304: z.undefined().describe('The caller has it already.')
})
