// What a card needs of the page around it: names, the viewer's language, its own short-lived state, and where acts go.
import type { FieldValue } from '../model.ts';
import type { Json, JsonObject } from '../read.ts';
import { obj, objects, str } from '../read.ts';

/** What a person did to a card that no callback has carried away yet. It ends when the card is replaced. */
export class CardState {
  readonly values = new Map<string, FieldValue>();
  readonly pages = new Map<string, number>();
  readonly open = new Map<string, boolean>();
  /** Paths of fields a submit found empty. */
  readonly missing = new Set<string>();
  /** Path of the element whose callback is under way. */
  busy: string | undefined;
  /** Path of the element a finding points to. */
  pointed: string | undefined;
  revision = 0;
}

/** The surroundings of a card. */
export type CardHost = {
  readonly state: CardState;
  readonly locale: string;
  readonly memberIds: readonly string[];
  readonly nameOf: (id: string) => string;
  readonly knows: (id: string) => boolean;
  /** Draws the card again after its state changed. */
  readonly redraw: () => void;
  readonly press: (path: string, element: JsonObject, inputs: Record<string, FieldValue>) => void;
  readonly choose: (path: string, element: JsonObject, input: FieldValue) => void;
  /** A refusal of the client itself. */
  readonly refuse: (text: string) => void;
  readonly preview: (imageUrl: string, title: string) => void;
};

/** Where an element stands while it is drawn. */
export type Place = {
  readonly host: CardHost;
  readonly card: JsonObject;
  readonly form: Form | undefined;
  /** The words drawn last: what a field without a label is called. */
  readonly before: { words: string };
};

/** A form being drawn: the fields met so far, by name. */
export type Form = { readonly fields: { path: string; element: JsonObject; label: string }[] };

/** The words of a text object in the viewer's language. */
export function contentOf(text: Json | undefined, locale: string): string {
  const own = str(text, 'content');
  const others = obj(text, 'i18n_content');
  if (others === undefined) return own;
  return str(others, locale) || own || str(others, 'en_us') || String(Object.values(others)[0] ?? '');
}

/** The callback behaviour of an element, if any. */
export function hasCallback(element: JsonObject): boolean {
  return objects(element, 'behaviors').some((behavior) => str(behavior, 'type') === 'callback');
}
