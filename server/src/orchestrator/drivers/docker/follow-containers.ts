import { instance_label } from '../../../domain/worker-container.ts'
import type { Log } from '../../../lib/log.ts'
import { pause } from '../../../lib/retry.ts'
import type { Engine } from './engine.ts'

/** The containers that run, kept up by what the engine tells, so that nobody has to ask for each. */
export type FollowedContainers = {
  /** Whether it runs; null when the engine has to be asked, because it tells nothing at the moment. */
  runs(instance_id: string): true | null
  /** It is made and about to be started. */
  starts(instance_id: string): void
  /** It was not started. */
  forget(instance_id: string): void
  close(): void
}

const again_ms = 500
const not_ended = new Set(['created', 'running', 'paused', 'restarting'])

/** Follows the containers of this installation until it is closed; `ended` hears of each that does not run any more. */
export const followContainers = (
  engine: Engine,
  log: Log,
  ended: (instance_id: string, exit_code: number | null) => void
): FollowedContainers => {
  const running = new Set<string>()
  const closed = new AbortController()
  let told = false

  const end = (instance_id: string, exit_code: number | null): void => {
    running.delete(instance_id)
    ended(instance_id, exit_code)
  }

  /** What has happened while nothing was told. */
  const catchUp = async (): Promise<void> => {
    const before = [...running]
    const states = new Map(
      (await engine.list()).map((one) => [one.Labels[instance_label] ?? '', one.State])
    )
    for (const id of before) if (!not_ended.has(states.get(id) ?? '')) end(id, null)
    for (const [id, state] of states)
      if (state !== 'created' && not_ended.has(state)) running.add(id)
    told = true
  }

  const follow = async (): Promise<void> => {
    while (!closed.signal.aborted) {
      try {
        let caught: Promise<void> = Promise.resolve()
        const connected = (): void => {
          caught = catchUp()
          caught.catch(() => undefined)
        }
        for await (const event of engine.follow(connected, closed.signal)) {
          const id = event.Actor.Attributes[instance_label]
          if (event.Action !== 'die' || id === undefined) continue
          // What the list has shown before this happened would bring it back.
          await caught
          end(id, Number(event.Actor.Attributes['exitCode'] ?? Number.NaN))
        }
      } catch (error) {
        if (!closed.signal.aborted) log.warn({ err: error }, 'engine tells nothing, trying again')
      }
      told = false
      await pause(again_ms, closed.signal)
    }
  }
  void follow()

  return {
    runs: (instance_id) => (told && running.has(instance_id) ? true : null),
    starts: (instance_id) => void running.add(instance_id),
    forget: (instance_id) => void running.delete(instance_id),
    close: () => closed.abort()
  }
}
