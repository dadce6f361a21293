import { useLingui } from '@lingui/react/macro'
import type { Schemas } from '../../lib/api.ts'
import type { Column } from './data-card.tsx'

type Counted = {
  inbound: number
  outbound: Schemas['AnalyticsOverview']['outbound']
}

/** The columns of every table of messages. */
export const useOutboundColumns = (): Column<Counted>[] => {
  const { t } = useLingui()
  return [
    { label: t`Incoming`, value: ({ inbound }) => inbound },
    { label: t`Outgoing`, value: ({ outbound }) => outbound.accepted },
    { label: t`Sent`, value: ({ outbound }) => outbound.sent },
    { label: t`Delivered`, value: ({ outbound }) => outbound.delivered },
    { label: t`Read`, value: ({ outbound }) => outbound.read },
    { label: t`Failed`, value: ({ outbound }) => outbound.failed },
    { label: t`Canceled`, value: ({ outbound }) => outbound.canceled }
  ]
}
