import { Trans } from '@lingui/react/macro'
import { Text, Tooltip, VisuallyHidden } from '@mantine/core'
import { cloneElement, type MouseEvent, type ReactElement, type ReactNode, useId } from 'react'
import type { Need } from '../lib/allows.ts'
import { usePermissions } from '../lib/permissions.ts'

const Reason = () => (
  <Trans>
    Your role in the team does not allow this. Ask an owner or an administrator of the account.
  </Trans>
)

const doNothing = (event: MouseEvent): void => event.preventDefault()

/** A button that says why it does nothing where the role of the user does not allow it: it can still be reached by keys. */
export const Guarded = (props: { needs: Need; children: ReactElement<object> }) => {
  const { may } = usePermissions()
  const id = useId()
  if (may(props.needs)) return props.children
  const refusing = {
    'data-disabled': true,
    'aria-disabled': true,
    'aria-describedby': id,
    onClick: doNothing
  }
  return (
    <>
      <Tooltip
        label={<Reason />}
        multiline
        withinPortal={false}
        floatingStrategy="fixed"
        maw={280}
        events={{ hover: true, focus: true, touch: true }}
      >
        {cloneElement(props.children, refusing)}
      </Tooltip>
      <VisuallyHidden id={id}>
        <Reason />
      </VisuallyHidden>
    </>
  )
}

/** Fields and buttons that the role of the user lets them look at, and no more. */
export const GuardedFields = (props: { needs: Need; children: ReactNode }) => {
  const { may } = usePermissions()
  if (may(props.needs)) return props.children
  return (
    <>
      <Text size="sm" c="var(--quiet)" mb="xs">
        <Reason />
      </Text>
      <fieldset disabled className="looked-at">
        {props.children}
      </fieldset>
    </>
  )
}
