/** Reading what nobody has checked: fields of the platform's answers, and ids from anywhere. */

/** A field of an unchecked value; `undefined` when there is none. */
export function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}

const ID = {
  person: /^ou_[A-Za-z0-9_-]{1,64}$/u,
  chat: /^oc_[A-Za-z0-9_-]{1,64}$/u,
  message: /^om_[A-Za-z0-9_-]{1,64}$/u,
} as const;

export type IdKind = keyof typeof ID;

/** Whether an id is one the platform can have issued; the SDK would put anything else into a path as it is. */
export function isId(kind: IdKind, id: unknown): id is string {
  return typeof id === 'string' && ID[kind].test(id);
}
