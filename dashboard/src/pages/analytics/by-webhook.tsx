import { Trans, useLingui } from '@lingui/react/macro'
import { Loaded } from '../../components/loaded.tsx'
import { useFormat } from '../../lib/format.ts'
import { DataCard } from './data-card.tsx'
import { shareOf } from './funnel.tsx'
import { useWebhooks } from './queries.ts'
import type { Asked } from './use-asked.ts'

/** How deliveries do, of those that are decided. */
export const ByWebhook = (asked: Asked) => {
  const { t } = useLingui()
  const format = useFormat()
  const webhooks = useWebhooks(asked)
  const milliseconds = (value: number | null) => (value === null ? '—' : format.number(value))
  return (
    <Loaded query={webhooks} height={120}>
      {(data) => (
        <DataCard
          title={t`Webhooks`}
          file="webhooks"
          rows={data.toSorted((one, other) => other.deliveries - one.deliveries)}
          keyOf={({ webhook_id }) => webhook_id}
          columns={[
            {
              label: t`Address`,
              value: ({ url, webhook_id }) => url ?? webhook_id,
              shown: ({ url }) =>
                url === null ? <Trans>deleted</Trans> : <bdi dir="ltr">{url}</bdi>
            },
            { label: t`Deliveries`, value: ({ deliveries }) => deliveries },
            {
              label: t`Success`,
              value: (row) => shareOf(row.succeeded, row.succeeded + row.failed),
              shown: ({ succeeded, failed }) =>
                succeeded + failed === 0
                  ? '—'
                  : format.percent(shareOf(succeeded, succeeded + failed))
            },
            { label: t`Failed`, value: ({ failed }) => failed },
            { label: t`Pending`, value: ({ pending }) => pending },
            { label: t`Attempts`, value: ({ attempts }) => attempts },
            {
              label: t`Answer, median (ms)`,
              value: (row) => row.response_ms_p50,
              shown: (row) => milliseconds(row.response_ms_p50)
            },
            {
              label: t`Answer, slowest 5 % (ms)`,
              value: (row) => row.response_ms_p95,
              shown: (row) => milliseconds(row.response_ms_p95)
            }
          ]}
        />
      )}
    </Loaded>
  )
}
