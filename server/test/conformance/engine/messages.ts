import assert from 'node:assert/strict'
import { SendRefused } from '../../../src/whatsapp/send-errors.ts'
import { until } from '../../../testkit/until.ts'
import { type EnginePromise, text } from './suite.ts'

/** What becomes of a message that is sent. */
export const sendPromises = (promise: EnginePromise): void => {
  promise(
    'what was linked logs in with what it has kept, and messages go both ways',
    async ({ link, simulator }) => {
      const { held, connection, phone, friend } = await link()
      const message = text(friend.jid, 'hello')
      await connection.send(message)
      const { messages } = await simulator.waitReceived(friend.number)
      assert.deepEqual(
        messages.map(({ id, text }) => [id, text]),
        [[message.whatsapp_id, 'hello']]
      )
      await simulator.read(friend.number, { chat: phone.jid })
      await held.fact(
        'receipt',
        ({ status, whatsapp_ids }) =>
          status === 'read' && whatsapp_ids.includes(message.whatsapp_id)
      )
      await simulator.say(friend.number, { to: phone.jid, text: 'hello yourself' })
      const { content, from_me } = await held.fact('message', (fact) => !fact.from_me)
      assert.deepEqual(
        [content, from_me],
        [{ type: 'text', text: { body: 'hello yourself' } }, false]
      )
    }
  )

  promise('sending again with the same id shows one message', async ({ link, simulator }) => {
    const { connection, friend } = await link()
    const message = text(friend.jid, 'once')
    await connection.send(message)
    await connection.send(message)
    await connection.send(text(friend.jid, 'after it'))
    await until('both are there', async () => {
      const { messages } = await simulator.received(friend.number)
      return messages.at(-1)?.text === 'after it'
    })
    const { messages } = await simulator.received(friend.number)
    assert.deepEqual(
      messages.map((one) => one.text),
      ['once', 'after it']
    )
  })

  promise(
    'a message to a number without WhatsApp is refused, and sent to nobody',
    async ({ link }) => {
      const { connection } = await link()
      await assert.rejects(
        connection.send(text('15550000000@s.whatsapp.net', 'nobody')),
        (error) => error instanceof SendRefused && error.code === 'not_on_whatsapp'
      )
    }
  )
}

/** What may leave, and when. */
export const gatePromises = (promise: EnginePromise): void => {
  promise(
    'no receipt leaves before what it acknowledges is committed',
    async ({ link, simulator }) => {
      const { held, phone, friend } = await link()
      // Whoever writes for the first time needs keys, which this device has given only when a commit let them out.
      const first = await simulator.say(friend.number, { to: phone.jid, text: 'hello' })
      await held.fact('message', (fact) => fact.whatsapp_id === first.ids[0])
      const commit = held.holdCommits()
      const { ids } = await simulator.say(friend.number, { to: phone.jid, text: 'keep this' })
      await held.fact('message', (fact) => fact.whatsapp_id === ids[0])
      // Whatever could leave has had its turn: a question that is asked later is answered only after it.
      const waits = async (): Promise<boolean> => {
        const { unacknowledged } = await simulator.audit({ number: phone.number })
        return unacknowledged.some((one) => one.id === ids[0])
      }
      for (let turn = 0; turn < 20; turn++) assert.ok(await waits())
      commit()
      await until('it is acknowledged', async () => !(await waits()))
    }
  )

  promise(
    'nothing leaves a session that may not be written for any more',
    async ({ link, simulator }) => {
      const { held, connection, friend } = await link()
      held.lose()
      await assert.rejects(connection.send(text(friend.jid, 'never')))
      const { messages } = await simulator.received(friend.number)
      assert.deepEqual(messages, [])
    }
  )
}
