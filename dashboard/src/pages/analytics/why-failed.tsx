import { useLingui } from '@lingui/react/macro'
import type { Schemas } from '../../lib/api.ts'
import { useFormat } from '../../lib/format.ts'
import { DataCard } from './data-card.tsx'
import { shareOf } from './funnel.tsx'

/** What failed, by the code of its error. */
export const WhyFailed = ({ overview }: { overview: Schemas['AnalyticsOverview'] }) => {
  const { t } = useLingui()
  const format = useFormat()
  const { failed } = overview.outbound
  return (
    <DataCard
      title={t`Why messages failed`}
      file="failures"
      rows={overview.failed_by_reason.toSorted((one, other) => other.messages - one.messages)}
      keyOf={({ reason }) => reason}
      columns={[
        {
          label: t`Error code`,
          value: ({ reason }) => reason,
          shown: ({ reason }) => <code dir="ltr">{reason || '—'}</code>
        },
        { label: t`Messages`, value: ({ messages }) => messages },
        {
          label: t`Share`,
          value: ({ messages }) => shareOf(messages, failed),
          shown: ({ messages }) => format.percent(shareOf(messages, failed))
        }
      ]}
    />
  )
}
