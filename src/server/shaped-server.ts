import { type IncomingMessage, type RequestListener, type Server, ServerResponse, createServer } from 'node:http'
import type { Express } from 'express'
import { PiecewiseRequest } from './piecewise-request.ts'

export interface ShapedServer {
  server: Server
  /** Gives requests and responses, those under way too, what this application's have. */
  shape: (app: Express) => void
}

/**
 * A server whose requests and responses can have Express's prototypes. Express sets them on each call otherwise, which
 * costs more than all the rest of a call (expressjs/express issue 5998); what it answers is the same.
 */
export function shapedServer(listener: RequestListener<typeof PiecewiseRequest>): ShapedServer {
  class ShapedRequest extends PiecewiseRequest {}
  class ShapedResponse<R extends IncomingMessage> extends ServerResponse<R> {}
  const options = { IncomingMessage: ShapedRequest, ServerResponse: ShapedResponse, requireHostHeader: false }
  return {
    server: createServer(options, listener),
    shape(app) {
      shape(ShapedRequest.prototype, app.request, app)
      shape(ShapedResponse.prototype, app.response, app)
      Object.assign(app, { request: ShapedRequest.prototype, response: ShapedResponse.prototype })
    },
  }
}

/** @param own an application's own, whose prototype has what all of them have */
function shape(prototype: object, own: object, app: Express): void {
  Object.defineProperties(prototype, Object.getOwnPropertyDescriptors(Object.getPrototypeOf(own)))
  Object.defineProperty(prototype, 'app', { configurable: true, enumerable: true, writable: true, value: app })
}
