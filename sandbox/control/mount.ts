// The control API and the page, mounted beside the OpenAPI.
import type { Hono } from 'hono';
import type { Env } from '../api/call.ts';
import type { World } from '../world.ts';

/** Mounts everything under /sandbox/api and the page at /. */
export function mountControl(
  _app: Hono<Env>,
  _world: World,
  _menu: readonly { label: string; eventKey: string }[],
): void {}
