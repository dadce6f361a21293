import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import type { PhoneInfo, SimulatorClient } from '@whatsapp-saas/simulator/client'
import { newWhatsappId } from '../../../src/domain/whatsapp-id.ts'
import type { Connection, Engine } from '../../../src/whatsapp/contract.ts'
import { type HeldSession, heldSession } from '../../../testkit/held-session.ts'

export type EngineUnderTest = { engine: Engine; client_build: number }

export type Linked = {
  held: HeldSession
  connection: Connection
  phone: PhoneInfo
  friend: PhoneInfo
}

/** What a promise is tried with. */
export type EngineBed = {
  engine: Engine
  simulator: SimulatorClient
  /** A connection of a session that has nothing yet. */
  openNew(): Connection
  /** A session that is linked, and logged in with what it has kept. */
  link(): Promise<Linked>
}

/** States one promise, and how it is tried. */
export type EnginePromise = (title: string, work: (bed: EngineBed) => Promise<void>) => void

let sessions = 0

export const engineBed = (
  t: TestContext,
  simulator: SimulatorClient,
  { engine, client_build }: EngineUnderTest
): EngineBed => {
  const open = (held: HeldSession): Connection => {
    const connection = held.open(engine, client_build)
    t.after(() => connection.close())
    return connection
  }
  const newSession = (): HeldSession => heldSession(`ses_${++sessions}`)
  return {
    engine,
    simulator,
    openNew: () => open(newSession()),
    link: async () => {
      const held = newSession()
      const phone = await simulator.createPhone({})
      const friend = await simulator.createPhone({})
      open(held)
      await simulator.scan(phone.number, (await held.change('qr')).qr)
      assert.equal((await held.change('linked')).jid.split(/[:@]/)[0], phone.number)
      assert.equal((await held.closed()).reason, 'restart_required')
      const connection = open(held)
      await held.change('connected')
      return { held, connection, phone, friend }
    }
  }
}

export const text = (chat_id: string, body: string) => ({
  whatsapp_id: newWhatsappId('test'),
  chat_id,
  content: { type: 'text' as const, text: { body } }
})
