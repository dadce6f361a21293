import type { CallHandlers } from '../../contract.ts'
import { labelPatch } from '../appstate/labels.ts'
import type { CallContext } from './context.ts'

/** Calls about labels: what the account sets on all of its devices. */
export const labelCalls = ({ app_state }: CallContext): Pick<CallHandlers, 'set_label'> => ({
  set_label: async ({ setting }, signal) => {
    const told =
      setting.type === 'message'
        ? { ...setting, message: { ...setting.message, at: new Date(setting.message.at) } }
        : setting
    const { name, settings } = labelPatch(told, new Date())
    await app_state.set(name, settings, signal)
    return {}
  }
})
