import { useLingui } from '@lingui/react/macro'
import { Drawer, useDirection } from '@mantine/core'
import type { ReactNode } from 'react'

/** Details beside a list, at the end of the line in either direction. */
export const Sheet = (props: { title: ReactNode; onClose: () => void; children: ReactNode }) => {
  const { t } = useLingui()
  const { dir } = useDirection()
  return (
    <Drawer
      opened
      onClose={props.onClose}
      title={props.title}
      size="lg"
      position={dir === 'rtl' ? 'left' : 'right'}
      closeButtonProps={{ 'aria-label': t`Close` }}
    >
      {props.children}
    </Drawer>
  )
}
