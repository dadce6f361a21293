import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addressKey } from '../../src/cache/address-key.ts'
import { createLoginLimits } from '../../src/cache/login-limits.ts'
import { createMemoryCounters } from '../../src/cache/memory-counters.ts'
import { createRegistrationLimits } from '../../src/cache/registration-limits.ts'
import { createPasswordHasher, HasherBusy } from '../../src/lib/password-hasher.ts'
import { type Answer, type Harness, harness } from '../../testkit/app.ts'

const code = (answer: Answer): string => answer.json().code
const from = (ip: string) => ({ 'x-forwarded-for': ip })
const logIn = (app: Harness, email: string, password: string, ip: string) =>
  app.anonymous.post('/api/v1/auth/login', { email, password }, from(ip))
const register = (app: Harness, email: string, ip: string, password = 'correct horse battery') =>
  app.anonymous.post('/api/v1/auth/register', { email, password, name: 'Ada' }, from(ip))

test('whoever fails with an account locks out himself: from another address its owner gets in', async (t) => {
  const app = await harness(t)
  const { email, password } = await app.seed.tenant()
  for (let attempt = 0; attempt < 10; attempt++) {
    assert.equal((await logIn(app, email, 'wrong', '203.0.113.1')).statusCode, 401)
  }
  const refused = await logIn(app, email, password, '203.0.113.1')
  assert.equal(refused.statusCode, 429)
  assert.ok(Number(refused.headers['retry-after']) > 0)
  assert.equal((await logIn(app, email, password, '203.0.113.2')).statusCode, 200)
})

test('an account that is guessed at from many addresses allows each of them fewer guesses, and stays open', async (t) => {
  const app = await harness(t, {
    deps: () => ({ login_limits: createLoginLimits({ attack_at: 20, pair_max_under_attack: 2 }) })
  })
  const { email, password } = await app.seed.tenant()
  let tried = 0
  for (let host = 1; host <= 40; host++) {
    for (let attempt = 0; attempt < 10; attempt++) {
      const answer = await logIn(app, email, 'wrong', `203.0.113.${host}`)
      if (answer.statusCode === 429) break
      tried++
    }
  }
  // 10 from each of the first two addresses, 2 from each of the others.
  assert.equal(tried, 20 + 38 * 2)
  assert.equal((await logIn(app, email, password, '198.51.100.7')).statusCode, 200)
})

test('an address that has failed too often is refused before it makes an entry for another account', async () => {
  const made: string[] = []
  const counters = () => {
    const inner = createMemoryCounters()
    return {
      ...inner,
      add: (key: string, points: number, window_s: number) => {
        made.push(key)
        return inner.add(key, points, window_s)
      }
    }
  }
  const limits = createLoginLimits({ address_max: 5, counters })
  for (let nth = 0; nth < 5; nth++) assert.equal(await limits.take(`u${nth}`, '203.0.113.1'), null)
  made.length = 0
  for (let nth = 0; nth < 100; nth++) assert.ok(await limits.take(`v${nth}`, '203.0.113.1'))
  assert.deepEqual([...new Set(made)], ['203.0.113.1'])
})

test('counters never hold more keys than they may, and forget the oldest first', async () => {
  const counters = createMemoryCounters(1_000)
  for (let nth = 0; nth < 50_000; nth++) await counters.add(`key ${nth}`, 1, 900)
  assert.equal((await counters.read('key 0')).used, 0)
  assert.equal((await counters.read('key 48999')).used, 0)
  assert.equal((await counters.read('key 49000')).used, 1)
  assert.equal((await counters.read('key 49999')).used, 1)
})

test('a count begins anew when its window is over, and what is taken back makes no entry', async () => {
  let now_ms = 0
  const counters = createMemoryCounters(10, () => now_ms)
  assert.deepEqual(await counters.add('a', 1, 60), { used: 1, reset_s: 60 })
  now_ms = 30_000
  assert.deepEqual(await counters.add('a', 2, 60), { used: 3, reset_s: 30 })
  now_ms = 60_000
  assert.deepEqual(await counters.add('a', 1, 60), { used: 1, reset_s: 60 })
  assert.equal((await counters.add('b', -1, 60)).used, 0)
  assert.equal((await counters.add('b', 1, 60)).used, 1)
})

