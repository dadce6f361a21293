import type { Call, Seed } from './call.ts'

/** A call of every route of opt-outs that changes something. */
export const opt_out_calls: Record<string, (seed: Seed) => Promise<Call>> = {
  'POST /api/v1/opt-outs': async () => ({ body: { contact: '+201001234567' } }),
  'DELETE /api/v1/opt-outs/:id': async ({ person }) => {
    const made = await person.post('/api/v1/opt-outs', { contact: '+201001234567' })
    return { path: { id: made.json().id } }
  },
  'PUT /api/v1/opt-outs/words': async () => ({
    body: { stop_words: ['No more'], start_words: ['More'] }
  }),
  'DELETE /api/v1/opt-outs/words': async () => ({})
}
