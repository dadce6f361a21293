import { Alert, Button, Stack } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Frame } from '../login/frame.tsx'

/** What became of a link, and where to go from here. */
export const Result = (props: {
  title: string
  good?: boolean
  says: ReactNode
  to: string
  action: ReactNode
  children?: ReactNode
}) => (
  <Frame title={props.title}>
    <Stack>
      <Alert color={props.good ? 'leaf' : 'orange'} variant="light" role="status">
        {props.says}
      </Alert>
      {props.children}
      <Button component={Link} to={props.to} fullWidth>
        {props.action}
      </Button>
    </Stack>
  </Frame>
)
