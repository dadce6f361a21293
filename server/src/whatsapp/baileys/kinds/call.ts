import { isLidUser, isPnUser, jidNormalizedUser, proto } from 'baileys'
import type { call_outcomes } from '../../../schemas/messages/kinds/call.ts'
import { given } from '../../given.ts'
import { decoder } from './codec.ts'
import { numberOr } from './values.ts'

const { CallOutcome } = proto.Message.CallLogMessage

const outcomes = new Map<unknown, (typeof call_outcomes)[number]>([
  [CallOutcome.CONNECTED, 'connected'],
  [CallOutcome.MISSED, 'missed'],
  [CallOutcome.FAILED, 'failed'],
  [CallOutcome.REJECTED, 'rejected'],
  [CallOutcome.ACCEPTED_ELSEWHERE, 'accepted_elsewhere'],
  [CallOutcome.ONGOING, 'ongoing'],
  [CallOutcome.SILENCED_BY_DND, 'silenced'],
  [CallOutcome.SILENCED_UNKNOWN_CALLER, 'silenced']
])

const participants_max = 100

export const call = decoder({
  type: 'call',
  decode: ({ callLogMesssage: log }) => {
    const outcome = outcomes.get(log?.callOutcome)
    if (!log || !outcome) return null
    const persons = (log.participants ?? [])
      .map(({ jid }) => jid ?? '')
      .filter((jid) => isPnUser(jid) || isLidUser(jid))
    return {
      type: 'call',
      call: {
        video: log.isVideo === true,
        outcome,
        ...given({
          duration_s: numberOr(log.durationSecs) || undefined,
          participants:
            persons.length > 0
              ? persons.slice(0, participants_max).map((jid) => jidNormalizedUser(jid))
              : undefined
        })
      }
    }
  }
})
