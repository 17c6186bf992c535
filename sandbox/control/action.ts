// What a verb of the control API is: a schema for its body and what it does to the world.
import * as z from 'zod';
import type { World } from '../world.ts';

/** A verb: checks its body, acts, answers. */
export type Action = (world: World, body: unknown) => Promise<unknown> | unknown;

/** An id in a body. */
export const id = z.string().min(1).max(100);

/** Makes a verb of a schema and an act. */
export function action<T>(
  schema: z.ZodType<T>,
  run: (world: World, body: T) => Promise<unknown> | unknown,
): Action {
  return (world, body) => run(world, schema.parse(body));
}
