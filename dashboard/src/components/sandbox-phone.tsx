import { useLingui } from '@lingui/react/macro'
import { CloseButton, Paper } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { usePreferences } from '../lib/preferences.ts'
import { sandbox, sandbox_url } from '../lib/sandbox.ts'
import classes from './sandbox-phone.module.css'

/** The simulated phone, in a corner of every page until it is closed. */
export const SandboxPhone = () => {
  const { t } = useLingui()
  const { language } = usePreferences()
  const frame = useRef<HTMLIFrameElement>(null)
  useEffect(() => {
    const inner = frame.current?.contentWindow
    return inner ? sandbox.listen(inner) : undefined
  }, [])
  const address = new URL(sandbox_url ?? '/', location.href)
  address.searchParams.set('lang', language)
  return (
    <Paper className={classes['phone'] ?? ''} shadow="xl" withBorder>
      <CloseButton
        className={classes['close'] ?? ''}
        aria-label={t`Close the simulated phone`}
        onClick={sandbox.close}
      />
      <iframe ref={frame} src={address.href} title={t`Simulated phone`} />
    </Paper>
  )
}
