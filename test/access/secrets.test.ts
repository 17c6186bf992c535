/**
 * S28, S31: canaries go through a whole conversation, good and bad: the app's secrets, a contact, a phone and an identity
 * number typed into free text. Afterwards nothing of them is in the log at its loudest, in the metrics, in an error's answer, or in
 * any byte of the database.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { City } from '../harness/city.ts';
import { push, seal, send, textEvent } from '../harness/raw-push.ts';
import { parseTranscript } from '../transcripts/parse.ts';
import { play } from '../transcripts/run.ts';

const CONTACT = '欧阳探微';
const PHONE = '13876543219';
const TYPED_PHONE = '13912345670';
const IDENTITY = '350402198807142316';

const CONVERSATION = `
周岚: 登记 大田县鸣鸟新材料有限公司 投资2亿元 新材料 联系人${CONTACT} ${PHONE}
周岚 按「提交」
$甲 = XS-
周岚: 线索 $甲
< ${CONTACT} · ${PHONE}
周岚: 推进 $甲 签约 11月9日 合同 HT-9
周岚 按「提交」 说明=老板电话${TYPED_PHONE}，身份证${IDENTITY}
许国强 收到 待审
许国强 按「退回」 理由（退回时必填）=请打${TYPED_PHONE}补盖章
苏敏: 线索 合作 $甲 联系我 ${TYPED_PHONE}
江帆: 线索 争议 $甲 我们10月已谈，对方 ${TYPED_PHONE}
苏敏: 线索 $甲
< 没有
路过: 线索 $甲
< 名册
叶青: 任务 交办 大田县 12月5日前联系${TYPED_PHONE} 身份证${IDENTITY}
叶青 按「提交」
! 已交办
周岚: 走访 鸣鸟新材料 谈了扩产，老板${TYPED_PHONE}，身份证${IDENTITY}
周岚 按「提交」
! 已登记
周岚: 登记资产 上京标准厂房 5000平方米 联系人${CONTACT} ${PHONE}
周岚 按「提交」 类别=闲置土地 面积（平方米）=8000 所在园区=上京 责任单位=大田县 名称=厂房，钥匙问${TYPED_PHONE} 身份证${IDENTITY}
! 已登记 TZ-
周岚: 登记 大田县雀跃机械有限公司 投资1亿元 老板身份证${IDENTITY} 手机${PHONE}
周岚 按「提交」
! 已登记 XS-
叶青: 导出 线索
叶青 收到 [文件]
`;

const lines: string[] = [];
beforeEach(() => {
  vi.stubEnv('CITY_LOG', 'trace');
  vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => lines.push(String(chunk)) > 0);
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

test('no canary is in a log line, a metric, a refusal or the database', async () => {
  await play(parseTranscript(CONVERSATION, 'canaries.chat'), 'canaries.chat', { atEnd: look });
}, 60_000);

async function look(city: City): Promise<void> {
  const refusals = await Promise.all([
    send(city, { body: '{"encrypt":"AAAA"}' }),
    send(city, { body: seal(city, { schema: '2.0' }) }),
    push(city, { schema: '2.0', header: { token: 'x' }, event: textEvent(city, '周岚', `登记 ${PHONE}`) }),
  ]);
  expect(refusals.every(({ status }) => status >= 400 && status < 500)).toBe(true);
  const ready = await send(city, { path: '/readyz', method: 'GET', headers: {} });
  const log = lines.join('');
  const said = [log, await city.metrics(), ready.text, ...refusals.map(({ text }) => text)].join('\n');
  // The log really was listened to.
  expect(log).toContain('"started"');
  const { FEISHU_APP_SECRET, FEISHU_ENCRYPT_KEY, FEISHU_VERIFICATION_TOKEN, DATA_KEY, DATABASE_PATH } =
    city.env;
  const secrets = [FEISHU_APP_SECRET, FEISHU_ENCRYPT_KEY, FEISHU_VERIFICATION_TOKEN, DATA_KEY].map(
    (one) => one ?? '',
  );
  const personal = [CONTACT, PHONE, TYPED_PHONE, IDENTITY];
  expect(secrets.every((one) => one.length > 8)).toBe(true);
  expect([...secrets, ...personal].filter((canary) => said.includes(canary))).toEqual([]);
  const folder = dirname(DATABASE_PATH ?? '');
  const bytes = Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));
  expect(bytes.includes('鸣鸟新材料')).toBe(true);
  expect([...secrets, ...personal].filter((canary) => bytes.includes(canary))).toEqual([]);
}
