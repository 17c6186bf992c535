// The frames of the long connection (protobuf package pbbp2, as the official SDKs have it) and their splitting.
import protobuf from 'protobufjs';

/** method 0 = control (ping, pong), 1 = data. */
export const frameMethod = { control: 0, data: 1 } as const;

export type Frame = {
  readonly method: number;
  readonly service: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: Uint8Array;
};

const root = protobuf.Root.fromJSON({
  nested: {
    pbbp2: {
      nested: {
        Header: {
          fields: {
            key: { rule: 'required', type: 'string', id: 1 },
            value: { rule: 'required', type: 'string', id: 2 },
          },
        },
        Frame: {
          fields: {
            SeqID: { rule: 'required', type: 'uint64', id: 1 },
            LogID: { rule: 'required', type: 'uint64', id: 2 },
            service: { rule: 'required', type: 'int32', id: 3 },
            method: { rule: 'required', type: 'int32', id: 4 },
            headers: { rule: 'repeated', type: 'Header', id: 5 },
            payload_encoding: { type: 'string', id: 6 },
            payload_type: { type: 'string', id: 7 },
            payload: { type: 'bytes', id: 8 },
            LogIDNew: { type: 'string', id: 9 },
          },
        },
      },
    },
  },
});
const frameType = root.lookupType('pbbp2.Frame');

export function encodeFrame({ method, service, headers, payload }: Frame): Uint8Array {
  const listed = Object.entries(headers).map(([key, value]) => ({ key, value }));
  return frameType.encode({ SeqID: 0, LogID: 0, service, method, headers: listed, payload }).finish();
}

type Decoded = {
  method: number;
  service: number;
  headers?: readonly { key: string; value: string }[];
  payload?: Uint8Array;
};

/** Throws for what is no frame. */
export function decodeFrame(bytes: Uint8Array): Frame {
  const frame = frameType.decode(bytes) as unknown as Decoded;
  return {
    method: frame.method,
    service: frame.service,
    headers: Object.fromEntries((frame.headers ?? []).map(({ key, value }) => [key, value])),
    payload: frame.payload ?? new Uint8Array(),
  };
}

/** The payload in parts of at most `bytesMax`, in order; one part when it is empty. */
export function split(payload: Uint8Array, bytesMax: number): Uint8Array[] {
  const parts: Uint8Array[] = [];
  for (let at = 0; at < payload.length || at === 0; at += bytesMax)
    parts.push(payload.subarray(at, at + bytesMax));
  return parts;
}
