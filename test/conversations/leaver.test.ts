// Who leaves, through the real door: no access from that moment, one card with 交接 to whoever must act, whatever comes
// twice, late or in another order.
import { afterEach, expect, test } from 'vitest';
import type { SeenMessage } from '../../sandbox/index.ts';
import { freeze, hire } from '../../sandbox/people/organisation.ts';
import { City } from '../harness/city.ts';
import { type CityPlan, smallCity } from '../harness/city-plan.ts';
import { envelope, push } from '../harness/raw-push.ts';

const plan: CityPlan = {
  ...smallCity,
  people: [
    ...smallCity.people,
    { name: '林越', unit: 'datian', roles: ['reporter'] },
    { name: '章局', unit: 'datian', roles: ['leader'] },
    { name: '管管', unit: 'swj', roles: ['admin'] },
  ],
};

let city: City;
afterEach(() => city.close());

async function ask(who: string, text: string): Promise<SeenMessage> {
  const said = await city.sandbox.say(who, city.chat(who), text);
  return city.sandbox.replyTo(said.message.messageId);
}

async function register(who: string, text: string): Promise<void> {
  const form = await ask(who, text);
  await city.sandbox.press(who, form.messageId, '提交');
  await city.sandbox.settle();
}

const cardsAbout = (who: string, words: string): readonly SeenMessage[] =>
  city.sandbox.botMessages(city.chat(who)).filter((message) => message.text.includes(words));

test('a leaver loses access at once; leader and office get one card; 交接 there moves the leads', async () => {
  city = await City.open(plan);
  const { sandbox } = city;
  await register('周岚', '登记 福建岩城碳素新材料有限公司 投资5.2亿元 碳纤维 大田');
  await register('周岚', '登记 闽中精工机械有限公司 投资1.2亿元 机械 大田');
  const event = await sandbox.resign('周岚');
  await sandbox.settle();
  const cards = cardsAbout('章局', '周岚已离岗：名下 2 条线索待交接');
  expect(cards).toHaveLength(1);
  // The same event again, under its own and under a new id: nothing more is said.
  await sandbox.redeliver(event.eventId);
  await sandbox.redeliver(event.eventId, { asNew: true });
  await sandbox.settle();
  expect(cardsAbout('章局', '周岚已离岗')).toHaveLength(1);
  // What stands in the leaver's own chat can still be pressed, and does nothing.
  const own = sandbox.botMessages(city.chat('周岚')).at(-1);
  const pressed = await sandbox.press('周岚', own?.messageId ?? '', '我的');
  expect(JSON.stringify(pressed)).toContain('还不在名册');

  // The office may as well; it only looks here.
  const [card] = cards;
  const refused = await sandbox.press('方正', cardsAbout('方正', '周岚已离岗')[0]?.messageId ?? '', '交接');
  expect(JSON.stringify(refused)).not.toContain('交接由');

  await sandbox.press('章局', card?.messageId ?? '', '交接');
  await sandbox.settle();
  const form = cardsAbout('章局', '交接 周岚 名下的 2 条').at(-1);
  await sandbox.press('章局', form?.messageId ?? '', '下一步', { 接收人: '林越' });
  await sandbox.settle();
  const list = sandbox.botMessages(city.chat('章局')).find((message) => message.text.includes('确认交接'));
  expect(list?.text).toContain('交接 周岚 → 林越');
  await sandbox.press('章局', list?.messageId ?? '', '确认交接');
  await sandbox.settle();
  expect((await ask('林越', '我的')).text).toContain('岩城碳素');
  // Pressed again on the old card: there is nothing left.
  const again = await sandbox.press('章局', card?.messageId ?? '', '交接');
  expect(JSON.stringify(again)).toContain('不用交接');
}, 60_000);

test('typed words do what the button does, after somebody has left', async () => {
  city = await City.open(plan);
  await register('周岚', '登记 福建岩城碳素新材料有限公司 投资5.2亿元 碳纤维 大田');
  await city.sandbox.resign('周岚');
  await city.sandbox.settle();
  const shown = await ask('章局', '流转 交接 周岚 → 林越');
  expect(shown.text).toContain('交接 周岚 → 林越');
  await city.sandbox.press('章局', shown.messageId, '确认交接');
  await city.sandbox.settle();
  expect((await ask('林越', '我的')).text).toContain('岩城碳素');
}, 60_000);

test('a suspension that comes after its own lifting changes nothing; one that comes alone takes access', async () => {
  city = await City.open(plan);
  const { sandbox } = city;
  const object = { open_id: city.person('林越').openId, name: '林越' };
  const status = (is_frozen: boolean) => ({
    is_frozen,
    is_resigned: false,
    is_activated: true,
    is_exited: false,
    is_unjoin: false,
  });
  // The later one first.
  await sandbox.advance(60_000);
  await sandbox.pushEvent('contact.user.updated_v3', { object: { ...object, status: status(false) } });
  const late = envelope(city, {
    type: 'contact.user.updated_v3',
    event: { object: { ...object, status: status(true) } },
  });
  const header = late['header'] as Record<string, string>;
  header['create_time'] = String(city.now - 30_000);
  expect((await push(city, late)).status).toBe(200);
  await sandbox.settle();
  expect((await ask('林越', '我的')).text).not.toContain('还不在名册');
  await freeze(sandbox.world, '林越', true);
  await sandbox.settle();
  expect((await ask('林越', '我的')).text).toContain('名册');
}, 60_000);

test('who joins by a known number is of the roster at once; strangers are one line to the admin the next day', async () => {
  city = await City.open({
    ...plan,
    people: [...plan.people, { name: '新同事', unit: 'datian', roles: ['reporter'], mobile: '13860001234' }],
  });
  const { sandbox } = city;
  // The roster knows the number only; the account comes with it.
  sandbox.world.platform.people.delete(city.person('新同事').openId);
  const { person } = await hire(sandbox.world, '新同事', { mobile: '+8613860001234' });
  await hire(sandbox.world, '陌生甲');
  await hire(sandbox.world, '陌生乙');
  await sandbox.settle();
  const said = await sandbox.say(person, sandbox.privateChat(person), '我的');
  expect((await sandbox.replyTo(said.message.messageId)).text).not.toContain('还不在名册');
  expect(cardsAbout('管管', '新来')).toHaveLength(0);
  await city.moveTo('2026-11-11 09:30');
  await city.runJobs();
  await city.runJobs();
  await sandbox.settle();
  const lines = cardsAbout('管管', '新来');
  expect(lines).toHaveLength(1);
  expect(lines[0]?.text).toContain('2 人新来');
  expect(lines[0]?.text).toContain('陌生甲、陌生乙');
  await city.moveTo('2026-11-12 09:30');
  await city.runJobs();
  await sandbox.settle();
  expect(cardsAbout('管管', '新来')).toHaveLength(1);
}, 60_000);

test('a reorganisation of many departments is one line a day', async () => {
  city = await City.open(plan);
  const { sandbox } = city;
  for (let at = 0; at < 5; at += 1)
    await sandbox.pushEvent('contact.department.updated_v3', { object: { open_department_id: `od-${at}` } });
  await sandbox.settle();
  expect(cardsAbout('管管', '部门有变化')).toHaveLength(1);
}, 30_000);
