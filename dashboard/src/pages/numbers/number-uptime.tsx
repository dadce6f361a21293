import { Trans, useLingui } from '@lingui/react/macro'
import { Group, Text, Tooltip } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Loaded } from '../../components/loaded.tsx'
import { api } from '../../lib/api.ts'
import { useFormat } from '../../lib/format.ts'

const days = 14

const colorOf = (uptime: number | null): string => {
  if (uptime === null) return 'var(--line)'
  if (uptime >= 0.99) return 'var(--mantine-color-leaf-5)'
  return uptime >= 0.9 ? 'var(--mantine-color-yellow-5)' : 'var(--mantine-color-red-5)'
}

/** A bar for each day: how much of the time it was meant to be connected it was. */
export const NumberUptime = ({ id }: { id: string }) => {
  const { t } = useLingui()
  const format = useFormat()
  const timezone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const query = useQuery({
    queryKey: ['uptime', id],
    queryFn: ({ signal }) => api.getSessionUptime({ id, days, timezone }, { signal })
  })
  return (
    <Loaded query={query} height={32}>
      {(data) => (
        <>
          <Group component="ul" gap={3} wrap="nowrap" dir="ltr" p={0} m={0}>
            {data.days.map(({ date, uptime }) => {
              const says = `${format.day(date)}: ${uptime === null ? t`not in use` : format.percent(uptime)}`
              return (
                <Tooltip key={date} label={says}>
                  <li
                    aria-label={says}
                    style={{
                      flex: 1,
                      height: 32,
                      borderRadius: 4,
                      listStyle: 'none',
                      background: colorOf(uptime)
                    }}
                  />
                </Tooltip>
              )
            })}
          </Group>
          <Text size="sm" c="var(--quiet)">
            {data.uptime === null ? (
              <Trans>It has not been connected in this time.</Trans>
            ) : (
              <Trans>{format.percent(data.uptime)} of the time it was meant to be connected</Trans>
            )}
          </Text>
        </>
      )}
    </Loaded>
  )
}
