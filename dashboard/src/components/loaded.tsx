import { Skeleton, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { Failed } from './failed.tsx'

/** What a query has brought; until then its outline, or why it did not come. */
export const Loaded = <T,>(props: {
  query: { data?: T | undefined; error: unknown; refetch: () => unknown }
  height?: number
  children: (data: T) => ReactNode
}) => {
  const { data, error, refetch } = props.query
  if (data !== undefined) return props.children(data)
  if (error) return <Failed error={error} reset={() => refetch()} />
  return (
    <Stack gap="sm" aria-busy="true">
      <Skeleton height={props.height ?? 72} radius="lg" />
      <Skeleton height={props.height ?? 72} radius="lg" />
    </Stack>
  )
}
