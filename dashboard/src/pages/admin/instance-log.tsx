import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Badge, Box, Button, Group, NativeSelect, Stack, Text } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Code } from '../../components/code.tsx'
import { CopyId } from '../../components/copy.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { Sheet } from '../../components/sheet.tsx'
import { api, type Schemas } from '../../lib/api.ts'
import { useFormat } from '../../lib/format.ts'
import { isLevel, type Level, levelColor, newestFirst } from './log-lines.ts'

type Line = Schemas['InstanceLogs']['data'][number]

const lines_max = 200

/** The last lines that a worker has logged, the newest first, as serious as asked for. */
export const InstanceLog = ({ id, onClose }: { id: string; onClose: () => void }) => {
  const { t } = useLingui()
  const [level, setLevel] = useState<Level | ''>('')
  const query = useQuery({
    queryKey: ['instance-log', id, level],
    queryFn: ({ signal }) =>
      api.getLogsOfInstance({ id, limit: lines_max, ...(level && { level }) }, { signal }),
    placeholderData: keepPreviousData
  })
  return (
    <Sheet title={<Trans>Log of the worker</Trans>} onClose={onClose}>
      <Stack gap="sm">
        <Group justify="space-between">
          <CopyId id={id} />
          <Button
            variant="default"
            size="xs"
            leftSection={<IconRefresh size={15} />}
            loading={query.isFetching}
            onClick={() => query.refetch()}
          >
            <Trans>Refresh</Trans>
          </Button>
        </Group>
        <NativeSelect
          label={t`Level`}
          value={level}
          onChange={({ currentTarget: { value } }) => setLevel(isLevel(value) ? value : '')}
          data={[
            { value: '', label: t`Every line` },
            { value: 'info', label: t`Information and what is more serious` },
            { value: 'warn', label: t`Warnings and what is more serious` },
            { value: 'error', label: t`Errors alone` }
          ]}
        />
        <Loaded query={query} height={52}>
          {({ data, source }) => (
            <>
              {source === 'end' && (
                <Alert color="orange" variant="light" p="xs">
                  <Trans>The worker has ended: these are its last lines.</Trans>
                </Alert>
              )}
              {data.length === 0 ? (
                <Text size="sm" c="var(--quiet)">
                  <Trans>No line is as serious as that.</Trans>
                </Text>
              ) : (
                <Box component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
                  {newestFirst(data).map(({ key, line }) => (
                    <LogLine key={key} line={line} />
                  ))}
                </Box>
              )}
            </>
          )}
        </Loaded>
      </Stack>
    </Sheet>
  )
}

const LogLine = ({ line: { time, level, message, fields } }: { line: Line }) => {
  const { t } = useLingui()
  const format = useFormat()
  return (
    <Box component="li" py="xs" style={{ borderBlockEnd: '1px solid var(--line)' }}>
      <Group gap="xs">
        {level && (
          <Badge size="sm" variant="light" color={levelColor(level)} tt="none">
            <bdi dir="ltr">{level}</bdi>
          </Badge>
        )}
        {time && (
          <Text size="xs" c="var(--quiet)" component="time" dateTime={time}>
            {format.moment(time)}
          </Text>
        )}
      </Group>
      <Text size="sm" dir="ltr" style={{ overflowWrap: 'anywhere' }}>
        {message}
      </Text>
      {Object.keys(fields).length > 0 && (
        <Box component="details" fz="xs">
          <summary>{t`What the line is about`}</summary>
          <Code label={t`What the line is about`}>{JSON.stringify(fields, null, 2)}</Code>
        </Box>
      )}
    </Box>
  )
}
