// Where a company name begins inside a run of characters: cutting what officials say before it (今天对接了一家…), and
// the nouns that stand for a company without naming one (客商, 对方, 这家企业).
import { coreName, nameParts } from '../domain/company.ts';

const CUES =
  /登记一下|登记|录入一下|录入|录一下|录个|报备一下|报备|报一个|报个|新增|帮我|帮忙|麻烦|您好|你好|有线索|新线索|线索是|线索|客商|客户|对接到|对接|拜访|走访|接待|会见|考察团?|来访的?|来自于?|引进|引荐|洽谈|联系到?|接到|收到|获悉|得知|了解到|听说|介绍说?|推荐的?|一家|有家|一个|有个|名叫|叫做|企业名称?[是为叫]?|公司名称?[是为叫]?|企业是|公司是|投资方[是为]?|投资主体[是为]?|投资人|上午|下午|晚上|中午|刚才|刚刚|刚|目前|近日|近期|最近|旗下的?|下属的?|全资子公司|控股子公司|子公司|龙头企业|上市公司|上市企业|央企|国企|民企|外企|台企|台资企业|外资企业|日企|德企|独角兽|世界500强企业?|500强企业?|知名企业|高新技术企业|意向企业|企业家|老板是|实控人|法人是|陪同|赶赴|奔赴|座谈|带队|组织|邀请|和我们|跟我们|我们|咱们|我县|我市|我区|我局|县里|市里|领导|书记|县长|市长|局长|主任|今日|消息|汇报|报告|反馈|跟进|推进|补充|更新|另外|还有|其中|以及|通过|记录|关于|位于|总部在|总部位于|专业做|专门做|就是|自称|代工厂|供应商|配套商|配套企业|项目方[是为]?|业主[是为]?|招商引资|意向|拟引进|重点|跟踪|同意|合资方|合作方|联合|联手|携手|牵头|合作|本地|外地|省外|县外|市外|境外|闽商|浙商|侨商|台商|粤商|老乡|乡贤|企业(?=[\u4e00-\u9fa5A-Z])|在谈的?|正在|公司(?=[\u4e00-\u9fa5A-Z]{3})|投资商|经过|请示/g;
const CHARS = /[由是为跟和与同及的了到把给请将向叫去见陪在有这那从找]/g;
// Names these characters belong to: nothing is cut there.
const KEPT =
  /美的|蔚来|未来|和记|[永人祥天中太元康仁义万协协共益亿联]和|和[平信谐美力顺泰盛兴邦硕而瑞润]|华为|大为|有为|同[方创仁大心济辉洲兴达力花]|[大协永恒]同|将乐|将军|向[日阳荣]|方向|从化|自由|有[研机色道限友]|[国富]有|存在|在线|[得美]到|为民|作为|宏为|建[发设]|安吉|中和|信和|嘉和|合和|的[卢士]|三[是]|见福|到家|[远慧]见|同[德享昌]|永同|龙和|顺和|鑫和|与[时众]|及[成]|给力|叫[座]|有机|去哪儿|易[到]|南山|大[到]/;
const PLAIN =
  /^(?:(?:这|那|该|本|某|我|他|她|其|一|两|多|几|各|哪|此|上述|另一|另外|国内|国外|省内|省外|外地|本地|县内|当地|知名|大型|一个|几个|意向|多家|民营|外资|台资|港资|一些|目前|现在)?(?:个|家|位|名|些|的)?(?:大|小|老|新)?(?:企业|公司|集团|厂|客商|老板|客户|朋友|单位|对方|他们|我们|咱们|厂家|厂商|投资商|投资方|投资人|投资者|项目方?|人|企业家|商人|台商|侨商|外商|港商|闽商|浙商|乡贤|老乡|领导|双方|负责人|团队|代表|母公司|子公司|总公司|分公司|上市公司|国企|央企|外企|民企|股份|控股|有限公司|研究院|工厂|总厂|农业|科技|食品|机械|电子|线索|意向|业主|对接|集团公司|龙头企业|项目公司|平台公司|新公司|贸易公司|物流公司|投资公司|科技公司|建筑公司|股份公司|上市企业))+$/;
const PLAIN_ALSO =
  /^(?:他|她|它|我|你|您|谁|市|县|区|镇|乡|本人|大家|今天|昨天|明天|下周|上午|下午|总投资?|一期|二期|首期|预计|计划|初步|主要|目前|其中|合计|投资|总额|建设|用地|产品|现场|实地|年产|达产后?|投产后?|建成后?|联系|电话|手机|微信|微信同号|同号|微信号|备注|说明|情况|附件|详见|见附件|需要|需求|诉求|意向|已经|正在|希望|要求|可以|需|随后|接着|后续|同时|并且|并|然后|因为|由于|所以|但是|不过|如果|登记|线索|项目|收到|报备|好的|谢谢|老师好|领导好|各位领导|麻烦登记|请登记|请|看|谈|来|去|做|建|上|是|有|在|王|李|先生|女士|不|还|也|就|都|又|再|没|了|一条|一个|新|另|资金|土地|厂房|设备|工厂|车间|生产|加工|制造|销售|行业|产业|领域|方面|技术|团队|合作|洽谈|考察|对接|签约|落地|落户|开工|投产|选址|环评|能评|立项|备案|注册|位于|面积|占地|约|左右|以上|含|包括|分|共|两期|三期|高新技术企业|外资|内资|台资|港资|合资|独资)$/;