test('addresses are counted as what one customer has: IPv4 alone, IPv6 by its /64, however they are written', () => {
  const same: [string, string][] = [
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['64:ff9b::203.0.113.9', '203.0.113.9'],
    ['203.0.113.9:4711', '203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2:ffff::', '2001:db8:1:2::/64'],
    ['[2001:db8:1:2::1]:443', '2001:db8:1:2::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['garbage', 'unreadable'],
    ['x'.repeat(5_000), 'unreadable']
  ]
  for (const [ip, key] of same) assert.equal(addressKey(ip), key, ip)
  assert.notEqual(addressKey('2001:db8:1:2::1'), addressKey('2001:db8:1:3::1'))
})

test('a flood of registrations from one address is refused before anything is hashed, and others register and log in', async (t) => {
  const app = await harness(t, {
    deps: () => ({ registration_limits: createRegistrationLimits({ per_hour: 5, per_day: null }) })
  })
  const { email, password } = await app.seed.tenant()
  let hashed = 0
  const { hash } = app.deps.passwords
  app.deps.passwords.hash = (...input) => {
    hashed++
    return hash(...input)
  }
  const flood = await Promise.all(
    Array.from({ length: 120 }, (_, nth) => register(app, `flood${nth}@example.com`, '203.0.113.1'))
  )
  assert.equal(flood.filter((one) => one.statusCode === 201).length, 5)
  const refused = flood.filter((one) => one.statusCode === 429)
  assert.equal(refused.length, 115)
  assert.ok(refused.every((one) => code(one) === 'rate_limited' && one.headers['retry-after']))
  assert.equal(hashed, 5)
  assert.equal((await register(app, 'other@example.com', '203.0.113.2')).statusCode, 201)
  assert.equal((await logIn(app, email, password, '203.0.113.1')).statusCode, 200)
})

test('registrations may be bounded by the day as well; those that failed for another reason cost nothing', async () => {
  const limits = createRegistrationLimits({ per_hour: 10, per_day: 2 })
  assert.equal(await limits.take('a'), null)
  await limits.giveBack('a')
  assert.equal(await limits.take('a'), null)
  assert.equal(await limits.take('a'), null)
  assert.equal((await limits.take('a'))?.limit, 2)
  assert.equal(await limits.take('b'), null)
})

test('hashes for registrations take no place of log-ins, and whoever asks for many waits behind himself', async () => {
  const hasher = createPasswordHasher(8, 1, 40)
  const done: string[] = []
  const note = (name: string) => () => void done.push(name)
  const flood = Array.from({ length: 30 }, () =>
    hasher.hash('x', { lane: 'registration', by: 'flood' }).then(note('registration'), (error) => {
      assert.ok(error instanceof HasherBusy)
      done.push('busy')
    })
  )
  const many = Array.from({ length: 15 }, () =>
    hasher.matches('x', null, { by: 'many' }).then(note('many'))
  )
  const one = hasher.matches('x', null, { by: 'one' }).then(note('one'))
  await one
  assert.ok(done.filter((name) => name === 'many').length <= 2, done.join(' '))
  await Promise.all([...flood, ...many])
  // One at work, and half of the places of the line.
  assert.equal(done.filter((name) => name === 'registration').length, 11)
  assert.equal(done.filter((name) => name === 'busy').length, 19)
})

test('who is registered is told a few times only, after the same work as for a free address, and not at all when registration is closed', async (t) => {
  const app = await harness(t)
  const { email } = await app.seed.tenant()
  const told: number[] = []
  for (let attempt = 0; attempt < 12; attempt++)
    told.push((await register(app, email, '203.0.113.1')).statusCode)
  assert.deepEqual(told, [...Array(10).fill(409), 429, 429])
  const closed = await harness(t, { config: { REGISTRATION: 'closed' } })
  const known = (await closed.seed.tenant()).email
  for (const one of [known, 'free@example.com']) {
    const answer = await register(closed, one, '203.0.113.1')
    assert.equal(answer.statusCode, 403)
    assert.equal(code(answer), 'registration_closed')
  }
  assert.equal(await closed.count('users'), 1)
})

test('asking for one taken e-mail after another by changing the own one is limited too', async (t) => {
  const app = await harness(t)
  const [tenant, other] = [await app.seed.tenant(), await app.seed.tenant()]
  const change = () =>
    app
      .as(tenant)
      .patch('/api/v1/auth/me', { email: other.email, current_password: tenant.password })
  for (let attempt = 0; attempt < 10; attempt++) assert.equal((await change()).statusCode, 409)
  assert.equal((await change()).statusCode, 429)
})

test('common passwords, repeated pieces and the own e-mail are refused with a reason, however they are written', async (t) => {
  const app = await harness(t)
  const refused = [
    'password',
    'Password1',
    ' PASSWORD ',
    'ｐａｓｓｗｏｒｄ',
    'qwertyuiop',
    'iloveyou',
    'aaaaaaaaaaaa',
    'abcabcabcabc',
    'grace@example.com',
    'Grace@Example.com'
  ]
  for (const password of refused) {
    const answer = await register(app, 'grace@example.com', '203.0.113.1', password)
    assert.equal(answer.statusCode, 422, `${password}: ${answer.body}`)
    assert.deepEqual(
      answer.json().errors.map((one: { path: string }) => one.path),
      ['password']
    )
  }
  const tenant = await app.seed.tenant()
  const changed = await app.as(tenant).post('/api/v1/auth/change-password', {
    current_password: tenant.password,
    new_password: 'sunshine'
  })
  assert.equal(changed.json().errors[0].path, 'new_password')
  assert.equal(await app.count('users'), 1)
  const fine = await register(app, 'grace@example.com', '203.0.113.1', 'four words in a row')
  assert.equal(fine.statusCode, 201)
})

test('a password is the same however its letters were composed, also one stored before', async () => {
  const hasher = createPasswordHasher(4)
  const [one, two] = ['caf\u00e9 au lait', 'cafe\u0301 au lait']
  const hash = await hasher.hash(two)
  assert.equal(await hasher.matches(one, hash), true)
  assert.equal(await hasher.matches(two, hash), true)
  assert.equal(await hasher.matches('cafe au lait', hash), false)
  const { hash: bcryptHash } = await import('bcrypt')
  assert.equal(await hasher.matches(two, await bcryptHash(two, 4)), true)
})
