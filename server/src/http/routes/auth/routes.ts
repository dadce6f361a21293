import type { Route } from '../../route.ts'
import { changePasswordRoute } from './change-password.ts'
import { deleteDeviceRoute } from './delete-device.ts'
import { listDevicesRoute } from './list-devices.ts'
import { loginRoute } from './login.ts'
import { logoutRoute } from './logout.ts'
import { logoutAllRoute } from './logout-all.ts'
import { passkey_routes } from './passkeys.ts'
import { readMeRoute } from './read-me.ts'
import { refreshRoute } from './refresh.ts'
import { registerRoute } from './register.ts'
import { forgotPasswordRoute, resetPasswordRoute } from './reset-password.ts'
import {
  confirmSecondFactorRoute,
  disableSecondFactorRoute,
  readSecondFactorRoute,
  setUpSecondFactorRoute
} from './second-factor.ts'
import { listTenantsRoute, switchTenantRoute } from './switch-tenant.ts'
import { updateMeRoute } from './update-me.ts'
import { sendVerificationRoute, verifyEmailRoute } from './verify-email.ts'

/** Accounts of people: register, log in and out, devices. */
export const auth_routes: Route[] = [
  registerRoute,
  loginRoute,
  refreshRoute,
  logoutRoute,
  logoutAllRoute,
  readMeRoute,
  updateMeRoute,
  listTenantsRoute,
  switchTenantRoute,
  changePasswordRoute,
  listDevicesRoute,
  deleteDeviceRoute,
  readSecondFactorRoute,
  setUpSecondFactorRoute,
  confirmSecondFactorRoute,
  disableSecondFactorRoute,
  ...passkey_routes,
  verifyEmailRoute,
  sendVerificationRoute,
  forgotPasswordRoute,
  resetPasswordRoute
]
