import { useLingui } from '@lingui/react/macro'
import { Loaded } from '../../components/loaded.tsx'
import { localeOf } from '../../lib/language.ts'
import { usePreferences } from '../../lib/preferences.ts'
import { DataCard } from './data-card.tsx'
import { useOutboundColumns } from './outbound-columns.ts'
import { useMessagesOverTime } from './queries.ts'
import { spanName, spanOf, spansOf } from './spans.ts'
import { TimeChart } from './time-chart.tsx'
import type { Asked } from './use-asked.ts'

const nothing = { accepted: 0, sent: 0, delivered: 0, read: 0, failed: 0, canceled: 0 }

/** Messages by hour, day, week or month. */
export const OverTime = (asked: Asked) => {
  const { t } = useLingui()
  const { language, digits } = usePreferences()
  const messages = useMessagesOverTime(asked)
  const columns = useOutboundColumns()
  const titles = {
    hour: t`Messages by hour`,
    day: t`Messages by day`,
    week: t`Messages by week`,
    month: t`Messages by month`
  }
  const locale = localeOf(language, digits)
  return (
    <Loaded query={messages} height={300}>
      {({ data, range, timezone }) => {
        const { interval } = range
        const found = new Map(
          data.map((row) => [spanOf(Date.parse(row.at), interval, timezone), row])
        )
        const rows = spansOf(range, timezone).map((span) => {
          const { inbound = 0, outbound = nothing } = found.get(span) ?? {}
          return {
            span,
            short: spanName(span, interval, locale, true),
            name: spanName(span, interval, locale, false),
            inbound,
            outbound
          }
        })
        const title = titles[interval]
        return (
          <DataCard
            title={title}
            file={`messages-${range.first_day}-${range.last_day}`}
            rows={data.length === 0 ? [] : rows}
            keyOf={({ span }) => span}
            columns={[
              { label: t`Time`, value: ({ span }) => span, shown: ({ name }) => name },
              ...columns
            ]}
            chart={
              <TimeChart
                label={title}
                bars={rows.map(({ inbound, outbound, ...row }) => ({
                  ...row,
                  sent: outbound.accepted,
                  received: inbound
                }))}
              />
            }
          />
        )
      }}
    </Loaded>
  )
}
