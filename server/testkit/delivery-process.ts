import { deliveryOf } from './delivery-fixture.ts'

// The delivery role as a process of its own, for the tests that kill one.
const [system_url] = process.argv.slice(2)
deliveryOf({ system_url: system_url ?? '', timeout_ms: 3_000, allow_loopback: true })