/** True when the name begins with a province, city or county of at least so many characters (川 is 四川's, and many a name's). */
export function startsWithRegion(text: string, least = 1): boolean {
  const parts = nameParts(text.slice(0, 24));
  const [region] = parts.regions;
  return region !== undefined && region.length >= least && text.startsWith(region);
}

const LEADING =
  /^(?:(?:\d{1,2}[.、)]\s*|[.、)\s"“'”\-·•(（&+]+)(?=[\u4e00-\u9fa5“])|[来去到]访?(?=.{4})|还有|另|个|家|我|他|也|又|就|还|都|已|再|今|请|说|称|做|及|等|名为|名|市|县|区(?=[\u4e00-\u9fa5]{4})|于|新|老|某|问|帮|报|位|者|时|会|谈|条|笔|是|叫|过|呢|吧|啊|哦|嗯|对|这|那|有|在|和|跟|与|为|由|的|了)(?=.{2})/;

// In a run that already begins with a region these are part of the name: 苏州汇川联合动力.
const SOFT =
  /^(?:联合|联手|携手|合作|本地|外地|省外|意向|重点|跟踪|组织|通过|推进|更新|补充|专业做|同意|目前|记录|介绍说?|汇报|报告|反馈|消息|邀请|经过|牵头|企业家?|投资人|投资商|座谈|考察团?|老乡|乡贤|客户|今日|请示|另外|还有|其中|以及|公司|上午|下午|晚上|中午|刚|正在|新增|线索|我们|领导)$/;
const softAt = (run: string, cue: string): boolean => SOFT.test(cue) && startsWithRegion(run);

/** Position at which the name ending at `right` begins, at or after `left`. */
export function cutLead(text: string, left: number, right: number): number {
  let start = left;
  const run = text.slice(left, right);
  for (const match of run.matchAll(CUES)) {
    const end = match.index + match[0].length;
    // A cue inside brackets or with nothing after it is part of the name.
    if (softAt(run, match[0]) && !startsWithRegion(run.slice(end))) continue;
    if (run.length - end >= 2 && !(match.index === 0 && startsWithRegion(run) && match[0].length <= 2))
      start = Math.max(start, left + end);
  }
  for (let step = 0; step < 12; step++) {
    const rest = text.slice(start, right);
    const regional = startsWithRegion(rest);
    let cut = -1;
    for (const match of rest.matchAll(CHARS)) {
      const around = rest.slice(Math.max(0, match.index - 1), match.index + 2);
      if (KEPT.test(around) || rest.length - match.index - 1 < 2) continue;
      if (/[(（]/.test(rest.slice(0, match.index)) && !/[)）]/.test(rest.slice(0, match.index))) continue;
      const after = rest.slice(match.index + 1);
      if (regional && !/[的了]/.test(match[0]) && !startsWithRegion(after, 2)) continue;
      if (
        !/[的了是]/.test(match[0]) &&
        match.index > 0 &&
        !startsWithRegion(after) &&
        coreName(after).length < 2
      )
        continue;
      cut = match.index;
      break;
    }
    if (cut >= 0) {
      start += cut + 1;
      continue;
    }
    const lead = regional ? null : LEADING.exec(rest);
    if (
      lead &&
      !KEPT.test(rest.slice(0, 2)) &&
      !/^(?:新[希西加大和中奥华城东日凤松天海潮亚力]|老[板凤百庙]|家[家乐]|市[北]|对[外]|报[喜]|再[升鼎]|就[业]|位[元]|条[码]|说[唱]|会[稽]|时[代尚]|名[创]|区[块]|都[市]|过[滤]|今[世麦]|已|问[鼎]|个[推旧]|还[珠]|做|帮|请|有[友])/.test(
        rest,
      )
    ) {
      start += lead[0].length;
      continue;
    }
    break;
  }
  while (
    start < right &&
    /[\s,，、:：.\-"“”'(（)）]/.test(text.charAt(start)) &&
    !/^\([\u4e00-\u9fa5]{2,4}\)/.test(text.slice(start, right))
  )
    start++;
  return Math.min(start, right);
}

const ODD =
  /^(?:姓.{1,2}|方式|联系我.{0,3}|人叫.*|.{0,2}(?:台商|客商|华侨|侨商|籍企业家|企业家)叫?|.*籍企业家.*|(?:地点|金额|时间|面积|规模).*|[办建开做].{1,8}厂|[\u4e00-\u9fa5]{1,2}(?:总|董|经理|先生|女士|工))$/;

/** True for a bare province, city or county. */
const isRegionOnly = (text: string): boolean => {
  const parts = nameParts(`${text.slice(0, 12)}甲甲`);
  return parts.brand === '甲甲' && parts.regions.length > 0;
};

/** True for words that stand for a company, or are none at all. */
export const isPlainNoun = (text: string): boolean =>
  /(?<!美)的(?:公司|企业|集团|厂)?$|^公司[(（]|^(?:做|搞|从事|生产|主营)/.test(text) ||
  /^(?:在?外)?乡贤|500强(?:企业)?$|^(?:未|不|没|暂|待)|名称|透露|保密/.test(text) ||
  isRegionOnly(text) ||
  ODD.test(text) ||
  PLAIN.test(text) ||
  PLAIN_ALSO.test(text);
