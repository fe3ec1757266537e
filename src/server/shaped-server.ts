import { IncomingMessage, type RequestListener, type Server, ServerResponse, createServer } from 'node:http'
import express, { type Express } from 'express'

/**
 * A server whose requests and responses are born with Express's prototypes. Express sets them on each call otherwise,
 * which costs more than all the rest of a call (expressjs/express issue 5998); what it answers is the same.
 * @param first looks at each call before Express does
 */
export function shapedServer(app: Express, first?: (app: Express) => RequestListener): Server {
  class ShapedRequest extends IncomingMessage {}
  class ShapedResponse<R extends IncomingMessage> extends ServerResponse<R> {}
  shape(ShapedRequest.prototype, express.request, app)
  shape(ShapedResponse.prototype, express.response, app)
  Object.assign(app, { request: ShapedRequest.prototype, response: ShapedResponse.prototype })
  const options = { IncomingMessage: ShapedRequest, ServerResponse: ShapedResponse, requireHostHeader: false }
  return createServer(options, first?.(app) ?? app)
}

function shape(prototype: object, own: object, app: Express): void {
  Object.defineProperties(prototype, Object.getOwnPropertyDescriptors(own))
  Object.defineProperty(prototype, 'app', { configurable: true, enumerable: true, writable: true, value: app })
}
