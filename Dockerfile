# The service in a container. UNTRIED: written where no container engine could be run; see docs/operations.md.
FROM node:24-bookworm-slim

WORKDIR /opt/zhaoshang
COPY package.json package-lock.json ./
# With the scripts that package.json allows: they fetch the binaries for this platform.
RUN npm ci --omit=dev
COPY . .
RUN npm run build \
  && mkdir /data \
  && chown -R node:node /data dist

USER node
ENV DATABASE_PATH=/data/zhaoshang.db HOST=0.0.0.0 PORT=3000
VOLUME /data
EXPOSE 3000
# The process only: a restart mends neither Feishu nor a full disk, which /readyz tells.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# No shell and no npm between: SIGTERM reaches the service, which ends within 5 s.
CMD ["node_modules/.bin/node", "--disable-warning=ExperimentalWarning", "--max-semi-space-size=4", "--heap-growing-percent=25", "src/start.mjs", "service"]
