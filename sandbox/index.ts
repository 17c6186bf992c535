// The sandbox's public face: what tests and the demo import.
export { decryptText, encryptText, signatureOf, signedHeaders } from './crypto.ts';
export type { EventDelivery } from './deliver.ts';
export type { FaultKind, FaultOptions } from './faults.ts';
export type { PressResult } from './people/press.ts';
export type { SeenMessage } from './people/seen.ts';
export type { Said, SayOptions } from './people/talk.ts';
export { type MenuEntry, Sandbox } from './sandbox.ts';
export { type SandboxOptions, startSandbox } from './start.ts';
export type { Chat, Message, Person } from './types.ts';
export type { WireEntry } from './wire.ts';
