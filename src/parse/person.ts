// Contact names: 联系人王建国, 王总, 董事长 李明, 张三13800138000. A surname with a title (王总) is a fine name; a full
// name loses its title. Officials (书记, 县长) are contacts only where a label or a phone says so.
import type { Candidate } from './lead-model.ts';
import type { Span } from './text.ts';

const COMPOUND = '欧阳|上官|司马|诸葛|令狐|皇甫|司徒|慕容|东方|端木|公孙|尉迟|夏侯|轩辕|南宫|独孤';
const SURNAMES =
  '王洪赖于常李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱丘江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉斯元束檀衣信展阴昝智幸奉植衡富尧闭由竺练揭';
const COMMON = SURNAMES.slice(0, 200);
const GIVEN_STOP = /[的了在想拟是我你他她它们这那或等去把被给跟对从打联系投资侨商客港台，。总]/;
const TITLE =
  /^(?:副?总经理|副?董事长|副?总裁|总监|总助|总工(?:程师)?|副总|总(?![投部额量计共的要书产体工面装公规用建和价])|董(?:事)?(?!事会|事长)|副?经理|副?主任|副?厂长|副?院长|所长|校长|副?会长|秘书长|先生|女士|小姐|老师|教授|博士|工(?![业厂程艺作人资机集商贸信建农])|老板娘?|副?部长|处长|科长|副?局长|书记|主席|合伙人|CEO|代表|助理|秘书|师傅|院士|行长|店长|社长|老总|县长|市长|区长|镇长|乡长)/;
const NOT_PERSON = /^(?:柳工|徐工|华工|施工|化工|和工|方工|时工|农工|石工|金工|高工|全总)$/;
const OFFICIAL = /^(?:书记|副?局长|处长|科长|主席|县长|副?县长|市长|区长|镇长|乡长|副?主任|秘书长|老师|代表)/;
const BOUND =
  /^(?:$|[^\u4e00-\u9fa5]|的|电话|手机|联系|说|来|拟|是|负责|对接|在|想|手|号|微信|为|和|与|及|、|提供|表示|反馈|打|那边|这边|带队|一行|已|也|介绍|推荐|今|明|昨|下周|邮箱)/;
const CUE =
  /(?:联系人|对接人|负责人|联络人|经办人|联系方|对方|联系|找|叫|姓名|客商|台商|侨商|港商|乡贤|董事长|总经理|老板|总裁|法人代?表?|厂长|创始人|实控人|院长|副总|负责的?是)(?:及电话|姓名|电话|手机)?(?:就?是|为|叫|:|：|=|\s|了){0,3}$/;
const STRONG_CUE =
  /(?:联系人|对接人|负责人|联络人|联系方|姓名)(?:及电话|姓名|电话|手机)?(?:就?是|为|叫|:|：|=|\s){0,3}$/;

interface NameRead {
  readonly name: string;
  readonly end: number;
  readonly title: string;
}

const surnameLength = (text: string, at: number): number =>
  text.charAt(at) === '司' && text.charAt(at - 1) === '公'
    ? 0
    : new RegExp(`^(?:${COMPOUND})`).test(text.slice(at, at + 2))
      ? 2
      : SURNAMES.includes(text.charAt(at)) && text.charAt(at) !== ''
        ? 1
        : 0;

/** A name that begins exactly at `at`: full (with or without title) or surname with title. */
function readNameAt(text: string, at: number): NameRead | null {
  const length = surnameLength(text, at);
  if (length === 0) {
    const familiar = /^[小老]([\u4e00-\u9fa5])(?=$|[^\u4e00-\u9fa5]|电话|手机|联系)/.exec(
      text.slice(at, at + 5),
    );
    return familiar && COMMON.includes(familiar[1] ?? '')
      ? { name: familiar[0], end: at + 2, title: '' }
      : null;
  }
  const direct = TITLE.exec(text.slice(at + length, at + length + 6));
  if (direct)
    return {
      name: text.slice(at, at + length) + direct[0],
      end: at + length + direct[0].length,
      title: direct[0],
    };
  for (const given of [2, 1]) {
    const stop = at + length + given;
    const part = text.slice(at + length, stop);
    if (part.length < given || !/^[\u4e00-\u9fa5]+$/.test(part) || GIVEN_STOP.test(part)) continue;
    const rest = text.slice(stop, stop + 6);
    const title = TITLE.exec(rest.replace(/^ /, ''));
    const gap = rest.startsWith(' ') ? 1 : 0;
    if (title) return { name: text.slice(at, stop), end: stop + gap + title[0].length, title: title[0] };
    if (BOUND.test(rest)) return { name: text.slice(at, stop), end: stop, title: '' };
  }
  return null;
}

