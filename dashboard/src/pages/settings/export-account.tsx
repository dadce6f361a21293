import { Trans } from '@lingui/react/macro'
import { Alert, Button, Card, Group, Loader, Stack, Text, Title } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Moment } from '../../components/moment.tsx'
import { api, type Schemas } from '../../lib/api.ts'
import { bytesText } from '../../lib/format.ts'

type Export = Schemas['AccountExport']

const look_again_ms = 2_000
const key = 'export'

/** Which export was asked for last in this browser. Where nothing is kept it is known for as long as the page is open. */
const lastExport = {
  read: (): string | null => {
    try {
      return localStorage.getItem(key)
    } catch {
      return null
    }
  },
  keep: (id: string): void => {
    try {
      localStorage.setItem(key, id)
    } catch {
      // The mail tells when it is ready.
    }
  }
}

export const ExportAccount = () => {
  const [id, setId] = useState(lastExport.read)
  const begin = useMutation({
    mutationFn: () => api.startAccountExport({}),
    onSuccess: (begun) => {
      lastExport.keep(begun.id)
      setId(begun.id)
    }
  })
  const { data } = useQuery({
    queryKey: ['export', id],
    queryFn: ({ signal }) => api.getAccountExport({ id: id ?? '' }, { signal }),
    enabled: id !== null,
    retry: false,
    meta: { quiet: true },
    refetchInterval: ({ state }) => (state.data?.status === 'running' ? look_again_ms : false)
  })
  const running = data?.status === 'running'
  return (
    <Card component="section">
      <Stack>
        <Title order={2} size="h4">
          <Trans>Export your data</Trans>
        </Title>
        <Text size="sm" c="var(--quiet)">
          <Trans>
            A ZIP with everything: messages, chats, contacts, files, settings and the audit log, but
            no secrets. It is made in the background, and a mail tells when it is ready.
          </Trans>
        </Text>
        <div aria-live="polite">{data && <State of={data} />}</div>
        <Group>
          <Button
            variant="default"
            loading={begin.isPending}
            disabled={running}
            onClick={() => begin.mutate()}
          >
            <Trans>Export everything</Trans>
          </Button>
        </Group>
      </Stack>
    </Card>
  )
}

const State = ({ of: { status, url, bytes, expires_at } }: { of: Export }) => {
  if (status === 'running')
    return (
      <Group gap="xs">
        <Loader size="xs" aria-hidden />
        <Text size="sm">
          <Trans>The export is being made. You may leave this page.</Trans>
        </Text>
      </Group>
    )
  if (status === 'failed')
    return (
      <Alert color="red" variant="light">
        <Trans>The export did not work. Ask for it once more.</Trans>
      </Alert>
    )
  if (status !== 'ready' || url === null || expires_at === null) return null
  return (
    <Alert color="leaf" variant="light">
      <Group justify="space-between">
        <Text size="sm">
          <Trans>
            Ready: <bdi>{bytesText(bytes ?? 0)}</bdi>. Kept until <Moment at={expires_at} />
          </Trans>
        </Text>
        <Button component="a" href={url} size="xs">
          <Trans>Download</Trans>
        </Button>
      </Group>
    </Alert>
  )
}
