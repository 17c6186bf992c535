/**
 * Which face takes the place of an official one where a machine has not got it, written into the document's font table:
 * Word and WPS read `altName` there. Without it a missing 小标宋 becomes whatever comes first.
 */
import { FACES } from './word-parts.ts';

interface Stand {
  readonly face: string;
  /** Tried in this order. */
  readonly instead: string;
  readonly family: 'roman' | 'modern' | 'swiss' | 'script';
}

const STANDS: readonly Stand[] = [
  { face: FACES.title, instead: '方正小标宋_GBK,华文中宋,STZhongsong,宋体,SimSun', family: 'roman' },
  { face: FACES.body, instead: '仿宋,FangSong,华文仿宋,STFangsong', family: 'modern' },
  { face: FACES.subheading, instead: '楷体,KaiTi,华文楷体,STKaiti', family: 'modern' },
  { face: FACES.heading, instead: 'SimHei,微软雅黑,Microsoft YaHei', family: 'swiss' },
  { face: FACES.song, instead: 'SimSun,新宋体,NSimSun', family: 'roman' },
];

const NAMESPACE = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';

/** `word/fontTable.xml`. */
export function fontTableXml(): string {
  const fonts = STANDS.map(
    ({ face, instead, family }) =>
      `<w:font w:name="${face}"><w:altName w:val="${instead}"/><w:charset w:val="86"/><w:family w:val="${family}"/><w:pitch w:val="variable"/></w:font>`,
  );
  const latin =
    '<w:font w:name="Times New Roman"><w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font>';
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="${NAMESPACE}">${fonts.join('')}${latin}</w:fonts>`;
}
