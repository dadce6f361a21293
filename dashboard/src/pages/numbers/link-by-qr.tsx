import { Trans, useLingui } from '@lingui/react/macro'
import { Box, Button, Center, List, Progress, Skeleton, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api } from '../../lib/api.ts'
import { useEvents } from '../../lib/live.ts'
import { sandbox, sandbox_url, useSandbox } from '../../lib/sandbox.ts'

const size_px = 264
/** A code of WhatsApp is good for about so long. */
const lasts_s = 20

/** The code of now. WhatsApp wants another every few seconds; it takes the place of the last one without a flicker. */
export const LinkByQr = ({ id }: { id: string }) => {
  const { t } = useLingui()
  const { data, refetch } = useQuery({
    queryKey: ['qr', id],
    queryFn: ({ signal }) => api.getQrCode({ id }, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false
  })
  const scanning = useSandbox().qr !== null
  const qr = data?.qr
  useEffect(() => {
    if (scanning && qr) sandbox.scan(qr)
  }, [scanning, qr])
  useEvents((event) => {
    if (event.type === 'session.qr' && event.session_id === id) refetch()
  })
  return (
    <Stack>
      <Center>
        <Box p={20} bg="#fff" style={{ borderRadius: 16, border: '1px solid var(--line)' }}>
          {data ? (
            <img
              src={data.image}
              width={size_px}
              height={size_px}
              alt={t`QR code to scan with WhatsApp`}
              style={{ display: 'block', imageRendering: 'pixelated' }}
            />
          ) : (
            <Skeleton width={size_px} height={size_px} />
          )}
          <TimeLeft expires_at={data?.expires_at} />
        </Box>
      </Center>
      {sandbox_url && qr && (
        <Button variant="light" onClick={() => sandbox.scan(qr)}>
          <Trans>Scan it with a simulated phone</Trans>
        </Button>
      )}
      <List type="ordered" size="sm" spacing={4}>
        <List.Item>
          <Trans>Open WhatsApp on the phone.</Trans>
        </List.Item>
        <List.Item>
          <Trans>Choose Linked devices in the menu or the settings, then Link a device.</Trans>
        </List.Item>
        <List.Item>
          <Trans>Point the phone at this code.</Trans>
        </List.Item>
      </List>
    </Stack>
  )
}

const TimeLeft = ({ expires_at }: { expires_at: string | undefined }) => {
  const { t } = useLingui()
  const [now_ms, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500)
    return () => clearInterval(timer)
  }, [])
  const left_s = expires_at ? Math.max(0, (Date.parse(expires_at) - now_ms) / 1000) : lasts_s
  return (
    <Progress
      mt="sm"
      size="xs"
      value={Math.min(100, (left_s / lasts_s) * 100)}
      aria-label={t`Time until the next code`}
    />
  )
}
