import { Trans } from '@lingui/react/macro'
import { Alert, Button, Group } from '@mantine/core'
import { sentenceOf } from '../lib/problem.ts'

/** What went wrong, and a way to try once more. */
export const Failed = ({ error, reset }: { error: unknown; reset?: () => void }) => (
  <Alert color="red" variant="light" title={<Trans>This could not be shown</Trans>} role="alert">
    <Group justify="space-between">
      <span dir="auto">{sentenceOf(error)}</span>
      {reset && (
        <Button variant="default" size="xs" onClick={reset}>
          <Trans>Try again</Trans>
        </Button>
      )}
    </Group>
  </Alert>
)
