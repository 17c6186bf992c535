// What a property of a component may hold; the checks by kind are in kinds.ts.

/** What a property holds, and so how it is checked. */
export type PropKind =
  | 'any'
  | 'string'
  | 'number'
  | 'boolean'
  | 'object'
  | 'strings'
  | 'name'
  | 'plain'
  | 'text'
  | 'panelTitle'
  | 'icon'
  | 'confirm'
  | 'behaviors'
  | 'urls'
  | 'elements'
  | 'columns'
  | 'options'
  | 'people'
  | 'buttons'
  | 'images'
  | 'markdown'
  | 'tableColumns'
  | 'rows'
  | 'chartSpec';

/** Properties of one component. */
export type Spec = Readonly<Record<string, PropKind>>;
