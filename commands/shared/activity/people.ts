/** Who took part in an activity: names and posts of the roster, and back into words. */
import { type Refusal, refuse } from '../../../src/domain/decision.ts';
import type { Roster } from '../../../src/domain/roster.ts';

/** 大田县县长; its id where the roster has it no longer. */
export const postName = (id: string, roster: Roster): string => {
  const post = roster.posts.find((one) => one.id === id);
  return post === undefined ? id : `${roster.unitName(post.unit)}${post.title}`;
};

/** Names and posts of the roster; anybody else is a personal datum that has no place here. */
export function peopleMeant(
  words: readonly string[],
  roster: Roster,
): { readonly people: readonly string[]; readonly leaders: readonly string[] } | Refusal {
  const people: string[] = [];
  const leaders: string[] = [];
  for (const word of words) {
    const posts = roster.posts.filter((post) => postName(post.id, roster) === word || post.title === word);
    const [post] = posts;
    const named = roster.people.filter(({ name }) => name === word);
    const [person] = named;
    if (post !== undefined && posts.length === 1) leaders.push(post.id);
    else if (person !== undefined) {
      people.push(person.id);
      // A leader who came counts as one, whichever way they are named.
      leaders.push(...roster.posts.filter((one) => one.person === person.id).map(({ id }) => id));
    } else
      return refuse(`名册里没有「${word.slice(0, 20)}」`, {
        next: '参加人员请写名册里的姓名或职务；企业方的人不用写。',
      });
  }
  return { people, leaders };
}
