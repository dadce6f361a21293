import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Group, Modal, Stack } from '@mantine/core'
import { Code } from '../../../components/code.tsx'

/** The link of an invitation where no mails are sent: no other answer has it. */
export const ShownLink = (props: { link: string; onClose: () => void }) => {
  const { t } = useLingui()
  // Without a public address the gateway knows the path alone.
  const link = new URL(props.link, location.origin).href
  return (
    <Modal opened onClose={props.onClose} title={<Trans>Hand this link over</Trans>}>
      <Stack>
        <Alert color="orange" variant="light">
          <Trans>
            This gateway sends no mails. Whoever has the link can join the team, once, within seven
            days. Copy it now: it is not shown again.
          </Trans>
        </Alert>
        <Code label={t`Address`}>{link}</Code>
        <Group justify="flex-end">
          <Button onClick={props.onClose}>
            <Trans>I have copied it</Trans>
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
