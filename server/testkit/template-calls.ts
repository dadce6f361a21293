import type { Call, Seed } from './call.ts'

export const template_body = {
  name: 'Order on its way',
  default_language: 'en',
  texts: { en: 'Hello {{name}}, it costs {{total}}.', ar: 'مرحبا {{name}}' },
  variables: {
    name: { type: 'text', default: 'there' },
    total: { type: 'money', currency: 'EUR' }
  }
}

const template = async ({ person }: Seed): Promise<Call & { path: { id: string } }> => {
  const made = await person.post('/api/v1/templates', template_body)
  return { path: { id: made.json().id } }
}

/** A call of every route of templates that takes a body. */
export const template_calls: Record<string, (seed: Seed) => Promise<Call>> = {
  'POST /api/v1/templates': async () => ({ body: template_body }),
  'PATCH /api/v1/templates/:id': async (seed) => ({
    ...(await template(seed)),
    body: { description: 'For parcels' }
  }),
  'POST /api/v1/templates/:id/preview': async (seed) => ({
    ...(await template(seed)),
    body: { variables: { total: 12.5 } }
  }),
  'DELETE /api/v1/templates/:id': template
}
