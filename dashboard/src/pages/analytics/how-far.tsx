import { useLingui } from '@lingui/react/macro'
import type { Schemas } from '../../lib/api.ts'
import { useFormat } from '../../lib/format.ts'
import { DataCard } from './data-card.tsx'
import { Funnel, shareOf } from './funnel.tsx'

/** From accepted to read. */
export const HowFar = ({ overview }: { overview: Schemas['AnalyticsOverview'] }) => {
  const { t } = useLingui()
  const format = useFormat()
  const { accepted, sent, delivered, read } = overview.outbound
  const steps = [
    { name: t`Accepted`, messages: accepted },
    { name: t`Sent`, messages: sent },
    { name: t`Delivered`, messages: delivered },
    { name: t`Read`, messages: read }
  ]
  return (
    <DataCard
      title={t`How far messages came`}
      file="how-far"
      rows={accepted === 0 ? [] : steps}
      keyOf={({ name }) => name}
      columns={[
        { label: t`State`, value: ({ name }) => name },
        { label: t`Messages`, value: ({ messages }) => messages },
        {
          label: t`Share`,
          value: ({ messages }) => shareOf(messages, accepted),
          shown: ({ messages }) => format.percent(shareOf(messages, accepted))
        }
      ]}
      chart={<Funnel steps={steps} />}
    />
  )
}
