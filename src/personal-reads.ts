/**
 * Reads of personal data leave a fact, in the one place all of them pass: the store a delivery is handled with. Whatever
 * command opens a contact, now or in times to come, the commit of its answer says so.
 */
import type { Handled, MachineDeps } from './machine.ts';
import type { Change } from './outcome.ts';

/** Handles with a store that remembers which contacts were opened, and adds the fact. */
export async function onRecord(
  deps: MachineDeps,
  handle: (deps: MachineDeps) => Promise<Handled>,
): Promise<Handled> {
  const opened = new Set<string>();
  const { store } = deps.tools;
  const watching = {
    ...store,
    contact: async (id: string) => {
      const contact = await store.contact(id);
      if (contact !== null) opened.add(id);
      return contact;
    },
  };
  const handled = await handle({ ...deps, tools: { ...deps.tools, store: watching } });
  if (opened.size === 0) return handled;
  const read: Change = {
    subject: 'audit',
    fact: { type: 'audit.contacts_read', contacts: [...opened].sort() },
  };
  return { ...handled, outcome: { ...handled.outcome, changes: [...handled.outcome.changes, read] } };
}
