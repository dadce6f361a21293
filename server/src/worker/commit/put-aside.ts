import { newId } from '../../domain/ids.ts'
import type { Tx } from '../../lib/db.ts'
import { putRefusedFact } from '../../store/refused-facts.ts'

const fact_length_max = 65_536
const reason_length_max = 500

/** Keeps something that can be written nowhere else, as far as it can be kept, with the reason. */
export const putAside = (
  tx: Tx,
  session: { session_id: string; tenant_id: string },
  fact: object,
  reason: string
): Promise<void> =>
  putRefusedFact(tx, {
    id: newId('refused_fact'),
    tenant_id: session.tenant_id,
    session_id: session.session_id,
    type: 'type' in fact ? String(fact.type) : '',
    reason: printable(reason, reason_length_max),
    fact: printable(JSON.stringify(fact), fact_length_max)
  })

const printable = (text: string, length_max: number): string =>
  text.slice(0, length_max).replaceAll('\0', '\ufffd').toWellFormed()
