import type { LinkedDevice, SimulatorClient } from '../types/types.ts'

/** What a phone says whose camera has to read the code anew. */
export const CODE_CHANGED = 'The code has changed. Scan it again.'

const SCANS_MAX = 3

/**
 * Holds the camera of a phone in front of a device until it is linked: where WhatsApp wants a fresh code after the scan, the
 * next one is scanned. `shown` waits for a code other than the one before.
 */
export const scanCodes = async (
  client: Pick<SimulatorClient, 'scan'>,
  number: string,
  shown: (before: string | null) => Promise<string>
): Promise<LinkedDevice> => {
  let code = await shown(null)
  for (let scans = 1; ; scans += 1) {
    try {
      return await client.scan(number, code)
    } catch (error) {
      if ((error as Error).message !== CODE_CHANGED || scans === SCANS_MAX) throw error
    }
    code = await shown(code)
  }
}
