import { Trans, useLingui } from '@lingui/react/macro'
import { Modal, Text, TextInput, UnstyledButton } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useDeferredValue, useId, useState } from 'react'
import classes from './palette.module.css'
import { type Target, usePaletteTargets } from './palette-targets.ts'

const shown_max = 40

/** Goes to a page, a number or a chat by a few of its letters. */
export const Palette = ({ onClose }: { onClose: () => void }) => {
  const { t } = useLingui()
  const navigate = useNavigate()
  const id = useId()
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState(0)
  const found = usePaletteTargets(useDeferredValue(text)).slice(0, shown_max)
  const at = Math.min(chosen, found.length - 1)
  const go = (target: Target | undefined): void => {
    if (!target) return
    onClose()
    navigate({ to: target.to, search: target.search as never })
  }
  const onKey = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined && found.length > 0) {
      event.preventDefault()
      const next = (at + step + found.length) % found.length
      setChosen(next)
      document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' })
    }
    if (event.key === 'Enter') go(found[at])
  }
  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      attributes={{ content: { 'aria-label': t`Go to…` } }}
      padding={0}
      size="lg"
      yOffset="12vh"
    >
      <TextInput
        p="sm"
        dir="auto"
        role="combobox"
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={found.length > 0 ? `${id}-${at}` : undefined}
        aria-label={t`Go to a page, a number or a chat`}
        placeholder={t`Go to a page, a number or a chat`}
        leftSection={<IconSearch size={16} />}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value)
          setChosen(0)
        }}
        onKeyDown={onKey}
        autoComplete="off"
        data-autofocus
      />
      <Entries id={id} found={found} at={at} onChoose={setChosen} onGo={go} />
      {found.length === 0 && (
        <Text p="md" pt={0} size="sm" c="var(--quiet)" role="status">
          <Trans>Nothing matches</Trans>
        </Text>
      )}
    </Modal>
  )
}

type EntriesProps = {
  id: string
  found: Target[]
  at: number
  onChoose: (index: number) => void
  onGo: (target: Target) => void
}

const Entries = ({ id, found, at, onChoose, onGo }: EntriesProps) => {
  const { t } = useLingui()
  return (
    <div
      id={`${id}-list`}
      role="listbox"
      aria-label={t`Where to go`}
      className={classes['list'] ?? ''}
    >
      {found.map((target, index) => (
        <UnstyledButton
          key={target.key}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === at}
          tabIndex={-1}
          className={classes['entry'] ?? ''}
          onClick={() => onGo(target)}
          onMouseMove={() => onChoose(index)}
        >
          <bdi>{target.name}</bdi>
          <Text component="span" size="xs" c="var(--quiet)">
            {target.kind}
          </Text>
        </UnstyledButton>
      ))}
    </div>
  )
}
