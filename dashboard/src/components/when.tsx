import { Tooltip } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useFormat } from '../lib/format.ts'

const tick_ms = 15_000

/** How long ago, or in how long; the moment itself when it is pointed at. */
export const When = ({ at }: { at: string }) => {
  const format = useFormat()
  const [now_ms, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), tick_ms)
    return () => clearInterval(timer)
  }, [])
  return (
    <Tooltip label={format.moment(at)}>
      <time dateTime={at} style={{ whiteSpace: 'nowrap' }}>
        {format.distance(at, now_ms)}
      </time>
    </Tooltip>
  )
}
