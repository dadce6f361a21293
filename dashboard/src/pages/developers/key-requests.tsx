import { Trans, useLingui } from '@lingui/react/macro'
import { Badge, Box, Card, Group, Stack, Switch, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { Code } from '../../components/code.tsx'
import { LoadMore } from '../../components/load-more.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { When } from '../../components/when.tsx'
import { api, type Schemas } from '../../lib/api.ts'
import { useFormat } from '../../lib/format.ts'
import { usePages } from '../../lib/queries.ts'

type KeyRequest = Schemas['ApiKeyRequest']

/** What was asked with a key in the last seven days. */
export const KeyRequests = ({ id }: { id: string }) => {
  const { t } = useLingui()
  const [failed, setFailed] = useState(false)
  const list = usePages<KeyRequest>(['api-keys', id, 'requests', failed], (asked, signal) =>
    api.listApiKeyRequests({ id, failed: failed ? 'true' : 'false', ...asked }, { signal })
  )
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Title order={3} size="h5">
          <Trans>Requests of the last seven days</Trans>
        </Title>
        <Switch
          label={t`Only what was refused`}
          checked={failed}
          onChange={(event) => setFailed(event.currentTarget.checked)}
        />
      </Group>
      <Loaded query={list.loaded} height={52}>
        {(rows) =>
          rows.length === 0 ? (
            <Text size="sm" c="var(--quiet)">
              <Trans>Nothing was asked with it.</Trans>
            </Text>
          ) : (
            rows.map((row) => <Row key={row.id} request={row} />)
          )
        }
      </Loaded>
      <LoadMore query={list} />
    </Stack>
  )
}

const Row = ({ request }: { request: KeyRequest }) => {
  const { t } = useLingui()
  const format = useFormat()
  const { method, route, status, ms, at, code, ip, body } = request
  return (
    <Card padding="sm" radius="md">
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Text size="sm" ff="monospace" dir="ltr" style={{ overflowWrap: 'anywhere' }}>
          <b>{method}</b> {route}
        </Text>
        <Badge variant="light" color={status < 400 ? 'leaf' : 'red'} style={{ flexShrink: 0 }}>
          {status}
        </Badge>
      </Group>
      <Text size="xs" c="var(--quiet)" mt={4}>
        <When at={at} /> · <bdi dir="ltr">{format.number(ms)} ms</bdi>
        {ip && (
          <>
            {' · '}
            <bdi dir="ltr">{ip}</bdi>
          </>
        )}
        {code && (
          <>
            {' · '}
            <bdi dir="ltr">{code}</bdi>
          </>
        )}
      </Text>
      {body && (
        <Box component="details" mt={6} fz="sm">
          <summary>{t`What was sent`}</summary>
          <Code label={t`What was sent`}>{body}</Code>
        </Box>
      )}
    </Card>
  )
}
