import { useLingui } from '@lingui/react/macro'
import { Drawer } from '@mantine/core'
import type { ReactNode } from 'react'

/** Details beside a list, at the end of the line: in a language that is written from the right Mantine mirrors "right". */
export const Sheet = (props: { title: ReactNode; onClose: () => void; children: ReactNode }) => {
  const { t } = useLingui()
  return (
    <Drawer
      opened
      onClose={props.onClose}
      title={props.title}
      size="lg"
      position="right"
      closeButtonProps={{ 'aria-label': t`Close` }}
    >
      {props.children}
    </Drawer>
  )
}
