import type { FastifyReply } from 'fastify'
import type { AdminDeps } from '../admin/deps.ts'
import { demandSecondFactor } from '../admin/second-factor.ts'
import type { Deps } from '../usecases/deps.ts'
import type { AnswerOf, Route, RouteFacts, RouteRequest, RouteSchema } from './route.ts'

/** A route for administrators. It says nothing of who may call it: that is the same for all of them. */
type Definition<S extends RouteSchema> = RouteFacts<S> & {
  /** As in `route`, but with what administrators' decisions need instead of what tenants' do. */
  handler(
    admin: AdminDeps,
    request: RouteRequest<S, false>,
    reply: FastifyReply,
    /** What tenants' decisions need: for what an administrator does with an account of their own. */
    deps: Deps
  ): AnswerOf<S> | Promise<AnswerOf<S>>
}

/** Not a `Route`: no server takes it before `bindAdminRoutes` has given it the pool of the system role. */
export type AdminRoute = Definition<RouteSchema>

/** Declares a route for administrators and API keys of theirs that have the scope `admin`. */
export const adminRoute = <const S extends RouteSchema>(definition: Definition<S>): AdminRoute =>
  definition as unknown as AdminRoute

/** The routes as a server takes them. The pool is theirs alone: it is in nothing that another route is given. */
export const bindAdminRoutes = (admin: AdminDeps, routes: readonly AdminRoute[]): Route[] =>
  routes.map((route) => ({
    ...route,
    scope: 'admin',
    admits: (tenant) => demandSecondFactor(admin, tenant),
    tags: ['admin'],
    handler: (deps, request, reply) =>
      route.handler(admin, request as RouteRequest<RouteSchema, false>, reply, deps)
  }))
