/** Every button of a card as it went over the wire, with something plausible in every field of the card. */

export interface Found {
  readonly value: unknown;
  readonly form: Readonly<Record<string, unknown>>;
}

type Node = Readonly<Record<string, unknown>>;

/** @param raw the content of a message; what is no card has none. */
export function buttonsIn(raw: string): readonly Found[] {
  const nodes = [...nodesOf(JSON.parse(raw))];
  const form = Object.fromEntries(nodes.flatMap((node) => filled(node)));
  return nodes
    .filter((node) => node['type'] === 'callback' && node['value'] !== undefined)
    .map((node) => ({ value: node['value'], form }));
}

function* nodesOf(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const one of value) yield* nodesOf(one);
  else if (typeof value === 'object' && value !== null) {
    yield value as Node;
    yield* nodesOf(Object.values(value));
  }
}

/** What stands in it, its first option, or words that are a day or an amount. */
function filled(node: Node): readonly [string, unknown][] {
  const { tag, name, default_value, initial_option, initial_date, options } = node;
  if (typeof tag !== 'string' || typeof name !== 'string' || tag === 'button' || tag === 'form') return [];
  const [first] = Array.isArray(options) ? (options as readonly Node[]) : [];
  const many = tag.startsWith('multi_');
  const chosen = initial_option ?? first?.['value'];
  const given =
    tag === 'date_picker' ? (initial_date ?? '2026-11-20') : (default_value ?? chosen ?? '5000万元');
  return [[name, many ? [given] : given]];
}
