/** People of the small city who talk to a service under fire, and what must be true of their answers afterwards. */
import type { Said } from '../../../sandbox/index.ts';
import type { City } from '../../harness/city.ts';

export const PEOPLE = ['周岚', '苏敏', '沈悦', '江帆', '叶青', '方正', '许国强', '曾毅'] as const;
const LIMITS: ReadonlySet<number> = new Set([230020, 99991400, 11232, 11233]);

/** The machine's own time, for a service that lives in it. */
export const today = (): string =>
  new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');

/** Everybody says something at once. */
export const everybodySays = (city: City, words: (at: number) => string): Promise<Said>[] =>
  PEOPLE.map((who, at) => city.sandbox.say(who, city.sandbox.privateChat(who), words(at)));

const answersTo = (city: City, said: Said): number =>
  city.sandbox.botMessages(said.message.chatId).filter((seen) => seen.parentId === said.message.messageId)
    .length;

/** Waits until everything acknowledged is answered, real ms; then says what was not, or twice, or too fast. */
export async function judged(city: City, said: readonly Said[], waitMs = 30_000): Promise<string[]> {
  const { sandbox } = city;
  const deadline = Date.now() + waitMs;
  const open = () => said.some((one) => answersTo(city, one) === 0 && one.delivery?.state !== 'given-up');
  while (open() && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 100));
  await sandbox.settle(700, 20_000);
  const wrong = said.flatMap((one) => {
    const count = answersTo(city, one);
    if (count === 1 || (count === 0 && one.delivery?.state !== 'acknowledged')) return [];
    return [`I1 I2 I3: ${count} answers to ${one.message.content} (${one.status ?? 'no answer'})`];
  });
  const limits = sandbox.wire.calls().filter(({ code }) => code !== undefined && LIMITS.has(code));
  return [...wrong, ...limits.map(({ name, code }) => `I5: ${name} ${code}`)];
}
