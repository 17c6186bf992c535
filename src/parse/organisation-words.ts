// The words by which companies are told from the rest of a sentence. Data only.

/** Legal forms that always end a company name. */
export const STRONG_END =
  '股份有限公司|有限责任公司|有限公司|集团股份公司|集团公司|股份公司|总公司|合伙企业(?:\\((?:有限|普通)合伙\\))?|\\((?:有限|普通)合伙\\)';
/** Words that end one in the right company. */
export const WEAK_END =
  '分公司|子公司|公司|集团|控股|研究总院|研究院|研究所|设计院|总院|总厂|合作社|股份|药业|[镍铜锌钨钼锂硅铝锡钛镁氟磷糖纸烟酒茶乳渔牧木竹棉粮药]业|实业|商行|工作室|事务所|酒店管理|厂|基金|资本|重工|科技|重机|锂业|钢铁|化学|生物|食品|新材料|新材|新能源|能源|复合材料|包装|制造|精密|家具|鞋业|制衣|陶瓷|铝业|光伏|光学|织造|新能|乐器|制品|电缆|机械|电子|纺织|林业|农业|智能|医药|制药|环保|汽车|光电|半导体|材料|装备|动力|电气|石化|矿业|乳业|酒业|茶业|种业|家居|服饰|物流|软件|信息';
/** A character names are made of. */
export const NAME_CHAR = /[\u4e00-\u9fa5A-Za-z0-9&()·•\-'+]/;
/** Legal forms looked at in one lead. */
export const FORMS_MAX = 300;
/** Longest name looked for. */
export const NAME_LENGTH_MAX = 42;
/** What stands before something that is to be built. */
export const BUILD =
  /(?:建|建设|新建|拟建|兴建|筹建|办|盖|设立|设|成立|打造|开|收购|租用?|盘活|利用|搞|做|投资)(?:一?[个座家所条]|一)?[^,，。;；:\s\ue001-\ue005]{0,14}$/;
/** Words with 建 and the like that build nothing. */
export const NOT_BUILD = /福建|建宁|建瓯|建阳|建筑|建材|建发|建设|设备|设计|开发|开元|投资/g;
/** 拟, 计划, 想 … */
export const MODAL =
  '拟|计划|有意向?|意向|打算|想要?|准备|希望|欲|考虑|决定|愿意|预备|已经?|正在?|将|要|确定|表示|初步|可能|基本|正式|近期|目前|也|都|明确|一直|会';
/** What follows a modal. */
/** What stands where a name would and is none: 有个, 打算投, 老板姓李, 某. Said of guesses only, never of a legal form. */
export const NO_NAME =
  /^[有某那这哪一几来][个家位些名]?.{0,2}$|^(?:打算|准备|计划|想|老板|老总|朋友|客商|对方|他们|我们|咱们|人家|有人|怎么|如何|请问)|(?:打算|准备|计划|想|姓.)$/;

export const ACTION =
  '跟|和|与|了解|来|去|到|在|于|落户|落地|投资?|建|新建|设|布局|入驻|搬|扩|把|过来|做|上|搞|办|开|租|买|拿|购|总投|选|参与|合作|考察|洽谈|签|回|增资|整体|打造|成立|开发|利用|收购|盘活|引|转移?|迁|出资|斥资|找|咨询|对|看|增|进';
/** What investors do, without a modal. */
export const PLAIN =
  '总?投资|总投|来访|来[考洽咨电函我电人信说看]|到访|到我|前来|一行|落户|落地|考察|拟|签约|入驻|增资|进驻|在[^,，。;；\\n]{1,10}(?:投资|建|设|投|落|拿地|买|租|扩)|到[^,，。;；\\n]{1,10}(?:投资|建|设|投|考察|看|洽谈|落)|来[^,，。;；\\n]{1,8}(?:投资|建|设|投|考察|看|洽谈|谈)|看中|看上|相中|感兴趣|要来|欲|有意|打算|希望|建设|新建';
/** What makes the words before it an investor. */
export const VERB = new RegExp(`(?:(?:${MODAL})[\ue001-\ue005]{0,12}){1,4}(?:${ACTION})|(?:${PLAIN})`);

/** What officials do to an investor. */
export const OBJECT =
  /(?:对接(?!人)|拜访|走访|接待|会见|引进|引荐|洽谈|联系(?!人|方|电|我|他|她|咱)|招引|邀请|会谈|接触|线索(?:是|为)?|登记|报备|企业(?:是|叫|为)|公司(?:是|叫|为)|名叫|叫做|(?<!人)叫|客商(?:是|为)?)(?:了|到|过|上(?![海饶虞杭])|下|的是|一下|一个|:){0,3} ?/g;
/** Where the name after it ends. */
export const OBJECT_END =
  /来访|一行|的|洽谈|对接|谈|项目|负责人|董事|总经理|总部|拟|想|计划|有意|准备|打算|在|到|投资|要|老板|那边|方面|并|就|了解|推进|推介|意向|考察|座谈|说|表示|反馈|[,，。;；、:\s\n\ue001-\ue005!！“”]/;
/** After a name: it is no investor. */
export const OTHER_ROLE_AFTER =
  /^[)”]? ?(?:(?:的|有一?[个家])(?:供应商|配套商|配套企业|客户|上游|下游|经销商)|的?(?:旗下|下属|全资|控股的?(?:子|孙)?公司|子公司)|(?:[\u4e00-\u9fa5]{0,3})?(?:介绍|推荐|引荐|牵线|提供(?:的)?线索)|厂房|闲置|地块|旧厂|老厂|原址|配套|供货|代工|做配套|供应链)/;
/** Before a name: likewise. */
export const OTHER_ROLE_BEFORE =
  /(?:(?<!业主|资方|主体|单位|企业|公司|客商|名)为|给|替|紧邻|毗邻|租用|租赁|利用|盘活|收购|原|参照|类似|对标|竞争对手|客户包括|客户有|供应商|供货给|主要客户|通过|经|由于)$/;
/** Bodies that are no companies. */
export const GOVERNMENT =
  /(?:商会|协会|同乡会|联谊会|联络处|办事处|政府|管委会|商务局|招商局|招商办|发改委|发改局|工信局|委员会|领导小组|招商组|招商队|指挥部|园区|开发区|招商服务中心)$/;
