import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import { sandbox, sandbox_url, useSandbox } from '../../lib/sandbox.ts'

/** Opens the simulated phone, where there is one. */
export const SandboxButton = () => {
  const { opened } = useSandbox()
  if (!sandbox_url || opened) return null
  return (
    <Button variant="light" onClick={sandbox.open}>
      <Trans>Open the simulated phone</Trans>
    </Button>
  )
}