function latinName(text: string, at: number): NameRead | null {
  const match =
    /^(?:Mr\.?|Ms\.?|Mrs\.?|Dr\.?)? ?[A-ZÀ-Þ][A-Za-zÀ-ÿ.'-]{1,20}(?: [A-ZÀ-Þ][A-Za-zÀ-ÿ.'-]{0,20}){0,3}/.exec(
      text.slice(at, at + 60),
    );
  return match ? { name: match[0].trim(), end: at + match[0].length, title: '' } : null;
}

function afterCues(text: string): Candidate[] {
  const found: Candidate[] = [];
  const cues =
    /联系人|对接人|负责人|联络人|经办人|联系方|对方|联系|姓名|客商|台商|侨商|港商|乡贤|找|叫|副?董事长|副?总经理|老板|副?总裁|法人|厂长|创始人|实控人|院长|副总/g;
  for (const match of text.matchAll(cues)) {
    let at = match.index + match[0].length;
    const skip = /^(?:及电话|姓名|电话|手机|代表)?(?:[:：=\s(（]|就?是|为|叫|了){0,4}/.exec(
      text.slice(at, at + 12),
    );
    at += skip?.[0].length ?? 0;
    const before = text.slice(Math.max(0, at - 14), at);
    if (!CUE.test(before) && !/[(（]$/.test(before)) continue;
    const strong = STRONG_CUE.test(before);
    const read = readNameAt(text, at) ?? (strong ? latinName(text, at) : null);
    if (!read) continue;
    const introduced = /(?:老板|台商|客商|侨商|华侨|商人|先生|老乡|负责|系人|接人|名字|乡贤)$/.test(
      text.slice(Math.max(0, match.index - 3), match.index),
    );
    if (
      !introduced &&
      /^[找叫]$/.test(match[0]) &&
      read.title === '' &&
      !/^ ?[(（]?[,，]?\ue003/.test(text.slice(read.end, read.end + 3))
    )
      continue;
    found.push({ text: read.name, start: at, end: read.end, strength: strong ? 4 : 2 });
  }
  return found;
}

/** Names right before or after a phone, with nothing but marks between. */
function besidePhones(text: string, phones: readonly Span[]): Candidate[] {
  const found: Candidate[] = [];
  for (const phone of phones) {
    const before = text
      .slice(Math.max(0, phone.start - 24), phone.start)
      .replace(/[\s,，:：(（、;；|/-]*$/, '')
      .replace(/(?:的|,|，)?(?:联系)?(?:电话|手机号?|号码|联系方式|tel)(?:是|为|号码)?$/i, '')
      .replace(/[\s,，:：(（、;-]*$/, '');
    const offset = Math.max(0, phone.start - 24);
    for (let back = 2; back <= 8; back++) {
      const at = before.length - back;
      if (at < 0) break;
      const read = readNameAt(before, at);
      const left = before.charAt(at - 1);
      const cued = CUE.test(before.slice(Math.max(0, at - 8), at));
      const free =
        at === 0 ||
        !/[\u4e00-\u9fa5A-Za-z]/.test(left) ||
        cued ||
        ((read?.title ?? '') !== '' && read?.title !== '工') ||
        /(?:公司|集团|厂|院|的)$/.test(before.slice(0, at));
      if (read && read.end === before.length && free && offset + read.end >= phone.start - 16) {
        found.push({ text: read.name, start: offset + at, end: offset + read.end, strength: 3 });
        if (read.title === '' || /^.[^\u4e00-\u9fa5]?/.test(read.name)) break;
      }
    }
    const afterAt =
      phone.end +
      (/^[\s,，(（、:：-]*(?:联系人|找)?[:：]?/.exec(text.slice(phone.end, phone.end + 10))?.[0].length ?? 0);
    const read = readNameAt(text, afterAt);
    if (read && (afterAt > phone.end || read.title !== '' || read.name.length <= 3))
      found.push({ text: read.name, start: afterAt, end: read.end, strength: 2.5 });
  }
  return found;
}

function byTitle(text: string): Candidate[] {
  const found: Candidate[] = [];
  for (const match of text.matchAll(
    /[总董经先女工副老教博会厂部院](?=[经总事理生士监裁长板授部]|[^\u4e00-\u9fa5]|$|[\u4e00-\u9fa5])/g,
  )) {
    for (const back of [3, 2, 1]) {
      const at = match.index - back;
      if (at < 0) continue;
      const length = surnameLength(text, at);
      if (length === 0 || length > back) continue;
      const title = TITLE.exec(text.slice(match.index, match.index + 6));
      if (!title || OFFICIAL.test(title[0])) continue;
      if (NOT_PERSON.test(text.slice(at, match.index + 1))) continue;
      const given = text.slice(at + length, match.index);
      if (
        given !== '' &&
        (GIVEN_STOP.test(given) || !/^[\u4e00-\u9fa5]+$/.test(given) || !COMMON.includes(text.charAt(at)))
      )
        continue;
      const left = text.charAt(at - 1);
      const open =
        at === 0 ||
        !/[\u4e00-\u9fa5]/.test(left) ||
        /[的是和与跟找见到人为由系方位对让请]/.test(left) ||
        /(?:公司|集团|厂|院|董事长|总经理|联系|对接|拜访|香港|台湾|澳门|广东|浙江|江苏|福建|上海|北京|深圳|厦门|泉州|福州|晋江|客商)$/.test(
          text.slice(Math.max(0, at - 3), at),
        );
      if (given !== '' && !open) continue;
      if (given === '' && !COMMON.includes(text.charAt(at)) && !open) continue;
      if (given === '' && /[\d亿万]/.test(left) && text.charAt(at) === '万') continue;
      found.push({
        text: given === '' ? text.slice(at, match.index) + title[0] : text.slice(at, match.index),
        start: at,
        end: match.index + title[0].length,
        strength: 1,
      });
      break;
    }
  }
  return found;
}

/** 老板姓李: all that was said of the contact; kept in these words. */
function bySurname(text: string): Candidate[] {
  const pattern =
    /(?:老板|老总|负责人|联系人|客商|对方|经理|厂长)?姓(?!名|氏)[\u4e00-\u9fa5](?=[,，。;；、)）\s\ue003]|$)/g;
  return [...text.matchAll(pattern)].map((match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
    strength: 3,
  }));
}

/** Every contact name, surest first. `text` has its phones blanked by the phone stand-in. */
export function findPersons(text: string, phones: readonly Span[]): Candidate[] {
  return [...afterCues(text), ...besidePhones(text, phones), ...byTitle(text), ...bySurname(text)].sort(
    (a, b) => b.strength - a.strength || a.start - b.start,
  );
}

/** The name a labelled value begins with, title dropped after a full name; null when it is no name. */
export function readName(text: string): string | null {
  const typed = text.trim().replace(/^(?:[:：\s]|是)+/, '');
  const read = readNameAt(typed, 0) ?? latinName(typed, 0);
  if (read) return read.name;
  // 均瑶集团副总李晓东: a name that ends the value, after a title.
  for (let at = typed.length - 4; at < typed.length - 1; at++) {
    const last = at > 0 ? readNameAt(typed, at) : null;
    if (
      last &&
      last.end === typed.length &&
      /(?:总|经理|总裁|董事长|主任|厂长|部长|公司|集团|监)$/.test(typed.slice(0, at))
    )
      return last.name;
  }
  const plain = /^[\u4e00-\u9fa5·]{2,6}(?=$|[^\u4e00-\u9fa5·])/.exec(typed);
  return plain ? plain[0] : null;
}
