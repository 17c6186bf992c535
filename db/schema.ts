/** The whole schema in one name, for Drizzle's builder and for drizzle-kit. */
export * from './schema/machine.ts';
export * from './schema/roster.ts';
export * from './schema/subjects.ts';
