import { Trans } from '@lingui/react/macro'
import { Button, Group, Modal, Text } from '@mantine/core'
import type { ReactNode } from 'react'

/** Asks before something that cannot be undone. */
export const Confirm = (props: {
  opened: boolean
  title: ReactNode
  says: ReactNode
  action: ReactNode
  busy: boolean
  onCancel: () => void
  onConfirm: () => void
}) => (
  <Modal opened={props.opened} onClose={props.onCancel} title={props.title} centered>
    <Text size="sm">{props.says}</Text>
    <Group justify="flex-end" mt="lg">
      <Button variant="default" onClick={props.onCancel}>
        <Trans>Cancel</Trans>
      </Button>
      <Button color="red" loading={props.busy} onClick={props.onConfirm}>
        {props.action}
      </Button>
    </Group>
  </Modal>
)
