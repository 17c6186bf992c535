import { defineConfig } from 'drizzle-kit';

/** Writes flat SQL that both our migrator and `wrangler d1 migrations` read. */
export default defineConfig({
  dialect: 'sqlite',
  schema: './db/schema.ts',
  out: './db/migrations',
  breakpoints: false,
});
