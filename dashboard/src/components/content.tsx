import { useLingui } from '@lingui/react/macro'
import { kind_names, type Worded, wordsOf } from '../lib/contents.ts'

/** A message in a line: what kind it is, and the words in it. */
export const ContentLine = ({ message }: { message: Worded }) => {
  const { i18n } = useLingui()
  const kind = kind_names.get(message.type)
  const words = wordsOf(message)
  return (
    <>
      {kind && <span style={{ color: 'var(--quiet)' }}>{i18n._(kind)} </span>}
      {words ? <bdi>{words}</bdi> : !kind && <span>{message.type}</span>}
    </>
  )
}
