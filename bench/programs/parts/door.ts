/** Our own verify and decrypt, for the references that must do the same work as the service. */
import { createDoor, type Door } from '../../../src/lark/door.ts';
import { env } from './env.ts';

export function openDoor(): Door {
  const { appId, encryptKey, verificationToken } = env;
  return createDoor({ appId, encryptKey, verificationToken, now: Date.now });
}
