import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Group, Stack } from '@mantine/core'
import { Code } from '../../components/code.tsx'

/** The secret address of an incoming webhook, which no other answer has. */
export const ShownAddress = (props: { url: string; onDone: () => void }) => {
  const { t } = useLingui()
  // Without a public address the gateway knows the path alone.
  const url = new URL(props.url, location.origin).href
  const sample = [
    `curl ${url} \\`,
    "  -H 'Content-Type: application/json' \\",
    `  -d '{"title": "Disk full", "text": "db-1 has 2 % left"}'`
  ].join('\n')
  return (
    <Stack>
      <Alert color="orange" variant="light">
        <Trans>
          Whoever has this address can write to the chat. Copy it now: it is not shown again.
        </Trans>
      </Alert>
      <Code label={t`Address`}>{url}</Code>
      <Code label="curl">{sample}</Code>
      <Group justify="flex-end">
        <Button onClick={props.onDone}>
          <Trans>I have copied it</Trans>
        </Button>
      </Group>
    </Stack>
  )
}
