FROM node:24-bookworm-slim AS build
WORKDIR /textbed
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8398
COPY --from=build /textbed/dist /app/dist
USER node
EXPOSE 8398
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s --start-interval=250ms \
  CMD ["node", "/app/dist/cli.js", "health"]
ENTRYPOINT ["node", "/app/dist/cli.js"]
