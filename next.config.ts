import type { NextConfig } from 'next'

const config: NextConfig = {
  poweredByHeader: false,
  // Next dev prints the arguments of actions, passwords among them.
  logging: { serverFunctions: false },
  reactStrictMode: true,
  typedRoutes: true,
  // Never let the dev server write instruction files for coding agents into the repository.
  agentRules: false,
  turbopack: { root: import.meta.dirname },
  outputFileTracingRoot: import.meta.dirname,
  experimental: {
    // Writing the compiler's cache costs the first start more than a later build gains from it.
    turbopackFileSystemCacheForBuild: false,
    // A payload may have 3 MB (lib/runs checks it and says so); Next refuses 1 MB without a word.
    serverActions: { bodySizeLimit: '4mb' },
  },
  serverExternalPackages: ['pg', 'pino'],
  headers: async () => [
    {
      source: '/:path*',
      headers: [
        { key: 'X-Content-Type-Options', value: 'nosniff' },
        { key: 'Referrer-Policy', value: 'same-origin' },
        { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=()' },
        { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
      ],
    },
  ],
}

export default config
