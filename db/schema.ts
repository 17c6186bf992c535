/** The whole schema in one name, for Drizzle's builder and for drizzle-kit. */
export * from './schema/evidence.ts';
export * from './schema/filings.ts';
export * from './schema/machine.ts';
export * from './schema/objections.ts';
export * from './schema/papers.ts';
export * from './schema/pool.ts';
export * from './schema/progress.ts';
export * from './schema/registries.ts';
export * from './schema/reviews.ts';
export * from './schema/roster.ts';
export * from './schema/settings.ts';
export * from './schema/subjects.ts';
export * from './schema/tasks.ts';
export * from './schema/transfers.ts';
export * from './schema/workbooks.ts';
